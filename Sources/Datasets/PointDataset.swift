import Declarations
import Graphs

/// A single point, the smallest thing to learn: whether training comes to rest can be seen by eye and worked out by hand.
///
/// On the line, against a generator that is one number θ and a discriminator ψ x, this is the Dirac-GAN: under plain
/// losses the pair (θ, ψ) circles around (0, 0) and never gets there.
public struct PointDataset: Dataset {
    public static let declaration = Declaration(
        "point", aliases: ["dirac"],
        summary: "a single point, the smallest place to see whether training comes to rest",
        options: [
            OptionDeclaration(
                "at", .number(-1000...1000), default: .number(0), summary: "where it lies, along every axis"),
            OptionDeclaration(
                "dimensions", .integer(1...2), default: .number(1), summary: "1 on a line, 2 in the plane"),
        ],
        example: "data point at 0",
        source: "Mescheder, Geiger and Nowozin 2018, Which Training Methods for GANs do actually Converge?, section 2")

    public let optionValues: OptionValues
    public let mass: PointMass

    public init(_ values: OptionValues) throws(Refusal) {
        optionValues = values
        mass = PointMass(
            at: [Float](repeating: Float(values.number("at")), count: values.integer("dimensions")))
    }

    public var size: [Int] { [mass.point.count] }

    public func source(in folders: DataFolders) throws(DatasetError) -> any DataSource { mass }
}

/// The Dirac distribution: every example is the same point. It has no density, and draws no random numbers.
public struct PointMass: DataSource {
    public let point: [Float]

    public init(at point: [Float]) {
        precondition(!point.isEmpty, "a point has a coordinate at least")
        self.point = point
    }

    /// Two units to either side, where a generator that circles around the point is seen.
    public var bounds: [ClosedRange<Float>]? { point.map { $0 - 2...$0 + 2 } }

    public var drawing: String {
        "all the same: " + point.map { Int(exactly: $0).map(String.init) ?? "\($0)" }.joined(separator: ", ")
    }

    /// `[count, dimensions]`
    public func batch(_ count: Int, stream: RandomStream) throws(ShapeError) -> Batch {
        Batch(examples: try Tensor.constant(point, shape: [point.count]).broadcast(to: [count, point.count]))
    }
}
