import Testing

@testable import gan

@Suite("`--seeds`")
struct SeedListTests {
    private func message(_ arguments: [String]) -> String {
        do {
            _ = try Gan.parseAsRoot(arguments)
            return ""
        } catch {
            return Gan.fullMessage(for: error)
        }
    }

    @Test("ranges and single numbers, each seed once")
    func lists() throws {
        #expect(try SeedList("1..4").seeds == [1, 2, 3, 4])
        #expect(try SeedList("1,3,5").seeds == [1, 3, 5])
        #expect(try SeedList("1..3, 7, 2..4").seeds == [1, 2, 3, 7, 4])
        #expect(try SeedList("18446744073709551615").seeds == [.max])
    }

    @Test(
        "anything else is refused for what it is",
        arguments: ["", "1..", "..3", "a", "1..2..3", "-1", "1,,2", "3..1", "0..100000", "0..18446744073709551615"])
    func refused(_ text: String) {
        let found = message(["run", "a.gan", "--seeds", text])
        #expect(found.contains("expected "), "\(text): \(found)")
    }

    @Test("`--seed` and `--seeds` together, and `--jobs` alone, make no sense")
    func together() {
        #expect(message(["run", "a.gan", "--seeds", "1..3", "--jobs", "2"]).isEmpty)
        #expect(message(["run", "a.gan", "--seeds", "1..3", "--seed", "2"]).contains("expected `--seed` or `--seeds`, found both"))
        #expect(message(["run", "a.gan", "--jobs", "2"]).contains("`--jobs` is of use with `--seeds` only"))
        #expect(message(["run", "a.gan", "--seeds", "1", "--jobs", "0"]).contains("expected at least 1 for `--jobs`, found 0"))
    }

    @Test("a file and its seeds need no `run`")
    func completed() {
        let arguments = ["--seeds", "1..3", "a.gan"]
        #expect(completedArguments(arguments, subcommands: ["run"], isTerminal: true) == ["run"] + arguments)
    }
}
