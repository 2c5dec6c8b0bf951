import Declarations

/// Handwritten digits of 28×28 pixels. A subset of 5000 comes with the package; the full 60 000 are used when their
/// IDX files lie in a data folder.
public struct MNISTDataset: Dataset {
    public static let declaration = Declaration(
        "mnist",
        summary: "handwritten digits of 28x28 pixels: 5000 of them, or all where the full set is found",
        options: ImageOptions.declarations,
        example: "data mnist classes 1, 7 size 16",
        source: "LeCun, Cortes and Burges 1998, The MNIST database of handwritten digits")

    static let files = ImageFiles(
        dataset: "mnist", images: "train-images-idx3-ubyte", labels: "train-labels-idx1-ubyte",
        side: 28, brightest: 255, classes: 10)

    let options: ImageOptions

    public init(_ values: OptionValues) throws(Refusal) {
        options = ImageOptions(values)
    }

    public var optionValues: OptionValues { options.optionValues }

    public var size: [Int] {
        let side = options.side ?? Self.files.side
        return [side, side, 1]
    }

    public var classCount: Int? { options.classes(of: Self.files).count }

    public static var readsFiles: Bool { true }

    public static var classifiedSize: [Int]? { [files.side, files.side, 1] }

    public func source(in folders: DataFolders) throws(DatasetError) -> any DataSource {
        try options.source(Self.files, in: folders)
    }
}
