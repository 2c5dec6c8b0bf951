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

    init(_ options: SessionOptions) {
        output = TerminalOutput(
            screen: .standard(environment: environment, graphics: options.terminal.mode), isQuiet: options.isQuiet)
        session = GanSession(options: options, output: output)
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

    /// A window may have another size by now.
    private func refreshTerminal() {
        guard session.terminal.mode != .none, let size = TerminalQuery.size() else { return }
        session.terminal.columns = size.columns
        session.terminal.rows = size.rows
    }

    /// Sets the variables of `--set`.
    func pin(_ settings: [Setting]) throws(Diagnostic) {
        for setting in settings { try session.interpreter.pin(setting.name, to: setting.value) }
    }

    func show(_ diagnostic: Diagnostic) {
        output.remark(rendered(diagnostic) + "\n")
    }

    private func rendered(_ diagnostic: Diagnostic) -> String { diagnostic.render(color: Self.hasColor(environment)) }

    /// Whether errors may be coloured.
    static func hasColor(_ environment: [String: String]) -> Bool {
        detectColorDepth(environment: environment, isTerminal: StandardStream.error.isTerminal) != .none
    }
}

/// Shows an error that came before any session.
func report(_ diagnostic: Diagnostic) {
    let color = Conversation.hasColor(ProcessInfo.processInfo.environment)
    StandardStream.error.write(diagnostic.render(color: color) + "\n")
}
