import ArgumentParser
import Figures
import Foundation
import Language

/// `gan doctor`: what this program found around it, for a person whose pictures do not show.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Show what was found out about the terminal, the libraries and the folders.")

    @Option(help: ArgumentHelp("Pretend that this mode was asked for.", valueName: "mode"))
    var graphics: GraphicsMode?

    func run() {
        let report = DoctorReport(environment: ProcessInfo.processInfo.environment, graphics: graphics)
        StandardStream.output.write(visible(report.text))
    }
}
