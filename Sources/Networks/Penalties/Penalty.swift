import Declarations
import Graphs

/// What is asked of the discriminator besides winning: a term of its loss, or a bound on its parameters.
public protocol Penalty: Declared {
    /// A scalar to add to the discriminator's loss; `nil` when the penalty has no such term.
    /// - Parameters:
    ///   - discriminator: scores `[batch]` or `[batch, 1]` of a batch of examples, with the parameters to be trained.
    ///   - real, fake: batches of the same shape, `[batch] + size`.
    ///   - stream: the penalty's place among the random streams; what it draws has a name below.
    func discriminatorTerm(
        of discriminator: (Tensor) throws -> Tensor, real: Tensor, fake: Tensor, stream: RandomStream
    ) throws -> Tensor?

    /// A discriminator parameter as it may stay after an update.
    func constrained(_ parameter: Tensor) throws -> Tensor

    /// The same with what nobody chose as it suits the data: images, or points.
    func suited(toImages isImage: Bool) -> Self
}

extension Penalty {
    public func discriminatorTerm(
        of discriminator: (Tensor) throws -> Tensor, real: Tensor, fake: Tensor, stream: RandomStream
    ) throws -> Tensor? { nil }

    public func constrained(_ parameter: Tensor) throws -> Tensor { parameter }

    public func suited(toImages isImage: Bool) -> Self { self }
}
