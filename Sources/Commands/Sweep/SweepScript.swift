import Foundation
import Language

/// A script with everything that decides how its runs come out, apart from the seed.
public struct SweepScript: Sendable {
    let source: Source
    /// Variables that the command line sets, by name and value.
    let settings: [(name: String, value: String)]
    /// Shared by all runs; each has a folder and a seed of its own.
    let options: SessionOptions
    /// Names what is run: the same script with the same settings under the same version of the program has the same key.
    let key: String

    /// - Parameters:
    ///   - included: the texts of the scripts that it includes, by name; a check has read them.
    ///   - version: the program's own.
    public init(
        _ source: Source, settings: [(name: String, value: String)], included: [String: String], options: SessionOptions,
        version: String
    ) {
        self.source = source
        self.settings = settings
        self.options = options
        let parts =
            [version, source.text] + (options.judgesAllClaims ? ["all claims"] : []) + (options.diagnosesAtEnd ? ["diagnosed"] : []) + settings.flatMap { [$0.name, $0.value] }
            + included.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
        key = Self.fingerprint(parts)
    }

    /// The folder of one run.
    func folder(ofSeed seed: UInt64) -> URL {
        options.outputFolder.appendingPathComponent("seed-\(seed)", isDirectory: true)
    }

    /// 64 bits of FNV-1a as hexadecimal digits. Each part ends in a byte that no UTF-8 text holds, so that a letter that
    /// moves from one part into the next makes another key.
    ///
    /// Source: Fowler, Noll, Vo; draft-eastlake-fnv.
    static func fingerprint(_ parts: [String]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for part in parts {
            for byte in Array(part.utf8) + [0xFF] { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        }
        return String(format: "%016llx", hash)
    }
}
