import Declarations

/// Gaussians on a square grid around the origin: `rows` × `rows` modes, `spacing` apart.
public struct GridDataset: Dataset {
    public static let declaration = Declaration(
        "grid",
        summary: "Gaussians on a square grid, a harder test for mode collapse",
        options: [
            OptionDeclaration("rows", .integer(1...100), default: .number(5), summary: "modes along each side"),
            OptionDeclaration(
                "spacing", .number(0...1000), default: .number(2), summary: "the distance between neighbouring centres"),
            OptionDeclaration(
                "deviation", .number(1e-4...1000), default: .number(0.05), summary: "the width of each Gaussian"),
            FewExamples.option,
        ],
        example: "data grid rows 5 spacing 2 deviation 0.05",
        source: "Srivastava et al. 2017, VEEGAN")

    public let optionValues: OptionValues
    public let mixture: Mixture

    public init(_ values: OptionValues) throws(Refusal) {
        optionValues = values
        let (rows, spacing) = (values.integer("rows"), values.number("spacing"))
        let places = (0..<rows).map { Float(spacing * (Double($0) - Double(rows - 1) / 2)) }
        let centres = places.flatMap { vertical in places.map { horizontal in [horizontal, vertical] } }
        mixture = Mixture(centres: centres, deviation: Float(values.number("deviation")))
    }

    public var size: [Int] { [2] }

    /// The modes, in the order of their centres.
    public var classCount: Int? { mixture.centres.count }

    public func source(in folders: DataFolders) throws(DatasetError) -> any DataSource { mixture }
}
