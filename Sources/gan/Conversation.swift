import Commands
import Figures
import Foundation
import Language

/// A session with its output on this process's streams.
final class Conversation {
    let session: GanSession
    let output: TerminalOutput
    /// Whether `quit` ran.
    var hasQuit: Bool { session.hasQuit }
    private let environment = ProcessInfo.processInfo.environment

    /// - Parameter transcript: also gets all that the session says.
    init(
        _ options: SessionOptions, on terminal: Terminal = Terminal(mode: .none), isQuiet: Bool = false,
        transcript: FileOutput? = nil
    ) {
        let keyboard = TerminalKeyboard()
        let output = TerminalOutput(
            screen: .standard(environment: environment, graphics: terminal.mode), terminal: terminal, isQuiet: isQuiet,
            keyboard: keyboard)
        keyboard.didReturn = { [unowned output] in output.forgetScreen() }
        self.output = output
        session = GanSession(
            options: options, output: transcript.map { DividedOutput(shown: output, kept: $0) } ?? output)
        Interruption.watch(session)
    }

    /// Runs a source. An error is shown, and its status given back.
    func run(_ source: Source) -> ExitStatus {
        Interruption.clear()
        session.isInterrupted = false
        refreshTerminal()
        do throws(Diagnostic) {
            try session.run(source)
            output.settle()
            return .allWell
        } catch {
            output.settle()
            // `quit` travels up through all blocks as an error that is none.
            if hasQuit { return .allWell }
            show(error)
            return ExitStatus(error)
        }
    }

    /// Checks a source in a session that only checks. Every mistake is shown, and the worst status given back.
    ///
    /// - Parameters:
    ///   - isWhole: also looks at networks that nothing trains, which a run would let pass.
    ///   - verdict: what a closing line says when there were several mistakes.
    func check(_ source: Source, isWhole: Bool, verdict: String?) -> ExitStatus {
        let mistakes = session.check(source, isWhole: isWhole)
        for mistake in mistakes { show(mistake) }
        if let verdict, mistakes.count > 1 {
            let isAll = mistakes.count < GanSession.mistakeLimit
            StandardStream.error.write(
                visible("\(source.name): \(mistakes.count) mistakes\(isAll ? "" : ", and perhaps more")\(verdict)\n"))
        }
        return mistakes.map { ExitStatus($0) }.max { $0.rawValue < $1.rawValue } ?? .allWell
    }

    /// A window may have another size by now.
    private func refreshTerminal() {
        guard let size = TerminalQuery.size() else { return }
        output.terminal.columns = size.columns
        output.terminal.rows = size.rows
    }

    /// Sets the variables of `--set`.
    func pin(_ settings: [Setting]) throws(Diagnostic) {
        for setting in settings { try session.interpreter.pin(setting.name, to: setting.value) }
    }

    func show(_ diagnostic: Diagnostic) { session.output.receive(.diagnostic(diagnostic)) }

    /// Whether errors may be coloured.
    static func hasColor(_ environment: [String: String]) -> Bool {
        detectColorDepth(environment: environment, isTerminal: StandardStream.error.isTerminal) != .none
    }
}

/// Shows an error that came before any session.
func report(_ diagnostic: Diagnostic) {
    let color = Conversation.hasColor(ProcessInfo.processInfo.environment)
    let columns = StandardStream.error.isTerminal ? TerminalQuery.size(of: 2)?.columns : nil
    StandardStream.error.write(diagnostic.render(color: color, columns: columns) + "\n")
}
