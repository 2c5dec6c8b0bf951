import Commands
import Files
import Foundation
import Language

/// A page in Markdown of what runs have come to.
struct RunPage {
    let file: URL

    /// Makes the runs that are missing, writes the page of those that are finished, and says where it is.
    ///
    /// - Parameter contents: what the page is about, such as "37 cases".
    func make(
        _ pool: RunPool, in conversation: Conversation, isQuiet: Bool, contents: String, text: () -> String
    ) throws(Diagnostic) -> ExitStatus {
        RunFollower(output: conversation.output).run(pool)
        try write(text())
        if !isQuiet { conversation.output.write("\(file.relativePath): \(contents)\n") }
        let progress = pool.progress
        guard progress.done == progress.total else {
            conversation.output.remark(
                "interrupted: \(progress.done) of \(progress.total) runs are finished and kept; the same command goes on with the others")
            return .interrupted
        }
        return .allWell
    }

    func write(_ text: String) throws(Diagnostic) {
        do throws(FileWriteError) { try writeAtomically(Array(text.utf8), to: file) } catch {
            throw Diagnostic("`\(file.relativePath)` cannot be written: \(error.reason)", category: .failure)
        }
    }
}
