import Declarations
import Foundation

/// A person's own points: the rows of a table in text or of a NumPy array.
public struct PointsDataset: OwnDataset {
    public static let declaration = Declaration(
        "points",
        summary: "your own points from a file: a row each, columns separated by `,` `;` tabs or blanks (or a NumPy array)",
        arguments: [OptionDeclaration("file", .file(extensions: extensions), summary: "the table, in quotes")],
        options: [
            OptionDeclaration(
                "columns", .key, isOptional: true, isList: true,
                summary: "those to learn, by name or number, such as `columns x, y`; all by default"),
            OptionDeclaration(
                "label", .key, isOptional: true, summary: "the column that says what a row is, by name or number"),
            OptionDeclaration(
                "scale", .word(ColumnScale.allCases.map(\.rawValue)), default: .word(ColumnScale.symmetric.rawValue),
                summary: "each column to -1…1 (`symmetric`), to 0…1, to mean 0 and deviation 1, or not at all"),
            OptionDeclaration(
                "header", .word(NumberTable.Header.allCases.map(\.rawValue)),
                default: .word(NumberTable.Header.detected.rawValue), summary: "whether the first row names the columns"),
            OwnOptions.heldOut, OwnOptions.split, FewExamples.option, OwnOptions.checksum,
        ],
        example: "data ring\nsample 300 real \"points.csv\"\ndata points \"points.csv\" held-out 0.2\ntrain 5",
        source: "RFC 4180 (2005), Common Format for CSV Files; NEP 1 (2007), the npy format")

    /// The endings by which `data "points.csv"` knows a table.
    public static let extensions = ["csv", "tsv", "txt", "dat", "npy"]

    /// What the script said, and the checksum of what was read.
    public private(set) var optionValues: OptionValues
    public let path: String
    let choice: NumberTable.Choice
    let scale: ColumnScale
    let heldOutShare: Double
    let split: UInt64
    let expectedChecksum: String?

    public private(set) var coordinateNames = ["x"]
    public private(set) var remarks: [String] = []
    public private(set) var classCount: Int?
    public private(set) var loaded: LoadedExamples?

    public init(_ values: OptionValues) throws(Refusal) {
        optionValues = values
        path = values.text("file")
        choice = NumberTable.Choice(
            columns: values.list("columns").map(\.key), label: values["label"]?.key,
            header: NumberTable.Header(rawValue: values.word("header")) ?? .detected)
        scale = ColumnScale(rawValue: values.word("scale")) ?? .symmetric
        heldOutShare = values.number("held-out")
        split = UInt64(values.integer("split"))
        expectedChecksum = values.has("checksum") ? values.text("checksum") : nil
    }

    public var size: [Int] { [coordinateNames.count] }

    public func opened(at file: URL, depth: ReadingDepth, followsLinks: Bool) throws(DatasetError) -> PointsDataset {
        let content = try OwnFile.bytes(file, named: path)
        // How many classes there are, only all rows tell.
        let table = try Self.isArray(content)
            ? NumberTable(array: NPYFile(content, name: path), name: path, choice: choice)
            : NumberTable([UInt8](content), name: path, choice: choice, depth: choice.label == nil ? depth : .everything)
        guard table.rows <= OwnDataLimits.examples else {
            throw DatasetError(
                "expected at most \(OwnDataLimits.examples) rows in `\(path)`, found \(table.rows)",
                help: "a part of them will do")
        }
        let classes = try table.labels.map { labels throws(DatasetError) in try ClassNames(labels, file: path) }
        var opened = self
        opened.coordinateNames = table.names
        opened.classCount = classes?.names.count
        guard depth == .everything else { return opened }
        let checksum = OwnFile.checksum(content)
        opened.loaded = LoadedExamples(examples: examples(of: table, classes), checksum: checksum)
        opened.optionValues["checksum"] = .text(checksum)
        opened.remarks =
            table.remarks + OwnOptions.changeRemark(path: path, expected: expectedChecksum, found: checksum)
        return opened
    }

    private static func isArray(_ content: Data) -> Bool { content.starts(with: NPYFile.magic) }

    private func examples(of table: NumberTable, _ classes: ClassNames?) -> Examples {
        let split = HeldOutSplit(count: table.rows, share: heldOutShare, seed: self.split)
        let width = table.names.count
        // What is held out must not tell how the rest is scaled.
        let columns = (0..<width).map { column in split.training.map { table.values[$0 * width + column] } }
        let scaling = scale.scaling(of: columns)
        let all = Examples.Part(values: scaling.applied(to: table.values), size: [width], labels: classes?.labels)
        return Examples(
            training: heldOutShare == 0 ? all : all.taking(split.training), heldOut: all.taking(split.heldOut),
            classNames: classes?.names ?? [], scaling: scaling)
    }
}

/// The classes that a column of labels names.
struct ClassNames {
    /// In order: by number where all are whole numbers, else by their letters' codes.
    let names: [String]
    /// The index of each row's class.
    let labels: [Int]

    /// More different labels than this are no classes.
    static let most = 1000

    init(_ texts: [String], file: String) throws(DatasetError) {
        let distinct = Set(texts)
        guard distinct.count <= Self.most else {
            throw DatasetError(
                "expected at most \(Self.most) classes in `\(file)`, found \(distinct.count) different labels",
                help: "is it a column to learn rather than a label?")
        }
        if distinct.allSatisfy({ Int($0) != nil }) {
            names = distinct.sorted { (Int($0) ?? 0, $0) < (Int($1) ?? 0, $1) }
        } else {
            names = distinct.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        }
        let indices = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        labels = texts.map { indices[$0] ?? 0 }
    }
}

extension OptionValue {
    /// The text of a name or number.
    var key: String {
        switch self {
        case .text(let text), .word(let text): text
        case .number(let number): Int(exactly: number).map(String.init) ?? String(number)
        default: ""
        }
    }
}
