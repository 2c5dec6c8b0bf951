import Kernels

/// The geometry of a pooling window over images `[batch, height, width, channels]`.
struct PoolingGeometry: Hashable {
    let input: Shape
    let size: Int
    let stride: Int

    var output: Shape {
        [input[0], (input[1] - size) / stride + 1, (input[2] - size) / stride + 1, input[3]]
    }
}

/// The largest of each window.
///
/// Where it lies decides where the gradient goes; given that place, the way back (`MaximumUnpooling`) and the way
/// forward for second derivatives (`MaximumPicking`) are linear and each other's adjoints.
struct MaximumPooling: KernelOperation {
    let geometry: PoolingGeometry

    func shape(of inputs: [Shape]) throws(ShapeError) -> Shape { geometry.output }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        [Tensor(MaximumUnpooling(geometry: geometry), [inputs[0], gradient], shape: geometry.input)]
    }

    func kernel(inputs: [Shape], output: Shape) throws -> any GraphKernel { PoolingKernel(geometry, .value) }
}

/// Adds each window's gradient at the place of the window's largest input; ties go to the first.
struct MaximumUnpooling: KernelOperation {
    let geometry: PoolingGeometry

    func shape(of inputs: [Shape]) throws(ShapeError) -> Shape { geometry.input }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        [nil, Tensor(MaximumPicking(geometry: geometry), [inputs[0], gradient], shape: geometry.output)]
    }

    func kernel(inputs: [Shape], output: Shape) throws -> any GraphKernel { PoolingKernel(geometry, .spread) }
}

/// Takes, of a second image, the element at the place of each window's largest in the first.
struct MaximumPicking: KernelOperation {
    let geometry: PoolingGeometry

    func shape(of inputs: [Shape]) throws(ShapeError) -> Shape { geometry.output }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        [nil, Tensor(MaximumUnpooling(geometry: geometry), [inputs[0], gradient], shape: geometry.input)]
    }

    func kernel(inputs: [Shape], output: Shape) throws -> any GraphKernel { PoolingKernel(geometry, .pick) }
}

private final class PoolingKernel: GraphKernel {
    enum Mode { case value, spread, pick }

    let geometry: PoolingGeometry
    let mode: Mode

    /// Some ten microseconds' work: less is not worth a thread.
    private static let comparisonsPerTask = 1 << 13

    init(_ geometry: PoolingGeometry, _ mode: Mode) {
        self.geometry = geometry
        self.mode = mode
    }

    func run(_ inputs: [UnsafeMutablePointer<Float>], _ output: UnsafeMutablePointer<Float>, _ position: RandomPosition) {
        let (height, width, channels) = (geometry.input[1], geometry.input[2], geometry.input[3])
        let (outputHeight, outputWidth) = (geometry.output[1], geometry.output[2])
        if mode == .spread { output.update(repeating: 0, count: geometry.input.elementCount) }
        let comparisons = outputHeight * outputWidth * channels * geometry.size * geometry.size
        parallel(count: geometry.input[0], grain: max(1, Self.comparisonsPerTask / comparisons)) { images in
            for image in images {
                var window = image * outputHeight * outputWidth * channels
                for row in 0..<outputHeight {
                    for column in 0..<outputWidth {
                        for channel in 0..<channels {
                            let corner = ((image * height + row * geometry.stride) * width + column * geometry.stride)
                                * channels + channel
                            var place = corner
                            for y in 0..<geometry.size {
                                for x in 0..<geometry.size {
                                    let candidate = corner + (y * width + x) * channels
                                    if inputs[0][candidate] > inputs[0][place] { place = candidate }
                                }
                            }
                            switch mode {
                            case .value: output[window] = inputs[0][place]
                            case .spread: output[place] += inputs[1][window]
                            case .pick: output[window] = inputs[1][place]
                            }
                            window += 1
                        }
                    }
                }
            }
        }
    }
}

extension Tensor {
    /// The largest of each `size` × `size` window, `stride` apart; what does not fill a window is left out.
    public func maxPool(size: Int, stride: Int) throws(ShapeError) -> Tensor {
        guard shape.count == 4, size >= 1, stride >= 1, shape[1] >= size, shape[2] >= size else {
            throw ShapeError("a pooling window of \(size)x\(size) does not fit on \(shape.sizeText)")
        }
        return try Tensor(MaximumPooling(geometry: PoolingGeometry(input: shape, size: size, stride: stride)), [self])
    }
}
