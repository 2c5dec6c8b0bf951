import Declarations

/// A named distribution to learn: `data ring`, `data mnist`.
///
/// What it draws from is its `source`. Making a data set reads no file: its `size` and its `classCount` are known at once,
/// so that a recipe can be checked before anything is loaded.
public protocol Dataset: Declared {
    /// The size of one example without the batch: `[1]`, `[2]` or `[height, width, channels]`.
    var size: [Int] { get }

    /// How many classes its examples belong to, those of the labels in its batches; `nil` where they belong to none.
    var classCount: Int? { get }

    /// The distribution itself; reads the files of a data set that has some.
    ///
    /// Throws when a file is missing, damaged, or holds none of the classes asked for.
    func source(in folders: DataFolders) throws(DatasetError) -> any DataSource

    /// Whether its examples are fixed and come from files; the others are known by formulas.
    static var readsFiles: Bool { get }

    /// What the numbers of an example are called, in their order: `x`, `y`; `pixel-3-14`.
    var coordinateNames: [String] { get }

    /// The size of the images that a classifier of its classes was trained on, whose weights lie beside its files; `nil` where
    /// none was.
    static var classifiedSize: [Int]? { get }
}

extension Dataset {
    /// The distribution, with files looked for in the usual data folders.
    public var source: any DataSource {
        get throws(DatasetError) { try source(in: DataFolders()) }
    }

    /// True when an example is an image `[height, width, channels]`.
    public var isImage: Bool { size.count == 3 }

    public var classCount: Int? { nil }

    public static var readsFiles: Bool { false }

    public static var classifiedSize: [Int]? { nil }

    public var coordinateNames: [String] {
        guard isImage else { return ColumnNames.usual(size.reduce(1, *)) }
        return (0..<size[0]).flatMap { row in
            (0..<size[1]).flatMap { column in
                (0..<size[2]).map { "pixel-\(row)-\(column)" + (size[2] == 1 ? "" : "-\($0)") }
            }
        }
    }
}
