import Declarations
import Foundation
import Graphs
import Testing

@testable import Datasets

/// `examples N`, of distributions and of fixed examples.
@Suite struct FewExamplesTests {
    private static let sets: [any Dataset.Type] = datasetCatalogue.filter {
        $0.declaration.options.contains { $0.name == FewExamples.option.name } && !($0 is any OwnDataset.Type)
    }

    private func source(_ kind: any Dataset.Type, _ count: Int? = nil) throws -> any DataSource {
        let given: [String: OptionValue] = count.map { ["examples": .number(Double($0))] } ?? [:]
        return try kind.made(given).trainingSource(in: packageFolders)
    }

    @Test func everyDataSetThatDrawsMoreThanOneThingHasThem() {
        let without = datasetCatalogue.filter { kind in !kind.declaration.options.contains { $0.name == "examples" } }
        #expect(without.map { $0.declaration.name } == ["point"])
    }

    @Test func trainingSeesThemAndNothingElse() throws {
        for kind in Self.sets where kind.declaration.name != "mnist" {
            let few = try source(kind, 5)
            let part = try #require(few.fixedExamples).training
            #expect(part.count == 5)
            let length = part.size.reduce(1, *)
            let all = Set((0..<5).map { Array(part.values[$0 * length..<($0 + 1) * length]) })
            let drawn = try Drawn(few, 200)
            let seen = Set((0..<200).map { drawn.example($0, of: length) })
            #expect(seen == all, "data \(kind.declaration.name)")
        }
    }

    @Test func fewerAreTheBeginningOfMore() throws {
        for kind in Self.sets where kind.declaration.name != "mnist" {
            let (few, more) = (try source(kind, 7), try source(kind, 300))
            let (first, second) = (try #require(few.fixedExamples).training, try #require(more.fixedExamples).training)
            #expect(first.values == Array(second.values.prefix(first.values.count)), "data \(kind.declaration.name)")
            #expect(first.labels == second.labels.map { Array($0.prefix(7)) })
        }
    }

    @Test func whatWasNotShownIsTheRestOfAFileOrOtherDraws() throws {
        let few = try source(DigitsDataset.self, 1700)
        let (shown, rest) = (try #require(few.fixedExamples).training, try #require(few.unseen(1000)))
        #expect(rest.count == 97 && rest.labels?.count == 97)
        func rows(_ part: Examples.Part) -> [[Float]] { (0..<part.count).map { Array(part.values[$0 * 64..<($0 + 1) * 64]) } }
        let whole = try #require(try source(DigitsDataset.self).fixedExamples).training
        #expect((rows(shown) + rows(rest)).map { "\($0)" }.sorted() == rows(whole).map { "\($0)" }.sorted())
        #expect(try #require(few.unseen(10)).values == Array(rest.values.prefix(640)))
        #expect(try source(DigitsDataset.self, 1797).unseen(10) == nil)
        #expect(try source(DigitsDataset.self).unseen(10) == nil)

        let ring = try source(RingDataset.self, 50)
        let (drawn, others) = (try #require(ring.fixedExamples).training.values, try #require(ring.unseen(200)))
        #expect(others.count == 200 && Set(others.values).isDisjoint(with: drawn))
        #expect(try source(RingDataset.self).unseen(10) == nil)
    }

    @Test func whatIsKnownOfTheDistributionStays() throws {
        let (few, whole) = (try source(RingDataset.self, 40), try source(RingDataset.self))
        let modes = try #require(few.modes)
        #expect(modes.centres == whole.modes?.centres)
        #expect(few.density(at: [2, 0]) == whole.density(at: [2, 0]))
        #expect(few.bounds == whole.bounds && few.classNames == whole.classNames)
        let part = try #require(few.fixedExamples).training
        for (place, label) in try #require(part.labels).enumerated() {
            let distance = squaredDistance(Array(part.values[2 * place..<2 * place + 2]), modes.centres[label]).squareRoot()
            #expect(distance < 5 * Double(modes.deviation))
        }
        #expect(try source(MoonsDataset.self, 3).scaling == .identity)
        #expect(try source(DigitsDataset.self, 3).scaling == source(DigitsDataset.self).scaling)
    }

    @Test func labelsStayWithTheirImages() throws {
        let whole = try #require(try source(DigitsDataset.self).fixedExamples).training
        let few = try #require(try source(DigitsDataset.self, 20).fixedExamples).training
        let (length, labels) = (64, try #require(whole.labels))
        for (place, label) in try #require(few.labels).enumerated() {
            let image = Array(few.values[place * length..<(place + 1) * length])
            let same = (0..<whole.count).filter { Array(whole.values[$0 * length..<($0 + 1) * length]) == image }
            #expect(same.contains { labels[$0] == label })
        }
    }

    @Test func moreThanThereAreIsRefusedWithTheNumber() throws {
        #expect { try source(DigitsDataset.self, 1798) } throws: { error in
            "\(error)".contains("expected at most 1797 examples, as many as `data digits` has, found 1798")
        }
        #expect(try source(DigitsDataset.self, 1797).fixedExamples?.training.count == 1797)
        #expect(throws: DatasetError.self) {
            try DigitsDataset.made(["classes": .list([.number(1)]), "examples": .number(500)]).trainingSource(in: packageFolders)
        }
    }
}
