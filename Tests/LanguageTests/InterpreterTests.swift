import Declarations
import Testing

@testable import Language

@Suite("The interpreter")
struct InterpreterTests {
    @Test("runs blocks, loops and conditions")
    func controlFlow() throws {
        let script = """
            let n = 3
            for i in 1..n
              if i == 1
                say "one"
              else if i == 2
                say "two"
              else
                say "many" i
              end
            end
            repeat 2
              say "again"
            end
            for kind in tomato, pesto-verde
              cook kind
            end
            for x in 0.5, (n * 2), [7, 8]
              say x
            end
            """
        #expect(
            try shown(script) == [
                "one", "two", "many 3", "again", "again", "cook tomato", "cook pesto-verde", "0.5", "6", "7", "8",
            ])
    }

    @Test("calls defined blocks with their own variables")
    func definitions() throws {
        let script = """
            let a = 1
            define twice x y
              let a = x * 2
              say a y
            end
            twice 4 "b"
            twice (a + 1), word
            say a
            """
        #expect(try shown(script) == ["8 b", "4 word", "1"])
    }

    @Test(
        "a defined block wants exactly its parameters",
        arguments: [
            ("f 1", "expected a value for `y`, found the end of the line"),
            ("f 1 2 3", "`f` takes 2 values, found a third, `3`"),
        ])
    func parameters(call: String, message: String) {
        let error = #expect(throws: Diagnostic.self) {
            try interpreter().run(Source(name: "s", text: "define f x y\nend\n\(call)"))
        }
        #expect(error?.message == message)
        #expect(failure("define cook\nend")?.contains("expected a new name, found the command `cook`") == true)
    }

    @Test("counts ranges down and skips empty repeats")
    func ranges() throws {
        #expect(try shown("for i in 3..1\nsay i\nend\nrepeat 0\nsay 9\nend") == ["3", "2", "1"])
    }

    @Test("recursion without an end is an error, not a crash")
    func recursion() {
        #expect(failure("define f\nf\nend\nf")?.contains("blocks call each other more than 64 deep") == true)
        #expect(failure("define f x\nif x > 0\nf (x - 1)\nend\nend\nf 20") == nil)
    }

    @Test("an endless loop is an error or ends by an interrupt")
    func limits() {
        let endless = "repeat 1_000_000_000\nend"
        #expect(failure(endless) { $0.limits.statements = 1000 }?.contains("1000 statements") == true)
        #expect(
            failure("for i in 1..1_000_000_000\nend") { $0.limits.statements = 1000 }?.contains("1000 statements")
                == true)
        #expect(failure("say 1") { $0.session.isInterrupted = true }?.contains("interrupted") == true)
    }

    @Test("includes scripts and refuses circles")
    func includes() {
        var said: [String] = []
        let circle = failure("include \"a\"") {
            $0.session.files = ["a": "include \"b\"", "b": "include \"a\""]
        }
        #expect(circle?.contains("`a` includes itself") == true)
        #expect(circle?.contains("b:1:9") == true)
        #expect(failure("include \"c\"")?.contains("no file `c`") == true)
        let interpreter = interpreter()
        interpreter.session.files = ["a": "let x = 5"]
        #expect(throws: Never.self) { try interpreter.run(Source(name: "s", text: "include \"a\"\nsay x")) }
        said = interpreter.session.log
        #expect(said == ["5"])
    }

    @Test("stops at the first error and keeps what ran before")
    func firstError() throws {
        let interpreter = interpreter()
        #expect(throws: Diagnostic.self) { try interpreter.run(Source(name: "s", text: "say 1\ncok\nsay 2")) }
        #expect(interpreter.session.log == ["1"])
        try interpreter.run(Source(name: "prompt", text: "say 3"))
        #expect(interpreter.session.log == ["1", "3"])
    }

    @Test("an unknown command names the nearest one")
    func unknownCommand() {
        #expect(
            failure("cokk tomato") == """
                error: unknown command `cokk`
                 --> test:1:1
                  |
                1 | cokk tomato
                  | ^^^^ did you mean `cook`?
                  = help: `help` lists the commands
                """)
        #expect(failure("heat")?.contains("help: `heat` is a value: `print heat` shows it") == true)
    }

    @Test("a question mark asks for help")
    func question() throws {
        #expect(try shown("cook ?\n? make\n?") == ["help cook", "help make", "help -"])
    }

    @Test("a condition of a clause is asked again and again")
    func clause() throws {
        #expect(try shown("wait 20 until heat >= 50 and oven.left == 180") == ["stopped at 3"])
    }

    @Test("a check looks into both branches of an unknown condition")
    func check() throws {
        let interpreter = interpreter()
        interpreter.session.isCheckOnly = true
        try interpreter.run(Source(name: "s", text: "if taste > 1\nsay 1\nelse\nsay 2\nend\nlet t = taste\nsay 3"))
        #expect(interpreter.session.log == ["1", "2", "3"])
        #expect(failure("if taste > 1\nend")?.contains("has no value before the first bite") == true)
    }

    @Test("a check goes on with values that only a run knows")
    func unknownValues() throws {
        let script = """
            let t = taste
            let sum = t + 1
            for i in 1..t
              say "once"
            end
            repeat taste
              say "again"
            end
            define f x
              say "f"
              wait (x * 2)
            end
            f taste
            for kind in t
              cook kind
            end
            if sum > 3 and heat > 1
              say "if"
            end
            mix tomato speed t
            """
        let interpreter = interpreter()
        interpreter.session.isCheckOnly = true
        try interpreter.run(Source(name: "s", text: script))
        #expect(interpreter.session.log == ["once", "again", "f", "waited", "if", "mix tomato"])
    }

    @Test(
        "a check reads the body of a definition that nothing calls",
        arguments: [
            ("define f x\nwait x\ncook x\nmake noodles x salt\nf x\nend", nil),
            ("define f x\nmake noodles x slat\nend", "unknown option `slat` of `noodles`"),
            ("define f x\ncokk x\nend", "unknown command `cokk`"),
            ("define f x\nf x x\nend", "`f` takes 1 value, found a second, `x`"),
        ] as [(String, String?)])
    func rehearsal(text: String, message: String?) throws {
        let interpreter = interpreter()
        interpreter.session.isCheckOnly = true
        try interpreter.run(Source(name: "s", text: text))
        do throws(Diagnostic) {
            try interpreter.rehearseDefinitions()
            #expect(message == nil)
        } catch {
            #expect(error.message == message)
        }
        #expect(interpreter.session.log.isEmpty)
    }

    @Test(
        "no variable hides a measurement",
        arguments: [
            ("let heat = 9", "variable"), ("for heat in 1..2\nend", "variable"), ("define f heat\nend", "parameter"),
        ])
    func measurementNames(text: String, noun: String) {
        let rendered = failure(text)
        #expect(rendered?.contains("expected the name of a \(noun), found the measurement `heat`") == true)
        #expect(rendered?.contains("help: another name, such as `my-heat`") == true)
        #expect(throws: Diagnostic.self) { try interpreter().pin("heat", to: "1") }
    }

    @Test("the language's own statements answer a question mark")
    func ownQuestions() throws {
        for word in ["let", "for", "if", "repeat", "define", "include", "help"] {
            #expect(try shown("\(word) ?") == ["help \(word)"])
        }
        #expect(try shown("cook tomato ?") == ["help cook"])
        guard case .complete = isComplete("for ?") else { return #expect(Bool(false), "`for ?` opens nothing") }
    }

    @Test("errors from below get the place of the statement")
    func foreignErrors() {
        enum Burn: Command {
            static let declaration = CommandDeclaration("burn", summary: "", group: "g", examples: [])
            static func run(_ arguments: BoundArguments, in session: Kitchen) throws {
                throw Refusal("too hot", help: "wait")
            }
        }
        let interpreter = Interpreter<Kitchen>(commands: [Burn.self], session: Kitchen())
        let error = #expect(throws: Diagnostic.self) { try interpreter.run(Source(name: "s", text: "\n  burn")) }
        #expect(error?.render(color: false).contains("s:2:3") == true)
        #expect(error?.help == ["wait"])
    }

    @Test("the examples of the language's own statements run")
    func examples() throws {
        let declarations = BuiltInStatement.declarations(scriptExtension: "txt")
        #expect(declarations.map(\.name) == ["let", "for", "repeat", "if", "define", "include"])
        for example in declarations.flatMap(\.examples) {
            let interpreter = interpreter()
            interpreter.session.files = ["shared.txt": "say 1"]
            try interpreter.run(Source(name: "s", text: example))
            #expect(!interpreter.session.succeeded.isEmpty)
        }
    }

    @Test("a pinned variable wins over the script's own `let`")
    func pinned() throws {
        let interpreter = interpreter()
        try interpreter.pin("n", to: "2 * 4")
        try interpreter.pin("kind", to: "tomato")
        try interpreter.run(
            Source(name: "s", text: "let n = 3\nlet kind = red\nsay n kind\ndefine f n\nlet n = n + 1\nsay n\nend\nf 1")
        )
        #expect(interpreter.session.log == ["8 tomato", "2"])
        #expect(throws: Diagnostic.self) { try interpreter.pin("n m", to: "1") }
        #expect(throws: Diagnostic.self) { try interpreter.pin("n", to: "") }
    }

    @Test("the session hears of every statement before it runs, and of those that succeeded")
    func hooks() throws {
        let interpreter = interpreter()
        try interpreter.run(Source(name: "s", text: "repeat 2\nsay 1\nend"))
        #expect(interpreter.session.ran == ["repeat 2\nsay 1\nend", "say 1", "say 1"])
        #expect(throws: Diagnostic.self) { try interpreter.run(Source(name: "s", text: "cook nothing")) }
        #expect(interpreter.session.ran.count == 4)
        #expect(interpreter.session.succeeded == ["say 1", "say 1", "repeat 2\nsay 1\nend"])
    }

    @Test("binding a statement measures nothing")
    func measuresNothing() throws {
        let kitchen = Kitchen()
        _ = try bound("wait 5 until heat > 90 and taste > 1", scope: Variables(over: SessionScope(kitchen)))
        #expect(kitchen.asked == 0)
    }

    @Test("an expectation that fails has its own exit status")
    func expectation() {
        let error = #expect(throws: Diagnostic.self) { try interpreter().run(Source(name: "s", text: "expect 1 > 2")) }
        #expect(error?.category.exitStatus == 1)
        #expect(error?.message == "expected `1 > 2`")
    }
}
