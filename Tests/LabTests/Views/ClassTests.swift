import Datasets
import Declarations
import Graphs
import Networks
import Testing

@testable import Lab

/// Makes the class of an example, and nothing else, of whatever it is given.
private struct ClassAlone: Layer {
    static let declaration = Declaration("class-alone", summary: "the class", example: "layer class-alone", source: "none")
    init() {}
    init(_ values: OptionValues) throws(Refusal) {}

    func outputSize(for input: [Int]) throws(Refusal) -> [Int] { [1] }
    var usesLabels: Bool { true }

    func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        guard let labels = context.labels else { throw Refusal("no class") }
        return try labels.reshaped(to: [input.shape[0], 1]) + input.sum() * 0
    }

    func pytorchModules(_ context: PyTorchContext) throws(Refusal) -> [PyTorchModule] { [] }
}

@Suite("Looking at a class")
struct ClassTests {
    private func recipe(generator: [any Layer], discriminator: [any Layer]) throws -> Recipe {
        var recipe = Recipe(dataset: try dataset(LineDataset.self, ["modes": .number(3)]))
        recipe.chosenLayers[.generator] = specify(generator)
        recipe.chosenLayers[.discriminator] = specify(discriminator)
        recipe.chosenLatent = NormalLatent(2)
        return recipe
    }

    @Test("samples, scores and maps are of the class that is asked for, samples of none of any")
    func classes() throws {
        let experiment = try Experiment(recipe(generator: [ClassAlone()], discriminator: [ClassAlone()]))
        #expect(try experiment.samples(count: 4, ofClass: 2) == [2, 2, 2, 2])
        let labels = try #require(try experiment.sampleLabels(count: 300))
        #expect(try experiment.samples(count: 300) == labels.map(Float.init))
        #expect(Set(labels) == [0, 1, 2])
        #expect(Array(labels[..<20]) == (try experiment.sampleLabels(count: 20)))
        #expect(try experiment.judgements(of: [7, 8], ofClass: 1).scores == [1, 1])
        let view = try #require(try experiment.densityView(stretches: 4, samples: 10, ofClass: 2))
        let certain = try experiment.scores(of: [0], ofClass: 2).map(Double.init)
        #expect(view.discriminator == [Double](repeating: certain[0], count: 4))
    }

    @Test("a check knows which of both networks takes the class")
    func use() throws {
        for (generator, discriminator) in [(true, false), (false, true)] {
            let check = try RecipeCheck(
                recipe(
                    generator: [generator ? ClassAlone() : Dense(1)], discriminator: [discriminator ? ClassAlone() : Dense(1)]))
            #expect(check.samplesHaveClasses == generator && check.scoresHaveClasses == discriminator)
        }
    }

    @Test("real draws carry their classes, those of one class are all of it, and fewer are the beginning of more")
    func realDraws() throws {
        let experiment = try Experiment(try ringRecipe())
        let mixture = try #require(experiment.recipe.dataset as? RingDataset).mixture
        let any = try experiment.realExampleSet(count: 500)
        let ofThree = try experiment.realExampleSet(count: 500, ofClass: 3)
        #expect(ofThree.count == 500 && ofThree.labels == [Int](repeating: 3, count: 500))
        for part in [any, ofThree] {
            for (index, label) in try #require(part.labels).enumerated() {
                let point = Array(part.values[2 * index..<2 * index + 2])
                #expect(zip(point, mixture.centres[label]).allSatisfy { abs($0 - $1) < 6 * mixture.deviation })
            }
        }
        #expect(try experiment.realExampleSet(count: 10, ofClass: 3).values == Array(ofThree.values[..<20]))
        #expect(any.values == (try experiment.realExamples(count: 500)))
    }

    @Test("fixed examples of a class are all there are of it")
    func fixed() throws {
        var recipe = Recipe(dataset: LabelledGreys())
        recipe.chosenLayers[.generator] = specify([Dense([4, 4, 1])])
        recipe.chosenLayers[.discriminator] = specify([Flatten(), Dense(1)])
        let part = try Experiment(recipe).realExampleSet(count: 10, ofClass: 2)
        #expect(part.count == 1 && part.labels == [2] && part.values.allSatisfy { $0 == 0.5 })
    }
}
