import COneDNN

/// oneDNN's convolution, or its gradient with respect to the input, cut by images for threads to share.
final class LibraryConvolution: ConvolutionMethod {
    private let parts: [Part]
    private let firstImage: Int
    private let resultImage: Int

    private struct Part {
        let images: Range<Int>
        let convolution: OneDNNConvolution
    }

    init(_ kind: gan_conv_kind, _ geometry: ConvolutionGeometry) throws(KernelError) {
        let isForward = kind == gan_conv_forward
        firstImage = isForward ? geometry.inputImage : geometry.outputImage
        resultImage = isForward ? geometry.outputImage : geometry.inputImage
        let count = Division.parts(cost: Division.cost(terms: geometry.terms), most: geometry.batch)
        var parts: [Part] = []
        for number in 0..<count {
            let images = Division.range(number, of: count, count: geometry.batch)
            let lender = parts.first?.convolution
            parts.append(
                Part(
                    images: images,
                    convolution: try OneDNNConvolution(kind, geometry.with(batch: images.count), lender: lender)))
        }
        self.parts = parts
    }

    var name: String { parts[0].convolution.name }

    func run(_ first: UnsafePointer<Float>, _ weights: UnsafePointer<Float>, result: UnsafeMutablePointer<Float>) {
        for part in parts { part.convolution.prepare(weights: weights) }
        parallel(parts.count) { number in
            let part = parts[number]
            part.convolution.run(
                first + part.images.lowerBound * firstImage, weights, result + part.images.lowerBound * resultImage)
        }
    }
}
