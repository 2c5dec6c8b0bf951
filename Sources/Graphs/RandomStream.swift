import Kernels

/// Names one source of draws within a run; the name alone decides its numbers.
///
/// A name says what is drawn and for whom, from the outside in: `generator-update/generator/3/dropout`. Because no stream is
/// numbered by its turn, one draw more in a program changes no other draw.
///
/// Formula: the generator's number is the 64-bit FNV-1a hash of the name's UTF-8 bytes,
///
///     h ← 14695981039346656037;  for each byte b:  h ← (h ⊕ b) · 1099511628211 mod 2⁶⁴
///
/// of which Philox's counter takes the lower half as its fourth word and the upper half into its third; see
/// `RandomKey`. Two of a thousand names share a number with probability 3·10⁻¹⁴, and `requireDistinct` looks.
/// Source: Fowler, Noll, Vo, Eastlake 2019, "The FNV non-cryptographic hash algorithm", section 5.
public struct RandomStream: Hashable, Sendable {
    public let name: String
    /// What the random generator knows the name by.
    public let number: UInt64

    public init(_ name: String) {
        self.name = name
        number = name.utf8.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    }

    public static func == (left: RandomStream, right: RandomStream) -> Bool { left.name == right.name }

    public func hash(into hasher: inout Hasher) { hasher.combine(number) }

    /// The stream of this name with `/part` behind it.
    public func appending(_ part: String) -> RandomStream { RandomStream("\(name)/\(part)") }

    /// The key under which the stream draws at a position.
    func key(at position: RandomPosition) -> RandomKey {
        RandomKey(seed: position.seed, stream: number, step: position.step)
    }

    /// The draws `start ..< start + count` from N(0, 1): those that `Tensor.randomNormal` makes at this position.
    public func normals(_ count: Int, from start: Int = 0, at position: RandomPosition) -> [Float] {
        draws(count) { Random.normal(into: $0, from: start, count: count, key: key(at: position)) }
    }

    /// The draws `start ..< start + count` from [0, 1): those that `Tensor.randomUniform` makes at this position.
    public func uniforms(_ count: Int, from start: Int = 0, at position: RandomPosition) -> [Float] {
        draws(count) { Random.uniform(into: $0, from: start, count: count, key: key(at: position)) }
    }

    private func draws(_ count: Int, _ fill: (UnsafeMutablePointer<Float>) -> Void) -> [Float] {
        [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
            if let start = buffer.baseAddress, count > 0 { fill(start) }
            initialized = count
        }
    }
}

extension RandomStream {
    /// The streams that `tensors` draw from, one for each draw.
    public static func all(in tensors: [Tensor]) -> [RandomStream] {
        topologicalOrder(tensors).compactMap { ($0.node.operation as? RandomDraw)?.stream }
    }

    /// Two names whose draws are the same numbers: one name drawn from twice, or two names with one hash.
    static func sharing(in tensors: [Tensor]) -> (String, String)? {
        var names: [UInt64: String] = [:]
        for stream in all(in: tensors) {
            if let other = names.updateValue(stream.name, forKey: stream.number) { return (other, stream.name) }
        }
        return nil
    }

    /// Checked where a program is built: no two of its draws share a stream, or noise that should be independent is not.
    public static func requireDistinct(in tensors: [Tensor]) {
        if let (first, second) = sharing(in: tensors) {
            preconditionFailure("two draws share their random numbers: `\(first)` and `\(second)`")
        }
    }
}
