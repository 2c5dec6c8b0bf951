import COneDNN

/// oneDNN's gradient of a convolution with respect to its weights, a part of the batch at a time for threads to share.
final class LibraryWeightGradient: ConvolutionMethod {
    private let geometry: ConvolutionGeometry
    private let parts: [Part]
    private let sums: PartialSums

    private struct Part {
        let images: Range<Int>
        let convolution: OneDNNConvolution
    }

    /// Microseconds for which a number of a partial gradient must have been summed up: more than making, writing and
    /// adding it takes.
    private static let costOfWeight = 5e-3

    init(_ geometry: ConvolutionGeometry) throws(KernelError) {
        self.geometry = geometry
        let cost = Division.cost(terms: geometry.terms)
        let worthwhile = max(2, Int(cost / (Double(geometry.weightCount) * Self.costOfWeight)))
        let count = Division.parts(cost: cost, most: min(geometry.batch, PartialSums.most, worthwhile))
        var parts: [Part] = []
        for number in 0..<count {
            let images = Division.range(number, of: count, count: geometry.batch)
            parts.append(
                Part(
                    images: images,
                    convolution: try OneDNNConvolution(gan_conv_weight_gradient, geometry.with(batch: images.count))))
        }
        self.parts = parts
        sums = PartialSums(count: geometry.weightCount, parts: count)
    }

    var name: String { parts[0].convolution.name }

    func run(_ input: UnsafePointer<Float>, _ gradient: UnsafePointer<Float>, result: UnsafeMutablePointer<Float>) {
        parallel(parts.count) { number in
            let part = parts[number]
            part.convolution.run(
                input + part.images.lowerBound * geometry.inputImage, gradient + part.images.lowerBound * geometry.outputImage,
                sums.target(number, result: result))
        }
        sums.add(into: result)
    }
}
