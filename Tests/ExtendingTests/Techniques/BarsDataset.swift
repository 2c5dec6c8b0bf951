import Datasets
import Declarations
import Graphs

/// A data set with its source: two upright bars of the plane, each a class.
struct BarsDataset: Dataset {
    static let declaration = Declaration(
        "bars", summary: "two upright bars",
        options: [OptionDeclaration("width", .number(0.01...1), default: .number(0.1), summary: "of each bar")],
        example: "data bars", source: "nobody 2000, a throw-away")

    let bars: Bars

    init(width: Float = 0.1) { bars = Bars(width: width) }

    init(_ values: OptionValues) throws(Refusal) { self.init(width: Float(values.number("width"))) }

    var optionValues: OptionValues { OptionValues(["width": .number(of: bars.width)]) }

    var size: [Int] { [2] }
    var classCount: Int? { 2 }

    func source(in folders: DataFolders) throws(DatasetError) -> any DataSource { bars }
}

/// x = ±1 + width · (u − ½), y = 2v − 1, u and v uniform in [0, 1).
struct Bars: DataSource {
    let width: Float

    var classNames: [String] { ["left", "right"] }
    var bounds: [ClosedRange<Float>]? { [-1.5...1.5, -1.2...1.2] }

    func density(at point: [Float]) -> Double? {
        abs(abs(point[0]) - 1) <= width / 2 && abs(point[1]) <= 1 ? 1 / (4 * Double(width)) : 0
    }

    /// `[count, 2]`. Draws from `mode`, which bar, and `place`, where in it.
    func batch(_ count: Int, stream: RandomStream) throws(ShapeError) -> Batch {
        let bar = Tensor.randomIntegers(below: 2, [count], stream: stream.appending("mode"))
        let place = Tensor.randomUniform([count, 2], stream: stream.appending("place")) * 2 - 1
        let spread = try place * Tensor.constant([width / 2, 1], shape: [2])
        let centre = try bar.reshaped(to: [count, 1]) * Tensor.constant([2, 0], shape: [2]) - Tensor.constant([1, 0], shape: [2])
        return Batch(examples: try spread + centre, labels: bar)
    }
}
