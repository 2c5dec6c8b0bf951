import Foundation
import Lab

/// How one run of a sweep came out, as `result.json` in its folder keeps it.
public struct SweepResult: Codable, Sendable, Equatable {
    public var seed: UInt64
    /// Of the script that ran.
    var key: String
    /// The exit status that the run alone would have had.
    public var status: Int32
    /// How many `expect` statements held.
    var held: Int
    /// The first line of the error that ended it.
    public var message: String?
    /// Whether the same script would end the same way again: a claim that fails and a loss that explodes do, a full disk does not.
    var isFinal: Bool
    var seconds: Double
    /// What can be measured at its end, in the catalogue's order.
    var measurements: [Measured]
    /// The tables that it recorded, below its folder.
    var tables: [String]
    /// The files that it read, by path, as `FilesRead` tells one state of them from another.
    var files: [String: String] = [:]

    /// How its claims came out, where all were judged.
    var claims: [JudgedClaim] = []
    /// What an examination at its end found, where it was diagnosed. Verdicts follow from it, by the thresholds of whoever reads it.
    var findings: Findings?
    /// The same without what is known of synthetic data.
    var blindFindings: Findings?

    struct Measured: Codable, Sendable, Equatable {
        var name: String
        var value: Double
    }

    static let fileName = "result.json"

    /// The result that stands in a run's folder, where it is one of this very script, all of its tables are there, and the
    /// files that it read are as they were.
    static func kept(in folder: URL, seed: UInt64, key: String, _ now: inout FilesNow) -> SweepResult? {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "infinity", negativeInfinity: "-infinity", nan: "nan")
        guard let data = try? Data(contentsOf: folder.appendingPathComponent(fileName)),
            let result = try? decoder.decode(SweepResult.self, from: data),
            result.seed == seed, result.key == key, result.isFinal,
            result.tables.allSatisfy({ FileManager.default.fileExists(atPath: folder.appendingPathComponent($0).path) }),
            result.files.allSatisfy({ now.state(of: $0.key) == $0.value })
        else { return nil }
        return result
    }

    /// Removes a result before its run begins anew: an interrupted run must not be taken for the finished one.
    static func remove(from folder: URL) {
        unlink(folder.appendingPathComponent(fileName).path)
    }

    /// Keeps it in one step of the file system: a run that was killed is not taken for a finished one.
    func write(to folder: URL) throws(FileProblem) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "infinity", negativeInfinity: "-infinity", nan: "nan")
        guard let data = try? encoder.encode(self) else { preconditionFailure("a result holds numbers and texts only") }
        try GuardedFolder([], below: folder.path).replace(Self.fileName, with: String(decoding: data, as: UTF8.self) + "\n")
    }
}
