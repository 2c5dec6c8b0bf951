import Datasets
import Lab
import Networks

/// Something that a recipe must be like for a failure to exist in it.
struct Habitat: Sendable {
    /// Goes on behind "it needs": `points in several heaps`.
    let words: String
    /// Statements that lead there from most other recipes.
    let wayThere: [String]
    let holds: @Sendable (Recipe) -> Bool

    /// Its samples can be counted mode by mode, and there are enough to lose some.
    static let heaps = Habitat(words: "points in four heaps or more, whose places are known", wayThere: ["data ring"]) {
        !$0.dataset.isImage && ($0.knownModes?.centres.count ?? 0) >= 4
    }

    /// A classifier beside the images tells which digit a sample is.
    static let digits = Habitat(words: "images of digits", wayThere: ["data digits"]) { $0.dataset is DigitsDataset || $0.dataset is MNISTDataset }

    /// Images that two layers of stride 2 make out of smaller ones.
    static let enlargedImages = Habitat(words: "images whose sides divide by 4", wayThere: ["data digits"]) { recipe in
        recipe.dataset.isImage && recipe.dataset.size.prefix(2).allSatisfy { $0.isMultiple(of: 4) }
    }

    static let denseNetworks = Habitat(words: "networks of dense layers, without convolutions", wayThere: ["model mlp"]) { recipe in
        [.generator, .discriminator].allSatisfy { network in
            !recipe.layers(of: network).contains { $0.layer is Convolution || $0.layer is Deconvolution || $0.layer is Residual }
        }
    }

    /// Networks deep enough for something to pass through several layers.
    static let hiddenLayers = Habitat(words: "a discriminator with hidden layers", wayThere: ["model mlp"]) { recipe in
        recipe.layers(of: .discriminator).count { $0.layer is Dense || $0.layer is Convolution } > 1
    }

    /// A game so small that it never stops turning by itself.
    static let smallestGame = Habitat(
        words: "one number to learn, and a single dense layer on either side",
        wayThere: [
            "data line modes 1 deviation 0.3 offset 1", "latent 1", "generator", "  layer dense data initializer zeros", "discriminator", "  layer dense 1",
        ]
    ) { recipe in
        recipe.dataset.size == [1] && [.generator, .discriminator].allSatisfy { recipe.layers(of: $0).map { $0.layer is Dense } == [true] }
    }

    /// Generated and real examples are told apart at all.
    static let duel = Habitat(words: "a duel", wayThere: ["method \(Adversarial.declaration.name)"]) { $0.method.isDuel }
}
