import Testing

@testable import gan

@Suite("The command line without its subcommand")
struct ArgumentCompletionTests {
    private func completed(_ arguments: [String], isTerminal: Bool = true) -> [String] {
        completedArguments(arguments, subcommands: ["run", "check", "doctor", "prompt", "help"], isTerminal: isTerminal)
    }

    @Test("a file name alone is run")
    func fileAlone() {
        #expect(completed(["lesson.gan"]) == ["run", "lesson.gan"])
        #expect(completed(["lesson.gan", "--seed", "3"]) == ["run", "lesson.gan", "--seed", "3"])
    }

    @Test("options may stand before the file, and their values are no files")
    func optionsFirst() {
        #expect(completed(["--seed", "3", "lesson.gan"]) == ["run", "--seed", "3", "lesson.gan"])
        #expect(completed(["--transcript", "page.md", "lesson.gan"]) == ["run", "--transcript", "page.md", "lesson.gan"])
        #expect(completed(["--quiet", "lesson.gan"]) == ["run", "--quiet", "lesson.gan"])
        #expect(completed(["--seed", "3"]) == ["--seed", "3"])
    }

    @Test("a subcommand and the options that end the program stay as they are")
    func untouched() {
        for arguments in [["run", "a.gan"], ["doctor"], ["--version"], ["--help"], ["help", "run"]] {
            #expect(completed(arguments) == arguments)
        }
    }

    @Test("the standard input is the script where it is no terminal and no file is named")
    func standardInput() {
        #expect(completed([]) == [])
        #expect(completed([], isTerminal: false) == ["run", "-"])
        #expect(completed(["--quiet"], isTerminal: false) == ["run", "--quiet", "-"])
        #expect(completed(["-"]) == ["run", "-"])
        #expect(completed(["a.gan"], isTerminal: false) == ["run", "a.gan"])
    }

    @Test("every option of a run and of the prompt that takes a value is known to take one")
    func options() {
        let help = Gan.helpMessage(for: RunCommand.self, columns: 200) + Gan.helpMessage(for: PromptCommand.self, columns: 200)
        #expect(Set(help.matches(of: #/(--[a-z-]+) </#).map { String($0.1) }) == optionsWithValue)
        #expect(completed(["--threads", "1"]) == ["--threads", "1"])
    }
}
