import ArgumentParser
import Foundation
import Language

/// What the shell is told at the end.
enum ExitStatus: Int32, Error {
    case allWell = 0
    /// An `expect` of the script did not hold.
    case expectationFailed = 1
    /// The script or the command line is wrong.
    case mistake = 2
    /// A file, memory, or a value that is not a number.
    case runFailed = 3
    case interrupted = 130

    init(_ diagnostic: Diagnostic) { self = ExitStatus(rawValue: diagnostic.category.exitStatus) ?? .runFailed }

    /// The parser of the command line says 0 for help and the version, and 64 (`EX_USAGE`) for anything wrong.
    init(parserCode: Int32) { self = parserCode == 0 ? .allWell : .mistake }

    func leave() -> Never {
        fflush(nil)
        exit(rawValue)
    }
}

extension ParsableCommand {
    /// Leaves with the status that `work` comes to; an error is told first.
    func leave(after work: () throws(Diagnostic) -> ExitStatus) throws {
        let status: ExitStatus
        do throws(Diagnostic) { status = try work() } catch {
            report(error)
            throw ExitStatus(error)
        }
        if status != .allWell { throw status }
    }
}
