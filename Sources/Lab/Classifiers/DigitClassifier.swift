import Datasets
import Foundation
import Graphs
import Networks

/// A small convolutional network that tells the classes of images apart, trained before on a share of them: what takes a sample
/// for a three.
///
/// Formula: p(class | image) = softmax of ten scores. It is sure of an image where the greatest of them is at least `sureness`.
/// Its weights lie beside the images that it was trained on and are data: read, never run, every size checked.
///
/// It knows digits and nothing else: an image far from all of them gets some class too, and sometimes a sure one. What it says of
/// samples that look like digits can be trusted as far as its accuracy on digits that it was not trained on, which the file states.
/// Source: LeCun et al. 1998, "Gradient-based learning applied to document recognition"; the greatest probability as a sign of
/// whether an image is one of the classes: Hendrycks, Gimpel 2017, "A baseline for detecting misclassified and
/// out-of-distribution examples in neural networks".
public final class DigitClassifier {
    /// From this probability on, an image is taken for its class, and below it for none.
    public static let sureness: Float = 0.9

    static let classCount = 10
    static let id = NetworkID("classifier")

    let network: Network
    private var passes = RecentlyUsed<Int, Pass>(limit: 2)

    private struct Pass {
        let images: Variable
        let program: Program
    }

    init(_ network: Network) { self.network = network }

    /// The layers for images of a size: two convolutions where images are small, five that halve the size three times where they
    /// are large. Under a hundred thousand weights each, which a file of 400 KB holds.
    static func layers(for size: [Int]) -> [any Layer] {
        func convolutions(_ channels: [(Int, stride: Int)]) -> [any Layer] {
            channels.flatMap { count, stride -> [any Layer] in
                [Convolution(count, geometry: ImageGeometry(kernel: 3, stride: stride, padding: 1)), Relu()]
            }
        }
        let features = size[0] < 16
            ? convolutions([(16, 1), (32, 2)]) + [Flatten(), Dense(48), Relu()]
            : convolutions([(24, 1), (32, 2), (48, 1), (64, 2), (64, 2)]) + [Flatten()]
        return features + [Dropout(rate: 0.4), Dense(classCount)]
    }

    static func plan(for size: [Int]) throws -> NetworkPlan {
        try NetworkPlan(name: id.rawValue, layers: layers(for: size), inputSize: size)
    }

    /// The class of each image, and how probable it is.
    ///
    /// - Parameter images: `[count, …size]`, from −1 to 1, row-major.
    public func judged(_ images: [Float]) throws -> [(label: Int, probability: Float)] {
        let length = network.inputSize.reduce(1, *)
        precondition(images.count % length == 0, "the images are of the classifier's size")
        var judged: [(label: Int, probability: Float)] = []
        judged.reserveCapacity(images.count / length)
        for start in stride(from: 0, to: images.count, by: Self.imagesInOnePass * length) {
            let end = min(images.count, start + Self.imagesInOnePass * length)
            let pass = try passes.value((end - start) / length) { try Self.pass(over: (end - start) / length, network) }
            pass.images.values = Array(images[start..<end])
            pass.program.run()
            let shares = pass.program.value(0)
            for row in Swift.stride(from: 0, to: shares.count, by: Self.classCount) {
                var best = (label: 0, probability: -Float.infinity)
                for label in 0..<Self.classCount where shares[row + label] > best.probability {
                    best = (label, shares[row + label])
                }
                judged.append(best)
            }
        }
        return judged
    }

    /// The share of images that it takes for what they are.
    public func accuracy(on part: Examples.Part) throws -> Double {
        let right = try zip(judged(part.values), part.labels ?? []).count { $0.label == $1 }
        return Double(right) / Double(max(1, part.count))
    }

    private static let imagesInOnePass = 250

    private static func pass(over count: Int, _ network: Network) throws -> Pass {
        let images = Variable("images", shape: [count] + network.inputSize)
        let scores = try network.apply(images.tensor, mode: .sampling, stream: RandomStream(id.rawValue)).output
        return Pass(images: images, program: try Program(outputs: [try scores.softmax()]))
    }
}
