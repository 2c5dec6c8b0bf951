import Declarations

/// The swiss roll seen from its end: one long curved arm instead of separate modes.
///
/// The arm runs from a third of `radius` out to `radius`, beginning at the angle 3π/2. With 1.5 turns and a radius of
/// 4.5π/7.5 = 1.885 this is scikit-learn's swiss roll divided by 7.5, as the paper's toy used it.
public struct SpiralDataset: Dataset {
    public static let declaration = Declaration(
        "spiral", aliases: ["swiss-roll"],
        summary: "a swiss roll: one curved arm instead of separate modes",
        options: [
            OptionDeclaration(
                "turns", .number(0.1...20), default: .number(1.5), summary: "how often the arm goes round"),
            OptionDeclaration(
                "noise", .number(1e-3...100), default: .number(0.03), summary: "the deviation around the arm"),
            OptionDeclaration(
                "radius", .number(0.01...1000), default: .number(2), summary: "the distance of the arm's end from the origin"),
            FewExamples.option,
        ],
        example: "data spiral turns 1.5 noise 0.03",
        source: "Gulrajani et al. 2017, Improved Training of Wasserstein GANs, figure 1")

    public let optionValues: OptionValues
    public let curve: SpiralCurve

    public init(_ values: OptionValues) throws(Refusal) {
        optionValues = values
        let radius = Float(values.number("radius"))
        curve = SpiralCurve(
            innerRadius: radius / 3, outerRadius: radius, startAngle: 1.5 * Float.pi,
            turns: Float(values.number("turns")), noise: Float(values.number("noise")))
    }

    public var size: [Int] { [2] }

    public func source(in folders: DataFolders) throws(DatasetError) -> any DataSource { curve }
}
