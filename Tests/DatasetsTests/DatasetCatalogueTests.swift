import Declarations
import Foundation
import Testing

@testable import Datasets

@Suite struct DatasetCatalogueTests {
    @Test func catalogueHoldsTheDataSetsUnderDistinctWords() {
        #expect(
            datasetCatalogue.map { $0.declaration.name }
                == ["line", "ring", "grid", "spiral", "moons", "point", "digits", "mnist", "points", "pictures"])
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

    @Test func classesAreCountedWithoutReadingAFile() throws {
        #expect(try LineDataset.made(["modes": .number(3)]).classCount == 3)
        #expect(try RingDataset.made().classCount == 8)
        #expect(try GridDataset.made().classCount == 25)
        #expect(try SpiralDataset.made().classCount == nil)
        #expect(try MoonsDataset.made().classCount == 2)
        #expect(try PointDataset.made().classCount == nil)
        #expect(try DigitsDataset.made().classCount == 10)
        #expect(try MNISTDataset.made(["classes": .list([.number(7), .number(1)])]).classCount == 2)
    }

    @Test(arguments: datasetCatalogue.indices.filter { datasetCatalogue[$0].declaration.arguments.isEmpty })
    func anExampleOfThreeExtentsIsAnImage(index: Int) throws {
        let dataset = try datasetCatalogue[index].init(OptionValues(datasetCatalogue[index].declaration))
        #expect(dataset.isImage == (dataset.size.count == 3))
    }
}
