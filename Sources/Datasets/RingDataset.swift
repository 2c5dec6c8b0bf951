import Declarations
import Foundation

/// Gaussians on a circle, the classic test for mode collapse.
///
/// Mode k of n lies at the angle 2πk/n, so all n are distinct. (Code that divides the circle with both ends included
/// puts the first and the last mode on one spot and has n − 1 modes.)
public struct RingDataset: Dataset {
    public static let declaration = Declaration(
        "ring",
        summary: "Gaussians on a circle, the classic test for mode collapse",
        options: [
            OptionDeclaration("modes", .integer(1...1000), default: .number(8), summary: "how many Gaussians"),
            OptionDeclaration(
                "radius", .number(0...1000), default: .number(2), summary: "the distance of the centres from the origin"),
            OptionDeclaration(
                "deviation", .number(1e-4...1000), default: .number(0.02), summary: "the width of each Gaussian"),
            FewExamples.option,
        ],
        example: "data ring modes 8 radius 2 deviation 0.02",
        source: "Metz et al. 2017, Unrolled Generative Adversarial Networks, section 3.1")

    public let optionValues: OptionValues
    public let mixture: Mixture

    public init(_ values: OptionValues) throws(Refusal) {
        optionValues = values
        let (modes, radius) = (values.integer("modes"), values.number("radius"))
        let centres = (0..<modes).map { mode in
            let angle = 2 * Double.pi * Double(mode) / Double(modes)
            return [Float(radius * cos(angle)), Float(radius * sin(angle))]
        }
        mixture = Mixture(centres: centres, deviation: Float(values.number("deviation")))
    }

    public var size: [Int] { [2] }

    /// The modes, in the order of their centres.
    public var classCount: Int? { mixture.centres.count }

    public func source(in folders: DataFolders) throws(DatasetError) -> any DataSource { mixture }
}
