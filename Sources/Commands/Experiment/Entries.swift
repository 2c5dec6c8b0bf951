import Datasets
import Declarations
import Lab
import Language
import Networks

// The catalogues that commands choose from, in the language's form.

let datasetEntries = Catalogue("data set", datasetCatalogue.map { $0.declaration }, entryNameForText: ownDatasetName)

/// `data "points.csv"` means a table, `data "pictures/"` a folder of pictures: a text is a file's name, and its ending
/// tells them apart.
@Sendable private func ownDatasetName(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    let ending = name.contains(".") ? name.split(separator: ".").last.map { $0.lowercased() } ?? "" : ""
    let isTable = PointsDataset.extensions.contains(ending) && !path.hasSuffix("/")
    return isTable ? PointsDataset.declaration.name : PicturesDataset.declaration.name
}
let layerEntries = Catalogue("layer", layerCatalogue.map { $0.declaration })
let activationEntries = Catalogue("activation", activationCatalogue.map { $0.declaration })
let lossEntries = Catalogue("loss", plural: "losses", lossCatalogue.map { $0.declaration })
let penaltyEntries = Catalogue("penalty", plural: "penalties", penaltyCatalogue.map { $0.declaration })
let latentEntries = Catalogue("kind of noise", plural: "kinds of noise", latentCatalogue.map { $0.declaration })
let methodEntries = Catalogue("method", methodCatalogue.map { $0.declaration })
let ruleEntries = Catalogue("rule", ruleCatalogue.map { $0.declaration })
let trickEntries = Catalogue("trick", trickCatalogue.map { $0.declaration })
let optimizerEntries = Catalogue("optimizer", optimizerCatalogue.map { $0.declaration })

extension BoundEntry {
    /// Makes the thing that the entry names, of one of a catalogue's types.
    func made<Thing>(of types: [any Declared.Type]) throws(Diagnostic) -> Thing {
        for type in types where type.declaration.name == name {
            if let thing = try make(any: type) as? Thing { return thing }
        }
        preconditionFailure("an entry comes from the catalogue of its types, which holds `\(Thing.self)`")
    }
}
