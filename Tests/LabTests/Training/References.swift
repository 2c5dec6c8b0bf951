import Foundation

// What the suites share that compare runs with `Tests/References`.

/// A file of figures there, by its name.
func reference<Figures: Decodable>(_ name: String) throws -> Figures {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../References")
    return try JSONDecoder().decode(Figures.self, from: Data(contentsOf: folder.appendingPathComponent("\(name).json")))
}

/// How far numbers went: √Σ d², and Σ c·d with c = ((37 i) mod 101 − 50) / 50.
func moves(from old: [Float], to new: [Float]) -> [Double] {
    let differences = zip(old, new).map { Double($1) - Double($0) }
    let factors = differences.indices.map { Double($0 * 37 % 101 - 50) / 50 }
    return [
        differences.reduce(0) { $0 + $1 * $1 }.squareRoot(),
        zip(factors, differences).reduce(0) { $0 + $1.0 * $1.1 },
    ]
}
