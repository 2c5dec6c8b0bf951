import ArgumentParser
import Foundation

/// What a page of measurements says of how it came about.
struct PageNote: ParsableArguments {
    @Option(help: ArgumentHelp("What the page says besides, such as the commit that was measured.", valueName: "text"))
    var note: String?

    /// The program, the machine and the note, as a sentence.
    var circumstances: String {
        let process = ProcessInfo.processInfo
        return "Measured with gan \(Gan.version) on \(processorName ?? process.operatingSystemVersionString), "
            + "\(process.activeProcessorCount) cores\(note.map { "; \($0)" } ?? "")."
    }
}
