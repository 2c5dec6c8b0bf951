import Datasets
import Declarations
import Lab

/// What a recipe must be like for a failure to exist in it at all, whatever brought it about; one that is not here may come in any.
///
/// `break` asks for more: a place where its own cause works.
private let failureGrounds: [Failure: [Habitat]] = [
    .modeCollapse: [.duel], .modeHopping: [.duel], .discriminatorTooStrong: [.duel], .discriminatorTooWeak: [.duel],
    .vanishingGradient: [.duel], .batchCoupling: [.duel], .overconfidentDiscriminator: [.duel], .misleadingLoss: [.duel],
    .falseEquilibrium: [.duel], .oscillation: [.duel],
    .weightsAtClip: [.duel, .clippedWeights], .memorising: [.keptExamples], .checkerboard: [.images],
]

extension Failure {
    /// What a recipe lacks for this failure to exist in it.
    func missingGrounds(in recipe: Recipe) -> [Habitat] { (failureGrounds[self] ?? []).filter { !$0.holds(recipe) } }
}

extension Habitat {
    fileprivate static let clippedWeights = Habitat(words: "weights that a clip bounds", wayThere: ["loss wgan"]) { $0.parameterBound != nil }

    /// Those of synthetic data are drawn anew at every step.
    fileprivate static let keptExamples = Habitat(words: "examples that training sees again", wayThere: ["data digits examples 20"]) { $0.hasFixedExamples }

    fileprivate static let images = Habitat(words: "images", wayThere: ["data digits"]) { $0.dataset.isImage }
}
