import Declarations
import Foundation
import Graphs

extension NetworkID {
    /// Reads the codes of the noise off an example.
    public static let recognition = NetworkID("recognition")
}

/// A third network reads the codes of the noise off the generated examples, and the generator learns to let it: the codes
/// come to mean something that is seen.
///
/// Formula: the generator minimises L_G + λ L_Q, the recognition network Q minimises λ L_Q, both on one batch, with
///
///     L_Q = mean Σᵢ −log Q(cᵢ | G(z))
///
/// over the codes c of the noise z. A categorical code's Q is the softmax of its logits, so that −log Q is the cross-entropy; a
/// continuous code's Q is a normal distribution around the mean that the network makes, of variance 1:
/// −log Q = ½ (c − μ)² + ½ ln 2π. H(c) − L_Q is a lower bound of the mutual information of codes and examples; its part of the
/// categorical codes is measured, Σ ln K − the mean cross-entropy, at most Σ ln K: then Q reads every code.
///
/// The paper lets Q share all layers of the discriminator but the last; here it is a network of its own, with an optimizer of its
/// own, so that either can be described and looked at alone. Random streams: `generator-update/recognition/…`.
/// Source: Chen et al. 2016, "InfoGAN: interpretable representation learning by information maximizing generative adversarial
/// nets", equation 6.
public struct MutualInformation: Trick, Hashable {
    public static let declaration = Declaration(
        "mutual-information", summary: "a third network reads the codes of the noise off the samples, and the generator lets it",
        options: [
            OptionDeclaration("weight", .positive, default: .number(1), summary: "λ, the weight of the codes beside the generator's loss")
        ],
        example: "data ring\nlatent codes 8 categorical 8\ntrick mutual-information\ntrain 1\nprint mutual-information",
        source: "Chen, Duan, Houthooft, Schulman, Sutskever, Abbeel 2016, InfoGAN, equation 6",
        published: "`trick mutual-information weight 1` for categories, `weight 0.1` with numbers among the codes",
        claims: [
            .cures(
                .ignoredClass, "holds the generator to its codes, which it is otherwise free to ignore",
                source: "Chen et al. 2016, section 4"),
        ])

    /// λ
    public let weight: Float

    public init(weight: Float = 1) { self.weight = weight }

    public init(_ values: OptionValues) throws(Refusal) { self.init(weight: Float(values.number("weight"))) }

    public var optionValues: OptionValues { OptionValues(["weight": .number(of: weight)]) }

    public static let networks: [NetworkID] = [.recognition]

    private static let bound = StepQuantity(
        "mutual-information", summary: "how much the samples tell of their categorical codes, from below: at most the sum of ln K",
        unit: "nats")

    public static let quantities: [StepQuantity] = [bound]

    public func players(in setting: GameSetting) throws(Refusal) -> [Player] {
        let codes = setting.latent.codes
        guard !codes.isEmpty else {
            throw Refusal(
                "`trick mutual-information` needs codes in the noise, found `latent \(setting.latent.name)`",
                help: "`latent codes 8 categorical 8` has a code of eight categories")
        }
        let logits = codes.filter { $0.kind == .categorical }.reduce(0) { $0 + $1.places.count }
        let means = codes.count { $0.kind == .continuous }
        let parts = [(logits, "logit"), (means, "mean")].filter { $0.0 > 0 }.map { "\($0) \($1)\($0 == 1 ? "" : "s")" }
        let end = Dense(logits + means)
        return [
            Player(
                .recognition, input: setting.exampleSize, inputName: "example",
                target: .numbers(logits + means, what: parts.joined(separator: " and ")),
                defaultLayers: setting.isImage
                    ? [Flatten(), Dense(256), LeakyRelu(), Dense(128), LeakyRelu(), end]
                    : [Dense(128), Relu(), Dense(128), Relu(), end],
                reference: .examples)
        ]
    }

    public func loss(of network: NetworkID, _ loss: Tensor, in duel: Duel) throws -> Tensor {
        guard network == .generator || network == .recognition else { return loss }
        let read = try surprise(in: duel)
        return try loss + (read.categorical + read.continuous) * weight
    }

    public func measured(in duel: Duel) throws -> [StepQuantity: Tensor] {
        let entropy = duel.turn.setting.latent.codes.filter { $0.kind == .categorical }
            .reduce(Float(0)) { $0 + log(Float($1.places.count)) }
        return [Self.bound: try entropy - surprise(in: duel).categorical]
    }

    /// The mean of −log Q(c | x) over the batch, added up over the codes of either kind.
    private func surprise(in duel: Duel) throws -> (categorical: Tensor, continuous: Tensor) {
        let output = try duel.reading(by: .recognition).output
        var (categorical, continuous) = (Tensor.constant(0), Tensor.constant(0))
        var place = 0
        for code in duel.turn.setting.latent.codes {
            let drawn = try duel.latents.slice(axis: 1, from: code.places.lowerBound, count: code.places.count)
            let read = try output.slice(axis: 1, from: place, count: code.places.count)
            place += code.places.count
            switch code.kind {
            case .categorical:
                categorical = try categorical + (read.logSumExp(axes: [1]) - (drawn * read).sum(axes: [1])).mean()
            case .continuous:
                continuous = try continuous + (drawn - read).squared().mean() * 0.5 + 0.5 * log(2 * Float.pi)
            }
        }
        return (categorical, continuous)
    }
}
