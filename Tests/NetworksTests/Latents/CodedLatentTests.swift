import Declarations
import Graphs
import Testing

@testable import Networks

@Suite("Noise with codes")
struct CodedLatentTests {
    @Test("fewer are the beginning of more, and another step draws others")
    func beginnings() throws {
        for latent in [CodedLatent(noise: 2, categories: [3, 4], continuous: 2), CodedLatent(noise: 0, continuous: 1)] {
            let many = try draw(latent, 1000)
            #expect(try draw(latent, 10) == Array(many[..<(10 * latent.size)]))
            #expect(try draw(latent, 1000, step: 1) != many)
        }
    }

    @Test("codes stand where they say: noise, one-hot categories with equal chances, numbers from U[-1, 1]")
    func codes() throws {
        let latent = CodedLatent(noise: 2, categories: [3, 4], continuous: 2)
        #expect(latent.size == 11)
        #expect(
            latent.codes == [
                LatentCode(.categorical, places: 2..<5), LatentCode(.categorical, places: 5..<9),
                LatentCode(.continuous, places: 9..<10), LatentCode(.continuous, places: 10..<11),
            ])
        let count = 20_000
        let values = try draw(latent, count)
        var pairs = [Int](repeating: 0, count: 12)
        for row in 0..<count {
            let example = values[row * 11..<(row + 1) * 11].map { $0 }
            let codes = [Array(example[2..<5]), Array(example[5..<9])]
            for code in codes { #expect(code.count { $0 == 1 } == 1 && code.count { $0 == 0 } == code.count - 1) }
            pairs[4 * (codes[0].firstIndex(of: 1) ?? 0) + (codes[1].firstIndex(of: 1) ?? 0)] += 1
            #expect(example[9...10].allSatisfy { (-1...1).contains($0) })
        }
        // The codes are independent: each pair has a twelfth of the draws, ± 39 by chance.
        #expect(pairs.allSatisfy { abs($0 - count / 12) < 5 * 39 })
        for (column, variance) in [(0, Float(1)), (1, 1), (9, 1.0 / 3), (10, 1.0 / 3)] {
            let found = moments(values, column: column, of: 11)
            #expect(abs(found.mean) < 0.03 && abs(found.variance - variance) < 0.04 * variance)
        }
    }

    @Test("codes without a code, and more numbers than noise may have, are refused")
    func refused() {
        func error(_ given: [String: OptionValue]) -> Refusal? {
            do throws(Refusal) {
                _ = try CodedLatent(OptionValues(CodedLatent.declaration, given))
                return nil
            } catch { return error }
        }
        #expect(
            error(["noise": .number(8)])
                == Refusal(
                    "`latent codes` takes at least one code, found none",
                    help: "`latent codes 8 categorical 8`, or `latent 8` without codes"))
        #expect(error(["noise": .number(65_000), "categorical": .list([.number(1000)])])?.message.hasSuffix("found 66000") == true)
    }
}
