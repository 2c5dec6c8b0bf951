import Declarations

/// Gaussians on a line: the smallest place where a GAN can be watched whole, with data density, generator density and
/// the discriminator's curve in one plot.
///
/// The centres lie `spread` apart and are balanced around `offset`; `modes 1` is a single Gaussian.
public struct LineDataset: Dataset {
    public static let declaration = Declaration(
        "line",
        summary: "Gaussians on a line, the original one-dimensional experiment",
        options: [
            OptionDeclaration(
                "modes", .integer(1...100), default: .number(2), summary: "how many Gaussians; 1 is a single bump"),
            OptionDeclaration(
                "spread", .number(0...1000), default: .number(3), summary: "the distance between neighbouring centres"),
            OptionDeclaration(
                "deviation", .number(1e-4...1000), default: .number(0.5), summary: "the width of each Gaussian"),
            OptionDeclaration(
                "offset", .number(-1000...1000), default: .number(0), summary: "where the middle of all centres lies"),
            FewExamples.option,
        ],
        example: "data line modes 2 spread 3 deviation 0.5",
        source: "Goodfellow et al. 2014, Generative Adversarial Nets, figure 1")

    public let optionValues: OptionValues
    public let mixture: Mixture

    public init(_ values: OptionValues) throws(Refusal) {
        optionValues = values
        let modes = values.integer("modes")
        let (spread, offset) = (values.number("spread"), values.number("offset"))
        let centres = (0..<modes).map { mode in
            [Float(offset + spread * (Double(mode) - Double(modes - 1) / 2))]
        }
        mixture = Mixture(centres: centres, deviation: Float(values.number("deviation")))
    }

    public var size: [Int] { [1] }

    /// The modes, in the order of their centres.
    public var classCount: Int? { mixture.centres.count }

    public func source(in folders: DataFolders) throws(DatasetError) -> any DataSource { mixture }
}
