/// Examples and their classes as nodes of a program.
public struct Batch {
    /// `[batch] + size`.
    public var examples: Tensor
    /// The class of each example, counted from 0, `[batch]`; `nil` where the data has no classes.
    public var labels: Tensor?

    public init(examples: Tensor, labels: Tensor? = nil) {
        self.examples = examples
        self.labels = labels
    }
}
