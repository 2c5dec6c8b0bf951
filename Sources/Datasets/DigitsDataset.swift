import Declarations

/// 1797 handwritten digits of 8×8 pixels in 17 shades: images small enough to train on in seconds.
public struct DigitsDataset: Dataset {
    public static let declaration = Declaration(
        "digits",
        summary: "1797 handwritten digits of 8x8 pixels",
        options: ImageOptions.declarations,
        example: "data digits classes 0, 1",
        source: "Alpaydin and Kaynak 1998, Optical Recognition of Handwritten Digits, UCI (as in scikit-learn)")

    static let files = ImageFiles(
        dataset: "digits", images: "images-idx3-ubyte", labels: "labels-idx1-ubyte",
        side: 8, brightest: 16, classes: 10)

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
