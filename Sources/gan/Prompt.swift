import Commands
import Foundation
import Language

/// The prompt: reads statements, runs them, shows what is wrong with them, and never ends because of a mistake.
final class Prompt {
    private let conversation: Conversation
    private let folders: UserFolders
    private let history: HistoryFile
    /// The lines of a block that is still open.
    private var open: [String] = []
    /// How far they are from a whole statement.
    private var input = OpenInput()

    init(_ conversation: Conversation, folders: UserFolders) {
        self.conversation = conversation
        self.folders = folders
        history = HistoryFile(url: folders.history)
    }

    static let greeting = """
        gan \(Gan.version): two networks in a duel, as you type
        First type  data ring   then  train 500   then  plot samples
        `help` lists all commands, `train ?` explains one, Tab completes, Ctrl-D quits

        """

    /// Ends with what the shell is told: a pipe that ends in the middle of a block is a mistake, nothing else that was
    /// typed is.
    ///
    /// - Parameter opening: a statement that is run first; where it fails, the prompt does not open.
    func run(readsInit: Bool, greets: Bool, opening: String? = nil) -> ExitStatus {
        if greets { StandardStream.output.write(Self.greeting) }
        if readsInit, runInit() { return .allWell }
        if let opening {
            let status = conversation.run(Source(name: "prompt", text: opening))
            if status != .allWell { return status }
        }
        LineEditor.start(history: history.entries)
        LineEditor.completer = { [unowned self] in
            PromptCompletion.complete((open + [$0]).joined(separator: "\n"), in: conversation.session)
        }
        defer { LineEditor.completer = nil }
        while true {
            Interruption.clear()
            switch LineEditor.read(prompt: prompt, isInterrupted: { Interruption.isPending }) {
            case .line(let line):
                if accept(line) { return .allWell }
            case .interrupted:
                leaveBlock()
            case .endOfInput where !open.isEmpty && isatty(0) == 0:
                StandardStream.output.write("\n")
                return conversation.run(Source(name: "prompt", text: open.joined(separator: "\n")))
            case .endOfInput where !open.isEmpty:
                // Leaving a block is what Ctrl-D can mean here without throwing trained weights away.
                StandardStream.output.write("\n")
                leaveBlock()
            case .endOfInput:
                StandardStream.output.write("\n")
                return .allWell
            }
        }
    }

    private func leaveBlock() {
        open = []
        input = OpenInput()
    }

    /// The blanks of an open block belong to the prompt, so that they are not part of what was typed.
    private var prompt: String {
        guard !open.isEmpty else { return conversation.session.prompts.first }
        return GanSession.prompts.further + String(repeating: "  ", count: min(input.depth, 10))
    }

    /// Takes a line, which holds several when a text was pasted. True when the prompt ends.
    private func accept(_ line: String) -> Bool {
        var line = removingPrompts(
            line, prompts: [GanSession.prompts.first, conversation.session.prompts.first, GanSession.prompts.further])
        while line.hasSuffix("\n") { line.removeLast() }
        if open.isEmpty, let meant = conversation.session.statement(meantBy: line) {
            _ = conversation.run(Source(name: "prompt", text: meant))
            return conversation.hasQuit
        }
        if open.isEmpty, line.allSatisfy(\.isWhitespace) { return false }
        open.append(line)
        input.add(line)
        if input.needsMore { return false }
        let text = open.joined(separator: "\n")
        leaveBlock()
        if history.append(text), let entry = history.entries.last { LineEditor.remember(entry) }
        _ = conversation.run(Source(name: "prompt", text: text))
        return conversation.hasQuit
    }

    /// Runs a person's own settings. True when they quit.
    private func runInit() -> Bool {
        guard let file = folders.initScript, let text = try? String(contentsOf: file, encoding: .utf8) else {
            return false
        }
        _ = conversation.run(Source(name: file.path, text: text))
        return conversation.hasQuit
    }
}
