import Declarations
import Foundation
import Graphs

@testable import Datasets

/// The data folder of this package.
let packageData = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("datasets")

let packageFolders = DataFolders(only: [packageData])

extension Dataset {
    /// One made from its defaults and the given values.
    static func made(_ given: [String: OptionValue] = [:]) throws -> Self {
        try Self(OptionValues(declaration, given))
    }
}

/// Runs `body` with an empty folder that is gone afterwards.
func withTemporaryFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gan-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
}

/// An IDX file of unsigned bytes, as the format's description spells it.
func idx(_ sizes: [Int], _ bytes: [UInt8], type: UInt8 = 8) -> Data {
    var data = Data([0, 0, type, UInt8(sizes.count)])
    for size in sizes {
        for shift in [24, 16, 8, 0] { data.append(UInt8((size >> shift) & 255)) }
    }
    return data + Data(bytes)
}

/// What one run of a program draws from a source, with streams below `test`.
struct Drawn {
    let examples: [Float]
    let labels: [Float]?

    static let stream = RandomStream("test")

    init(_ source: any DataSource, _ count: Int, at position: RandomPosition = RandomPosition(seed: 1)) throws {
        let batch = try source.batch(count, stream: Self.stream)
        let program = try Program(outputs: [batch.examples] + [batch.labels].compactMap { $0 })
        program.run(position)
        examples = program.value(0)
        labels = batch.labels.map { _ in program.value(1) }
    }

    func example(_ index: Int, of length: Int) -> [Float] { Array(examples[index * length..<(index + 1) * length]) }
}
