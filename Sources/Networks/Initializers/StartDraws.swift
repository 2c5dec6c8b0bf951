import Graphs

/// The random numbers that one parameter's start values are made of.
///
/// They are those of the random stream `weights/` and the parameter's name (`weights/generator.0.weight`) at step 0, in
/// row-major order. Because nothing else decides them, another layer in the discriminator leaves the generator's start
/// weights as they were, and a seed means the same weights on every machine.
public struct StartDraws: Sendable, Hashable {
    private let stream: RandomStream
    private let position: RandomPosition

    public init(_ parameterName: String, seed: UInt64) {
        stream = RandomStream("weights").appending(parameterName)
        position = RandomPosition(seed: seed, step: 0)
    }

    /// The first `count` draws from [0, 1).
    public func uniforms(_ count: Int) -> [Float] { stream.uniforms(count, at: position) }

    /// The first `count` draws from the standard normal distribution.
    public func normals(_ count: Int) -> [Float] { stream.normals(count, at: position) }
}
