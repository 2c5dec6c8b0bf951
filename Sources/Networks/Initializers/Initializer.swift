import Declarations

/// How the start values of one parameter are drawn.
public protocol Initializer: Declared {
    /// The start values of a parameter, row-major, decided by `draws` alone.
    func values(shape: [Int], fan: Fan, draws: StartDraws) -> [Float]
}

/// How many numbers meet in one output of a layer, and how many outputs one input reaches.
///
/// Variance-keeping initializers are made of these: a sum of `input` independent terms has `input` times their
/// variance.
public struct Fan: Sendable, Hashable {
    public var input: Double
    public var output: Double

    public init(input: Double, output: Double) {
        self.input = input
        self.output = output
    }
}
