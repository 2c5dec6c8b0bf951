import Kernels

/// A linear map of one axis: each output is a weighted sum of a few inputs.
struct AxisMap: Hashable, Sendable {
    struct Term: Hashable, Sendable {
        var source: Int
        var weight: Float
    }

    let inputExtent: Int
    let outputExtent: Int
    /// The terms of output i are `terms[starts[i]..<starts[i + 1]]`.
    let terms: [Term]
    let starts: [Int]

    init(inputExtent: Int, outputs: [[Term]]) {
        self.inputExtent = inputExtent
        outputExtent = outputs.count
        terms = outputs.flatMap { $0 }
        starts = outputs.reduce(into: [0]) { $0.append($0.last! + $1.count) }
    }

    /// The transposed matrix.
    var adjoint: AxisMap {
        var columns = [[Term]](repeating: [], count: inputExtent)
        for output in 0..<outputExtent {
            for term in terms[starts[output]..<starts[output + 1]] {
                columns[term.source].append(Term(source: output, weight: term.weight))
            }
        }
        return AxisMap(inputExtent: outputExtent, outputs: columns)
    }

    /// Averages windows of `size`, `stride` apart.
    static func average(_ extent: Int, size: Int, stride: Int) -> AxisMap {
        AxisMap(inputExtent: extent, outputs: (0...(extent - size) / stride).map { window in
            (0..<size).map { Term(source: window * stride + $0, weight: 1 / Float(size)) }
        })
    }

    /// Repeats the nearest input: output i reads ⌊i · from / to⌋.
    static func nearest(from extent: Int, to target: Int) -> AxisMap {
        AxisMap(inputExtent: extent, outputs: (0..<target).map { [Term(source: $0 * extent / target, weight: 1)] })
    }

    /// Interpolates between pixel centres: output i lies at (i + ½) · from / to − ½, held inside the image.
    static func bilinear(from extent: Int, to target: Int) -> AxisMap {
        AxisMap(inputExtent: extent, outputs: (0..<target).map { index in
            let place = max(0, (Float(index) + 0.5) * Float(extent) / Float(target) - 0.5)
            let left = min(Int(place), extent - 1)
            let fraction = left == extent - 1 ? 0 : place - Float(left)
            return fraction == 0
                ? [Term(source: left, weight: 1)]
                : [Term(source: left, weight: 1 - fraction), Term(source: left + 1, weight: fraction)]
        })
    }
}

/// A linear map of the height and one of the width of `[batch, height, width, channels]`: pooling by averages and every
/// resize. Its adjoint is the same operation with both maps transposed, so it can be differentiated without end.
struct Resampling: KernelOperation {
    let vertical: AxisMap
    let horizontal: AxisMap

    func shape(of inputs: [Shape]) throws(ShapeError) -> Shape {
        guard inputs[0].count == 4 else {
            throw ShapeError("images are [batch, height, width, channels], found \(inputs[0].sizeText)")
        }
        return [inputs[0][0], vertical.outputExtent, horizontal.outputExtent, inputs[0][3]]
    }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        [try Tensor(Resampling(vertical: vertical.adjoint, horizontal: horizontal.adjoint), [gradient])]
    }

    func kernel(inputs: [Shape], output: Shape) throws -> any GraphKernel {
        ResamplingKernel(vertical, horizontal, batch: output[0], channels: output[3])
    }
}

private final class ResamplingKernel: GraphKernel {
    let vertical: AxisMap
    let horizontal: AxisMap
    let batch: Int
    let channels: Int

    /// Some ten microseconds' work: less is not worth a thread.
    private static let termsOfGrain = 1 << 13

    init(_ vertical: AxisMap, _ horizontal: AxisMap, batch: Int, channels: Int) {
        self.vertical = vertical
        self.horizontal = horizontal
        self.batch = batch
        self.channels = channels
    }

    func run(_ inputs: [UnsafeMutablePointer<Float>], _ output: UnsafeMutablePointer<Float>, _ position: RandomPosition) {
        let rowWidth = horizontal.inputExtent * channels
        let terms = vertical.terms.count * horizontal.terms.count * channels
        parallel(count: batch, grain: max(1, Self.termsOfGrain / max(1, terms))) { images in
            for image in images {
                let source = inputs[0] + image * vertical.inputExtent * rowWidth
                var target = output + image * vertical.outputExtent * horizontal.outputExtent * channels
                for row in 0..<vertical.outputExtent {
                    for column in 0..<horizontal.outputExtent {
                        target.update(repeating: 0, count: channels)
                        for v in vertical.starts[row]..<vertical.starts[row + 1] {
                            let line = source + vertical.terms[v].source * rowWidth
                            for h in horizontal.starts[column]..<horizontal.starts[column + 1] {
                                let pixel = line + horizontal.terms[h].source * channels
                                let weight = vertical.terms[v].weight * horizontal.terms[h].weight
                                for channel in 0..<channels { target[channel] += weight * pixel[channel] }
                            }
                        }
                        target += channels
                    }
                }
            }
        }
    }
}

extension Tensor {
    /// The mean of each `size` × `size` window, `stride` apart; what does not fill a window is left out.
    public func averagePool(size: Int, stride: Int) throws(ShapeError) -> Tensor {
        guard shape.count == 4, size >= 1, stride >= 1, shape[1] >= size, shape[2] >= size else {
            throw ShapeError("a pooling window of \(size)x\(size) does not fit on \(shape.sizeText)")
        }
        return try resampled { .average($0, size: size, stride: stride) }
    }

    /// Each output pixel is the nearest input pixel.
    public func resizedNearest(height: Int, width: Int) throws(ShapeError) -> Tensor {
        try resized(height, width, AxisMap.nearest)
    }

    /// Linear interpolation between pixel centres, held at the borders (`align_corners=False` elsewhere).
    public func resizedBilinear(height: Int, width: Int) throws(ShapeError) -> Tensor {
        try resized(height, width, AxisMap.bilinear)
    }

    private func resized(_ height: Int, _ width: Int, _ map: (Int, Int) -> AxisMap) throws(ShapeError) -> Tensor {
        guard shape.count == 4, height >= 1, width >= 1 else {
            throw ShapeError("\(shape.sizeText) cannot be resized to \(height)x\(width)")
        }
        return try Tensor(Resampling(vertical: map(shape[1], height), horizontal: map(shape[2], width)), [self])
    }

    private func resampled(_ map: (Int) -> AxisMap) throws(ShapeError) -> Tensor {
        try Tensor(Resampling(vertical: map(shape[1]), horizontal: map(shape[2])), [self])
    }
}
