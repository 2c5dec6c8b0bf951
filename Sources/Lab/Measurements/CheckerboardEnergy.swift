import Datasets
import Graphs
import Networks

/// How much of an image's energy repeats with a stride: the pattern that a convolution with stride leaves, where it paints some pixels
/// more often than others.
///
/// A pattern of period s along the rows or the columns lies in the spectrum on the lines of the frequencies H·m/s and W·m/s,
/// m = 1…s − 1, whatever else the image shows:
///
///     energy = Σ |X(u, v)|² on those lines / Σ |X(u, v)|² without the mean X(0, 0)
///
/// over the two-dimensional Fourier transforms X of all images and channels. Natural images have hardly any energy there when s is 2:
/// handwritten digits of 28×28 about 0.003; an image of noise has 2/H + 2/W or so, 0.07. On 8×8 pixels strokes are as narrow as the
/// stride, and the data's own share is the one to compare with.
///
/// No transform is made: by Parseval's theorem over the s phases, the lines of the rows hold W·s·Σ_c Σ_j (p_j − p̄)², where p_j is the
/// sum of every s-th pixel of column c from row j on, and p̄ the mean of the p_j; the lines of the columns alike. Where they cross both
/// have counted the same.
/// Source of the phenomenon: Odena, Dumoulin, Olah 2016, "Deconvolution and checkerboard artifacts".
public struct CheckerboardEnergy: Sendable, Equatable {
    /// The period in pixels.
    public let stride: Int
    /// The share of the samples' energy, 0 to 1.
    public let samples: Double
    /// The same of the data.
    public let data: Double

    /// The share of energy at a period in images `[count, height, width, channels]`; 0 where there is none at all, or no image holds
    /// the period twice. Pixels behind the last whole period are left out.
    public static func share(of images: [Float], size: [Int], stride: Int) throws -> Double {
        let (height, width, channels) = (size[0] / stride, size[1] / stride, size[2])
        let count = images.count / (size[0] * size[1] * channels)
        guard stride > 1, height > 1, width > 1, count > 0 else { return 0 }
        let (rows, columns) = (height * stride, width * stride)
        let all = Variable("images", shape: [count] + size, values: images)
        let image = try all.tensor.slice(axis: 1, from: 0, count: rows).slice(axis: 2, from: 0, count: columns)
        func aroundMean(_ tensor: Tensor, _ axes: [Int]) throws -> Tensor { try tensor - tensor.mean(axes: axes, keepingDimensions: true) }
        let centred = try aroundMean(image, [1, 2])
        let down = try aroundMean(centred.reshaped(to: [count, height, stride, columns * channels]).sum(axes: [1]), [1])
        let across = try aroundMean(centred.reshaped(to: [count * rows, width, stride, channels]).sum(axes: [1]), [1])
        let cells = try centred.reshaped(to: [count, height, stride, width, stride, channels]).sum(axes: [1, 3])
        let both = try aroundMean(aroundMean(cells, [1]), [2])
        let squares = try [down, across, both, centred].map { try ($0 * $0).sum() }
        let program = try Program(outputs: squares)
        program.run()
        let sums = (0..<4).map { Double(program.value($0)[0]) }
        let (period, total) = (Double(stride), Double(rows * columns) * sums[3])
        let lines = Double(columns) * period * sums[0] + Double(rows) * period * sums[1] - period * period * sums[2]
        return total > 0 ? max(0, lines / total) : 0
    }
}

extension NetworkPlan {
    /// By how much the last layer that enlarges an image enlarges it: the period of the pattern that it may leave. 2 where none does.
    public var lastStride: Int {
        let strides = layers.indices.compactMap { layer -> Int? in
            let (before, after) = (inputSize(of: layer), sizes[layer])
            guard before.count == 3, after.count == 3, before[0] > 0, after[0] > before[0] else { return nil }
            return after[0] / before[0]
        }
        return strides.last { $0 > 1 } ?? 2
    }
}

extension Experiment {
    /// Energy at the stride of the generator's last enlarging layer; `nil` for data that are no images.
    public func checkerboardEnergy() throws -> CheckerboardEnergy? {
        guard recipe.dataset.isImage else { return nil }
        let (size, stride) = (recipe.dataset.size, network(.generator)?.plan.lastStride ?? 2)
        if views.dataCheckerboard?.stride != stride {
            let real = try realExampleSet(count: Self.examplesToCompare).values
            views.dataCheckerboard = (stride, try CheckerboardEnergy.share(of: real, size: size, stride: stride))
        }
        return CheckerboardEnergy(
            stride: stride, samples: try CheckerboardEnergy.share(of: measuredSamples(), size: size, stride: stride),
            data: views.dataCheckerboard?.share ?? 0)
    }
}
