import Testing

@testable import Graphs

@Suite("Random streams")
struct RandomStreamTests {
    /// Expected numbers: the test vectors that the authors of FNV publish for their 64-bit FNV-1a.
    @Test("a name's number is its FNV-1a hash", arguments: [
        ("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8),
    ] as [(String, UInt64)])
    func hash(name: String, number: UInt64) {
        #expect(RandomStream(name).number == number)
    }

    @Test("parts are joined by strokes")
    func parts() {
        #expect(RandomStream("generator").appending("3").appending("dropout") == RandomStream("generator/3/dropout"))
    }

    @Test("an array's draws are those of a program, from any place on")
    func arrays() throws {
        let stream = RandomStream("generator-update/latent")
        let position = RandomPosition(seed: 11, step: 1 << 33)
        let program = try Program(outputs: [
            .randomNormal([40, 50], stream: stream), .randomUniform([2000], stream: stream),
        ])
        program.run(position)
        #expect(stream.normals(2000, at: position) == program.value(0))
        #expect(stream.normals(300, from: 777, at: position) == Array(program.value(0)[777..<1077]))
        #expect(stream.uniforms(2000, at: position) == program.value(1))
        #expect(stream.uniforms(0, at: position).isEmpty)
    }

    /// Expected numbers: `Tests/References/random_streams.py`, which is written from the doc comments alone.
    @Test("another program finds the same numbers from the name, the seed and the step")
    func independent() {
        let position = RandomPosition(seed: 0x0123_4567_89AB_CDEF, step: 5)
        let stream = RandomStream("discriminator-update/latent")
        #expect(stream.uniforms(2, from: 255, at: position) == [0.6897341012954712, 0.09681761264801025])
        let expected: [Float] = [
            0.11138191609729908, -2.16076278384253, 1.4603522563570692, 0.8184239714917106, -0.03679282340167638,
            1.4610429555140516,
        ]
        #expect(zip(stream.normals(6, from: 319, at: position), expected).allSatisfy { abs($0 - $1) < 2e-6 })
    }

    @Test("the streams of a graph are found, one for each draw")
    func found() throws {
        let x = Tensor.randomNormal([3], stream: RandomStream("a"))
        let y = Tensor.randomUniform([3], stream: RandomStream("b"))
        #expect(RandomStream.all(in: [try x + y, x]).map(\.name).sorted() == ["a", "b"])
        RandomStream.requireDistinct(in: [try x * y + x])
    }

    @Test("two draws of one name are found")
    func shared() throws {
        let first = Tensor.randomNormal([3], stream: RandomStream("a"))
        let second = Tensor.randomNormal([3], stream: RandomStream("a"))
        let found = try #require(RandomStream.sharing(in: [first, second]))
        #expect(found == ("a", "a"))
        #expect(RandomStream.sharing(in: [first, try first + 1]) == nil)
    }
}
