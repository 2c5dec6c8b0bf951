import Datasets
import Declarations
import Foundation
import Networks
import Testing

@testable import Lab

@Suite("Samples beside the examples that were trained on")
struct NeighbourTests {
    /// Four corners of a square of side 2, two of each class.
    private let square = Examples.Part(values: [-1, -1, -1, 1, 1, -1, 1, 1], size: [2], labels: [0, 0, 1, 1])

    @Test("the nearest example and its distance are found, and how far examples lie apart")
    func nearest() throws {
        let neighbours = try Neighbours(square)
        #expect(neighbours.spacing == 2)
        let found = try neighbours.nearest(to: [-1, -1, 1, 0.5, 4, -5])
        #expect(found.map(\.place) == [0, 3, 2])
        #expect(found[0].distance < 1e-3)
        #expect(abs(found[1].distance - 0.5) < 1e-6)
        #expect(abs(found[2].distance - 5) < 1e-6)
    }

    @Test("equal shares of k classes count as k, and unequal ones as fewer")
    func classes() {
        func classes(_ counts: [Int]) -> Double { Neighbourhood(classCounts: counts, distance: 1).classes }
        #expect(abs(classes([5, 5, 5, 5]) - 4) < 1e-12)
        #expect(classes([0, 9, 0]) == 1)
        // e^(ln 3 − ⅔ ln 2)
        #expect(abs(classes([2, 4]) - 1.889_881_574_842_309_6) < 1e-12)
    }

    @Test("the examples themselves lie at no distance and of all classes; a constant far off is one class and far")
    func experiment() throws {
        var recipe = Recipe(dataset: try DigitsDataset(OptionValues(DigitsDataset.declaration)))
        recipe.chosenBatch = 4
        let root = URL(fileURLWithPath: #filePath).pathComponents.dropLast(4).joined(separator: "/")
        let experiment = try Experiment(recipe, folders: DataFolders(only: [URL(fileURLWithPath: root + "/datasets")]))
        let part = try #require(experiment.source.fixedExamples?.training)
        let neighbours = try Neighbours(part.chosen(1000, seed: 0))
        // Pixels from −1 to 1, and sixteen grey levels: the nearest other digit lies between one pixel and a tenth of all.
        #expect((1...4).contains(neighbours.spacing))
        let again = try neighbours.nearest(to: part.chosen(1000, seed: 0).values)
        #expect(again.allSatisfy { $0.distance < 0.02 })
        let position = experiment.position
        let before = try experiment.neighbourhood()
        #expect(experiment.position == position)
        #expect(before.classCounts.reduce(0, +) == 1000)
        #expect((1...10).contains(before.classes))
        // Fresh networks make grey pictures, which are no digits.
        #expect(before.distance > 1.2)
    }
}
