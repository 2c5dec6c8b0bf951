import Testing

@testable import Language

@Suite("A check tells every mistake, once, and refuses nothing that runs")
struct CheckTests {
    /// The mistakes of a script as `line: message`.
    private func mistakes(_ text: String, limit: Int = 20) -> [String] {
        let interpreter = interpreter()
        interpreter.session.isCheckOnly = true
        return interpreter.check(Source(name: "s", text: text), limit: limit).map { "\($0.span?.line ?? 0): \($0.message)" }
    }

    @Test("mistakes of form, of words and of values, in the order of the lines")
    func all() {
        let script = """
            cokk tomato
            let a = (1 +
            say 1
            for i in 1..
              make noodles slat
            end
            let b = 1 / 0
            say "x
            repeat 2
              cook tomatoe
            end
            wait 5 until
            """
        #expect(
            mistakes(script) == [
                "1: unknown command `cokk`",
                "2: expected `)`, found the end of the script",
                "4: expected a value, found the end of the line",
                "5: expected a whole number of at least 1 for `grams`, found `slat`",
                "7: division by zero",
                "8: expected a closing `\"` before the end of the line",
                "10: unknown sauce `tomatoe`",
                "12: expected a condition, found the end of the line",
            ])
    }

    @Test("one slip is told once", arguments: [
        // A variable that could not be made is no unknown name further down.
        ("let n = 1 / 0\nsay n (n + 1)\nwait n\nif n > 3\nsay 1\nend", ["1: division by zero"]),
        ("width = 3\nsay width", ["1: expected a command, found `width =`"]),
        ("let n = 3d\nsay n", ["1: expected a number, a size or a word, found `3d`"]),
        ("for i of 1..3\nsay i\nend\nsay 2", ["1: expected `in`, found `of`"]),
        ("repeat 3 times\nsay 1\nend", ["1: expected the end of the line, found `times`"]),
        ("define f a a\nsay a\nend\nf 1\nf 1 2 3", ["1: the parameter `a` is named twice"]),
        // A body that is looked at several times has each mistake once.
        ("for i in 1..9\ncokk i\nend", ["2: unknown command `cokk`"]),
        ("define f x\ncokk x\nend\nf 1\nf 2", ["2: unknown command `cokk`"]),
        // A script that is not there may have made anything.
        ("include \"gone\"\nsay a b\nstir c", ["1: no file `gone`"]),
        ("if heat = 3\nsay 1\nend\nend", ["1: expected a comparison, found `=`", "4: found `end` without an open block"]),
        ("repeat 2\nsay 1", ["1: expected `end`, found the end of the script"]),
        ("if heat > 3\nelse\nsay 1\nelse\nsay 2\nend\nsay 3", ["4: expected `end`, found a second `else`"]),
        ("for i in 1..2\nelse\nend\nsay 3", ["2: expected `end`, found `else`"]),
    ] as [(String, [String])])
    func once(_ script: String, _ expected: [String]) {
        #expect(mistakes(script) == expected)
    }

    @Test("enough is enough")
    func limit() {
        let script = String(repeating: "cokk\n", count: 100)
        #expect(mistakes(script).count == 20)
        #expect(mistakes(String(repeating: "say (\n", count: 100)).count == 20)
        #expect(mistakes(String(repeating: "repeat 2\n", count: 5000)) == ["33: blocks are nested too deeply"])
    }

    @Test("loops end soon, and the mistakes of late rounds are found", .timeLimit(.minutes(1)))
    func loops() {
        #expect(mistakes("repeat 1000000000\nrepeat 1000000000\nrepeat 1000000000\nsay 1\nend\nend\nend").isEmpty)
        #expect(mistakes("for i in 1..1000000000\nif i == 999\ncokk 1\nend\nend") == ["3: unknown command `cokk`"])
        let nested = (0..<30).map { "for v\($0) in 1..1000000" }.joined(separator: "\n")
        #expect(mistakes(nested + "\ncokk\n" + String(repeating: "end\n", count: 30)) == ["31: unknown command `cokk`"])
        let calls = (1..<40).map { "define f\($0)\nf\($0 - 1)\nf\($0 - 1)\nend" }.joined(separator: "\n")
        #expect(mistakes("define f0\nsay 1\nend\n\(calls)\nf39").isEmpty)
    }

    @Test("what is told of a late round is what holds there", arguments: [
        "let n = 1\nfor i in 1..100\nlet n = n + 1\nend\nif n == 101\nsay 1\nelse\nsay never\nend",
        "let n = 1\nrepeat 100\nlet n = n * 2\nend\nwait (n - n + 1)\nlet m = 10 / (n - 4294967296)",
        "let k = cake\nfor i in 1..99\nif i == 50\nlet k = 3\nend\nend\nlet x = k",
    ])
    func widening(_ script: String) throws {
        _ = try shown(script.replacing("say never", with: "say 2"))
        #expect(mistakes(script.replacing("say never", with: "say 2")).isEmpty)
    }

    @Test("an undecided condition leaves open what its branches do differently", arguments: [
        "let n = 2\nif taste > 1\nlet n = 0\nend\nsay (1 / n)",
        "if taste > 1\nlet a = 1\nelse\nlet b = 1\nend\nsay a b",
        "define f x\nsay x\nend\nif taste > 1\ndefine f x y\nsay x y\nend\nend\nf 1 2",
        "define f n\nif n > 0\nf (n - 1)\nend\nend\nf taste",
        "if taste > 1 and oven.left > 2\nsay 1\nend",
        "for i in 1..taste\nlet n = 0\nend\nsay n",
        "include \"x{taste}\"\nsay a\nfoo",
        "cook (\"tom\" + taste)\nmake noodles taste \"a{taste}.txt\"",
        "repeat taste\nend\nsay \"{taste} {taste + 1}\"",
    ])
    func undecided(_ script: String) {
        #expect(mistakes(script).isEmpty)
    }

    @Test("what is wrong whatever the run finds is found", arguments: [
        ("if taste != eigth\nsay 1\nend", "1: unknown name `eigth`"),
        ("expect heat > 1 and taste != eigth", "1: unknown name `eigth`"),
        ("if taste == \"eight\"\nend", "1: expected a number, found \"eight\""),
        ("if heat > 99 and hat > 1\nend", "1: unknown name `hat`"),
        ("let x = taste + (1 / 0)", "1: division by zero"),
        ("let x = \"{taste} {1 / 0}\"", "1: division by zero"),
        ("if taste > 1\ncokk\nelse\nstri\nend", "2: unknown command `cokk`"),
    ])
    func found(_ script: String, _ mistake: String) {
        #expect(mistakes(script).first == mistake)
    }

    @Test("an unknown name beside a measurement is a mistake of the run as well")
    func sameInRun() {
        #expect(failure("if heat > 99 and hat > 1\nend")?.contains("unknown name `hat`") == true)
        #expect(failure("if heat != eigth\nend")?.contains("unknown name `eigth`") == true)
    }

    @Test("a variable with an option's name gets the message that says so")
    func namesakes() {
        let help = "help: `minutes` is the argument's own name here; the variable's value is `(minutes)`"
        #expect(failure("let minutes = 3\nwait minutes")?.contains(help) == true)
        #expect(failure("let boil = 3\nmake noodles 1 boil shape flat")?.contains("the variable's value is `boil (boil)`") == true)
        #expect(failure("wait minutes")?.contains("own name here") == false)
    }

    @Test("lines typed one by one are as whole as all at once", arguments: [
        "for i in 1..2\nsay (1 +\n2)\nif heat > 1\nsay 2\nend\nend", "say 1 \\\n2", "say [1,\n\n# x\n2]\nfor ?\nrepeat (\n2)\nend",
        "define f x\nfor ?\nend", "repeat 2\nsay \"x\nend",
    ])
    func openInput(_ text: String) {
        var input = OpenInput()
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            input.add(String(line))
            guard case .needsMore(let depth) = isComplete(lines[...index].joined(separator: "\n")) else {
                return #expect(!input.needsMore)
            }
            #expect(input.needsMore && input.depth == depth)
        }
    }
}
