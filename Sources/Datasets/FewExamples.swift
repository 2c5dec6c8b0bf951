import Declarations
import Graphs

/// `examples N`: so many examples of a distribution, drawn once, are all that training sees of it.
///
/// What is known of the distribution itself stays known: its modes, its density, its range. Which examples they are depends on
/// nothing but the data set: the same under every seed, and fewer are the beginning of more.
public struct FewExamples: DataSource {
    public let distribution: any DataSource
    private let examples: Examples

    static let option = OptionDeclaration(
        "examples", .integer(1...10_000_000), isOptional: true,
        summary: "only so many, drawn once and the same under every seed; all of them, or fresh ones, when left out")

    /// Throws `DatasetError` where the data set, called `title`, has fewer.
    init(_ count: Int, of distribution: any DataSource, title: String) throws(DatasetError) {
        self.distribution = distribution
        guard let fixed = distribution.fixedExamples else {
            examples = Examples(
                training: Self.drawn(count, from: distribution, stream: "data/examples"), classNames: distribution.classNames)
            return
        }
        guard count <= fixed.training.count else {
            throw DatasetError(
                "expected at most \(fixed.training.count) examples, as many as `data \(title)` has, found \(count)",
                help: "leave `examples` out to train on all of them")
        }
        examples = Examples(
            training: fixed.training.chosen(count, seed: 0), heldOut: fixed.heldOut, classNames: fixed.classNames,
            scaling: fixed.scaling)
    }

    private static func drawn(_ count: Int, from distribution: any DataSource, stream: String) -> Examples.Part {
        do {
            let batch = try distribution.batch(count, stream: RandomStream(stream))
            let program = try Program(outputs: [batch.examples] + (batch.labels.map { [$0] } ?? []))
            program.run(RandomPosition(seed: 0, step: 0))
            return Examples.Part(
                values: program.value(0), size: Array(batch.examples.shape.dropFirst()),
                labels: batch.labels.map { _ in program.value(1).map { Int($0) } })
        } catch {
            preconditionFailure("a distribution draws as many examples as it is asked for: \(error)")
        }
    }

    public func batch(_ count: Int, stream: RandomStream) throws(ShapeError) -> Batch {
        try examples.batch(count, stream: stream)
    }

    public var fixedExamples: Examples? { examples }

    /// What was held out of a file; else the rest of it, or other draws of the distribution.
    public func unseen(_ count: Int) -> Examples.Part? {
        if let heldOut = distribution.unseen(count) { return heldOut }
        if let fixed = distribution.fixedExamples {
            return fixed.training.left(by: examples.training.count, seed: 0, upTo: count)
        }
        return Self.drawn(count, from: distribution, stream: "data/unseen")
    }

    public var classNames: [String] { examples.classNames }
    public var scaling: Scaling { examples.scaling }
    public var bounds: [ClosedRange<Float>]? { distribution.bounds }
    public var modes: Mixture? { distribution.modes }
    public func density(at point: [Float]) -> Double? { distribution.density(at: point) }
}

extension Dataset {
    /// What training draws from: the distribution, or the few examples of it that the options ask for.
    public func trainingSource(in folders: DataFolders) throws(DatasetError) -> any DataSource {
        let distribution = try source(in: folders)
        guard optionValues.has(FewExamples.option.name) else { return distribution }
        return try FewExamples(optionValues.integer(FewExamples.option.name), of: distribution, title: title)
    }
}
