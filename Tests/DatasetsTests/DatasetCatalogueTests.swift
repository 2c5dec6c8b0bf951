import Declarations
import Foundation
import Testing

@testable import Datasets

@Suite struct DatasetCatalogueTests {
    @Test func catalogueHoldsTheDataSetsUnderDistinctWords() {
        #expect(
            datasetCatalogue.map { $0.declaration.name }
                == ["line", "ring", "grid", "spiral", "digits", "mnist", "points", "pictures"])
        let words = datasetCatalogue.flatMap { $0.declaration.words }
        #expect(Set(words).count == words.count)
    }

    @Test(arguments: datasetCatalogue.indices)
    func everyDataSetSaysWhatItIsAndWhereItComesFrom(index: Int) {
        let declaration = datasetCatalogue[index].declaration
        #expect(!declaration.summary.isEmpty && !declaration.summary.hasSuffix("."))
        #expect(declaration.source.contains { $0.isNumber }, "a source names a year")
        #expect(declaration.example.contains("data \(declaration.name)"))
        for option in declaration.options {
            #expect(!option.summary.isEmpty && !option.summary.hasSuffix("."))
            #expect(option.defaultValue != nil || option.isOptional || option.kind == .flag)
        }
    }

    @Test(arguments: datasetCatalogue.indices.filter { datasetCatalogue[$0].declaration.arguments.isEmpty })
    func everyDataSetDrawsFiniteExamplesOfItsSizeFromItsDefaults(index: Int) throws {
        let kind = datasetCatalogue[index]
        let dataset = try kind.init(OptionValues(kind.declaration))
        var generator = SeededGenerator(seed: 1)
        let drawn = try dataset.source(in: packageFolders).sample(count: 50, using: &generator)
        #expect(drawn.count == 50 * dataset.size.reduce(1, *))
        #expect(drawn.allSatisfy { $0.isFinite })
        #expect(Set(drawn).count > 1)
        #expect(dataset.isImage == (dataset.size.count == 3))
    }
}
