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

    func run(readsInit: Bool, greets: Bool) {
        if greets { StandardStream.output.write(Self.greeting) }
        if readsInit, runInit() { return }
        LineEditor.start(history: history.entries)
        LineEditor.completer = { [unowned self] in
            PromptCompletion.complete((open + [$0]).joined(separator: "\n"), in: conversation.session)
        }
        defer { LineEditor.completer = nil }
        while true {
            Interruption.clear()
            switch LineEditor.read(prompt: prompt, isInterrupted: { Interruption.isPending }) {
            case .line(let line):
                if accept(line) { return }
            case .interrupted:
                open = []
            case .endOfInput where !open.isEmpty:
                // Leaving a block is what Ctrl-D can mean here without throwing trained weights away.
                StandardStream.output.write("\n")
                open = []
            case .endOfInput:
                StandardStream.output.write("\n")
                return
            }
        }
    }

    /// The blanks of an open block belong to the prompt, so that they are not part of what was typed.
    private var prompt: String {
        guard !open.isEmpty, case .needsMore(let depth) = isComplete(open.joined(separator: "\n")) else {
            return GanSession.prompts.first
        }
        return GanSession.prompts.further + String(repeating: "  ", count: min(depth, 10))
    }

    /// Takes a line, which holds several when a text was pasted. True when the prompt ends.
    private func accept(_ line: String) -> Bool {
        var line = removingPrompts(line, prompts: [GanSession.prompts.first, GanSession.prompts.further])
        while line.hasSuffix("\n") { line.removeLast() }
        open.append(line)
        let input = open.joined(separator: "\n")
        guard input.contains(where: { !$0.isWhitespace }) else {
            open = []
            return false
        }
        if case .needsMore = isComplete(input) { return false }
        open = []
        if history.append(input), let entry = history.entries.last { LineEditor.remember(entry) }
        _ = conversation.run(Source(name: "prompt", text: input))
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
