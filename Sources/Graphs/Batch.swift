/// Some examples, and what each of them is where that is known.
///
/// Both are nodes of a program: what nothing asks for is not computed, so that labels cost nothing where no network
/// takes them.
public struct Batch: Sendable {
    /// `[batch, …size]`
    public var examples: Tensor
    /// The class of each example, `[batch]`: a whole number from 0 up to the number of classes, exclusive. `nil` where
    /// there are no classes.
    public var labels: Tensor?

    public init(examples: Tensor, labels: Tensor? = nil) {
        self.examples = examples
        self.labels = labels
    }
}
