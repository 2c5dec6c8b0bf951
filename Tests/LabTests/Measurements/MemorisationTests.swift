import Datasets
import Declarations
import Testing

@testable import Lab

@Suite("Memorisation")
struct MemorisationTests {
    @Test("copies lie nearer than every unseen example, and unseen examples as near as themselves")
    func ends() {
        let unseen: [Float] = [3, 1, 2, 4]
        let copies = Memorisation(samples: [0, 0, 0], unseen: unseen)
        #expect(copies.copying == 1 && copies.ratio == 0)
        let alike = Memorisation(samples: unseen, unseen: unseen)
        #expect(alike.copying == 0.5 && alike.ratio == 1)
        let far = Memorisation(samples: [9, 10], unseen: unseen)
        #expect(far.copying == 0 && far.ratio == 3.8)
    }

    /// Pair by pair, ties half.
    @Test("the share of pairs is the one that counting gives")
    func pairs() {
        let samples: [Float] = [1, 5, 2, 2, 8, 0.5]
        let unseen: [Float] = [2, 7, 2, 1, 3]
        var counted = 0.0
        for sample in samples { for other in unseen { counted += sample < other ? 1 : sample == other ? 0.5 : 0 } }
        counted /= 30
        #expect(Memorisation(samples: samples, unseen: unseen).copying == counted)
    }

    @Test("is measured where some examples were not shown, and says what would keep some apart")
    func reasons() throws {
        func reason(_ dataset: any Dataset) -> String? { Recipe(dataset: dataset).memorisationUnavailability }
        #expect(reason(try dataset(DigitsDataset.self, ["examples": .number(50)])) == nil)
        #expect(reason(try dataset(RingDataset.self, ["examples": .number(50)])) == nil)
        #expect(
            reason(try dataset(DigitsDataset.self))
                == "nothing is held out; `examples 100` behind `data digits` keeps the others apart")
        #expect(
            reason(try dataset(RingDataset.self))
                == "`data ring` is drawn anew at every step; `examples 100` behind it keeps to a hundred draws")
    }

    @Test("the nearest training example of a sample is one of the few that training saw")
    func neighbours() throws {
        var recipe = try ringRecipe()
        recipe.dataset = try dataset(RingDataset.self, ["examples": .number(5)])
        let experiment = try Experiment(recipe)
        let found = try experiment.sampleNeighbours(count: 20)
        #expect(found.samples == (try experiment.samples(count: 20)))
        let trained = try #require(experiment.source.fixedExamples).training.values
        let rows = Set(stride(from: 0, to: 10, by: 2).map { Array(trained[$0..<$0 + 2]) })
        for row in 0..<20 { #expect(rows.contains(Array(found.examples[2 * row..<2 * row + 2]))) }
        let measured = try experiment.memorisation()
        #expect(measured.samples.count == 1000 && measured.unseen.count == 1000)
        #expect(measured.ratio > 0 && measured.ratio.isFinite)
    }
}
