import Declarations
import Foundation
import Graphs
import Testing

@testable import Datasets

/// What holds for every distribution, over the catalogue.
@Suite struct DataSourceTests {
    /// The sets that need no file of one's own, as they are by default.
    static let sets = datasetCatalogue.indices.filter { datasetCatalogue[$0].declaration.arguments.isEmpty }

    /// Read once: the files of some take a while.
    private static let read = Result {
        try sets.map { index in
            let dataset = try datasetCatalogue[index].init(OptionValues(datasetCatalogue[index].declaration))
            return (dataset: dataset, source: try dataset.source(in: packageFolders))
        }
    }

    private func set(_ index: Int) throws -> (dataset: any Dataset, source: any DataSource) {
        let place = try #require(Self.sets.firstIndex(of: index))
        return try Self.read.get()[place]
    }

    @Test(arguments: sets)
    func aBatchHoldsFiniteExamplesOfTheDataSetsSize(index: Int) throws {
        let (dataset, source) = try set(index)
        let batch = try source.batch(50, stream: Drawn.stream)
        #expect(batch.examples.shape == [50] + dataset.size)
        let drawn = try Drawn(source, 50)
        #expect(drawn.examples.allSatisfy { $0.isFinite })
        #expect(Set(drawn.examples).count > 1 || dataset is PointDataset)
    }

    @Test(arguments: sets)
    func labelsAreThoseOfTheClassesThatTheDataSetSaysItHas(index: Int) throws {
        let (dataset, source) = try set(index)
        let drawn = try Drawn(source, 3000)
        #expect(source.classNames.count == dataset.classCount ?? 0)
        guard let count = dataset.classCount else {
            #expect(drawn.labels == nil)
            return
        }
        #expect(try source.batch(7, stream: Drawn.stream).labels?.shape == [7])
        #expect(Set(drawn.labels ?? []) == Set((0..<count).map { Float($0) }), "every class is drawn, and no other")
    }

    @Test(arguments: sets)
    func labelsCostNothingWhereNothingAsksForThem(index: Int) throws {
        let source = try set(index).source
        let batch = try source.batch(64, stream: Drawn.stream)
        let alone = try Program(outputs: [batch.examples])
        alone.run(RandomPosition(seed: 3))
        #expect(alone.value(0).map(\.bitPattern) == (try Drawn(source, 64, at: .init(seed: 3)).examples.map(\.bitPattern)))
        guard source.fixedExamples != nil, let labels = batch.labels else { return }
        // Those of fixed examples are a gather of their own, which the program of the examples does not have.
        #expect(try Program(outputs: [batch.examples, labels]).stepCount > alone.stepCount)
    }

    /// The names are part of the format of saved experiments: the same seed gives the same examples.
    @Test func drawsComeFromTheDocumentedStreams() throws {
        let expected: [String: [String]] = [
            "line": ["mode", "noise"], "ring": ["mode", "noise"], "grid": ["mode", "noise"], "spiral": ["noise", "place"],
            "moons": ["mode", "noise", "place"], "point": [], "digits": ["example"], "mnist": ["example"],
        ]
        for index in Self.sets {
            let (dataset, source) = try set(index)
            let batch = try source.batch(3, stream: Drawn.stream)
            let names = RandomStream.all(in: [batch.examples] + [batch.labels].compactMap { $0 }).map(\.name).sorted()
            #expect(names == expected[dataset.name]?.map { "test/\($0)" }, "\(dataset.name)")
        }
    }

    @Test func fixedExamplesAreKeptOnceHoweverManyProgramsDrawFromThem() throws {
        let source = try MNISTDataset.made(["classes": .number(0)]).source(in: packageFolders)
        let data = try #require(source.fixedExamples).training.count * 784 * 4
        for batch in 1...3 {
            let examples = try source.batch(batch, stream: Drawn.stream).examples
            #expect(try Program(outputs: [examples]).memoryBytes < data / 10)
        }
    }

    /// Pearson's χ² of 20 000 draws over the cells of a grid; with so many cells a sound sampler stays within five
    /// deviations of its mean practically always.
    @Test(arguments: ["line", "ring", "grid", "spiral", "moons"])
    func drawsFollowTheDensity(name: String) throws {
        let wide: [String: [String: OptionValue]] = [
            "ring": ["deviation": .number(0.3)], "grid": ["rows": .number(3), "deviation": .number(0.3)],
            "spiral": ["noise": .number(0.2)], "moons": ["noise": .number(0.2)],
        ]
        let type = try #require(datasetCatalogue.first { $0.declaration.name == name })
        let source = try type.init(OptionValues(type.declaration, wide[name] ?? [:])).source(in: packageFolders)
        let bounds = try #require(source.bounds)
        let (cells, parts, count) = (10, 5, 20_000)
        let shares = try cellShares(of: source, bounds, cells: cells, parts: parts)
        #expect(abs(shares.reduce(0, +) - 1) < 2e-3, "the density integrates to one")

        let points = try Drawn(source, count).examples
        var counts = [Double](repeating: 0, count: shares.count)
        for start in stride(from: 0, to: points.count, by: bounds.count) {
            let places = bounds.indices.map { axis in
                Int(((points[start + axis] - bounds[axis].lowerBound) / width(bounds[axis]) * Float(cells)).rounded(.down))
            }
            guard places.allSatisfy({ (0..<cells).contains($0) }) else { continue }
            counts[places.reduce(0) { $0 * cells + $1 }] += 1
        }
        let filled = shares.indices.filter { shares[$0] * Double(count) >= 10 }
        let statistic = filled.reduce(0.0) { sum, cell in
            let expected = shares[cell] * Double(count)
            return sum + (counts[cell] - expected) * (counts[cell] - expected) / expected
        }
        let freedom = Double(filled.count - 1)
        #expect(freedom >= 8)
        #expect(statistic < freedom + 5 * (2 * freedom).squareRoot(), "χ² of \(statistic) at \(freedom) degrees of freedom")
    }

    /// The probability of each cell, row-major, by the midpoint rule with `parts` along each axis of it.
    private func cellShares(
        of source: any DataSource, _ bounds: [ClosedRange<Float>], cells: Int, parts: Int
    ) throws -> [Double] {
        func middle(_ axis: Int, _ cell: Int, _ part: Int) -> Float {
            bounds[axis].lowerBound + width(bounds[axis]) * (Float(cell * parts + part) + 0.5) / Float(cells * parts)
        }
        let area = bounds.reduce(1.0) { $0 * Double(width($1)) / Double(cells * parts) }
        return try (0..<(bounds.count == 1 ? cells : cells * cells)).map { cell in
            let points =
                bounds.count == 1
                ? (0..<parts).map { [middle(0, cell, $0)] }
                : (0..<parts * parts).map { [middle(0, cell / cells, $0 / parts), middle(1, cell % cells, $0 % parts)] }
            return try points.reduce(0) { $0 + (try #require(source.density(at: $1))) * area }
        }
    }

    private func width(_ range: ClosedRange<Float>) -> Float { range.upperBound - range.lowerBound }
}
