import Declarations
import Graphs

/// What the generator starts from: the distribution of its noise z, and codes with a meaning where it has some.
public protocol Latent: Declared {
    /// How many numbers each example starts from.
    var size: Int { get }

    /// The parts of z that stand for something, in the order of their places; none in plain noise.
    var codes: [LatentCode] { get }

    /// Fresh noise `[batch, size]`. The first examples of a larger batch are those of a smaller one.
    func draw(batch: Int, stream: RandomStream) throws -> Tensor
}

extension Latent {
    public var codes: [LatentCode] { [] }
}

/// A part of the noise that stands for something.
public struct LatentCode: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// One of several, with equal chances, as a one-hot vector.
        case categorical
        /// Numbers from U[−1, 1].
        case continuous
    }

    public let kind: Kind
    /// Its places in z.
    public let places: Range<Int>

    public init(_ kind: Kind, places: Range<Int>) {
        self.kind = kind
        self.places = places
    }
}
