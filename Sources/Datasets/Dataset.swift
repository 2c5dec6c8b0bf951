import Declarations

/// A named distribution to learn: `data ring`, `data mnist`.
///
/// A data set holds numbers only (centres, a curve, or fixed examples); whoever trains turns them into draws. Making
/// one reads no file: its `size` is known at once, so that a recipe can be checked before anything is loaded.
public protocol Dataset: Declared {
    /// The size of one example without the batch: `[1]`, `[2]` or `[height, width, channels]`.
    var size: [Int] { get }

    /// The distribution itself; reads the files of a data set that has some.
    ///
    /// Throws when a file is missing, damaged, or holds none of the classes asked for.
    func source(in folders: DataFolders) throws(DatasetError) -> DataSource

    /// Whether its examples are fixed and come from files; the others are known by formulas.
    static var readsFiles: Bool { get }

    /// What the numbers of an example are called, in their order: `x`, `y`; `pixel-3-14`.
    var coordinateNames: [String] { get }
}

extension Dataset {
    /// The distribution, with files looked for in the usual data folders.
    public var source: DataSource {
        get throws(DatasetError) { try source(in: DataFolders()) }
    }

    /// True when an example is an image `[height, width, channels]`.
    public var isImage: Bool { size.count == 3 }

    public static var readsFiles: Bool { false }

    public var coordinateNames: [String] {
        guard isImage else { return ColumnNames.usual(size.reduce(1, *)) }
        return (0..<size[0]).flatMap { row in
            (0..<size[1]).flatMap { column in
                (0..<size[2]).map { "pixel-\(row)-\(column)" + (size[2] == 1 ? "" : "-\($0)") }
            }
        }
    }
}

/// Where the real examples of a training step come from.
public enum DataSource: Sendable, Hashable {
    /// Gaussians of one width around known centres, drawn fresh each step.
    case mixture(Mixture)
    /// Points along a spiral with Gaussian noise around it, drawn fresh each step.
    case curve(SpiralCurve)
    /// Fixed examples that were read from files.
    case examples(Examples)
}

extension DataSource {
    /// Draws by the plain reference sampler: `count` examples one after the other.
    public func sample<Generator: RandomNumberGenerator>(count: Int, using generator: inout Generator) -> [Float] {
        switch self {
        case .mixture(let mixture):
            return mixture.sample(count: count, using: &generator)
        case .curve(let curve):
            return curve.sample(count: count, using: &generator)
        case .examples(let examples):
            let (values, available) = (examples.training.values, examples.training.count)
            precondition(available > 0, "a data set with fixed examples holds at least one")
            let length = values.count / available
            var drawn: [Float] = []
            drawn.reserveCapacity(count * length)
            for _ in 0..<count {
                let start = Int.random(in: 0..<available, using: &generator) * length
                drawn.append(contentsOf: values[start..<start + length])
            }
            return drawn
        }
    }
}
