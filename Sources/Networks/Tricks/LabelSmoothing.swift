import Declarations
import Graphs

/// The discriminator is asked to be nearly sure of real examples, and no more.
///
/// Formula: the target of real examples is α instead of 1, that of generated ones stays 0: with a cross-entropy,
/// L_D = E [softplus(s_real) − α s_real] + E softplus(s_fake). The best discriminator is then α p_data / (p_data + p_g): scores
/// stop growing at log(α / (1 − α)), about 2.2 for 0.9. Smoothing the target of generated examples as well would put
/// p_g into the numerator, and hold the generator wherever it already is; hence one side only. The generator's own loss keeps
/// the target 1.
///
/// What it cures: a discriminator whose scores run to extremes. What it risks: little; a target far below 1 draws all
/// scores together, and the losses no longer end where they would without it.
/// Source: Salimans et al. 2016, "Improved techniques for training GANs", section 3.4.
public struct LabelSmoothing: Trick, Hashable {
    public static let declaration = Declaration(
        "label-smoothing", summary: "the discriminator's target for real examples is a little below 1",
        options: [
            OptionDeclaration("real", .fraction, default: .number(0.9), summary: "the target of real examples in place of 1")
        ],
        example: "loss non-saturating\ntrick label-smoothing real 0.9",
        source: "Salimans et al. 2016, Improved techniques for training GANs, section 3.4")

    /// The target of real examples.
    public let real: Float

    public init(real: Float = 0.9) {
        self.real = real
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(real: Float(values.number("real")))
    }

    public var optionValues: OptionValues { OptionValues(["real": .number(of: real)]) }

    public func check(_ setting: GameSetting) throws(Refusal) {
        let loss = setting.loss
        guard !loss.hasTargets else { return }
        let others = lossCatalogue.compactMap { try? $0.init(OptionValues($0.declaration)) }.filter(\.hasTargets)
        throw Refusal(
            "`trick \(name)` moves the target of real examples, and `loss \(loss.name)` compares scores with none",
            help: others.map { "`loss \($0.name)`" }.joined(separator: ", ") + ", or no `trick \(name)`")
    }

    /// Also of a label that was swapped before: 1 becomes α, whichever side it stands on.
    public func target(
        _ target: Tensor, of side: Side, scores: Tensor, in turn: Turn, stream: RandomStream
    ) throws -> Tensor { target * real }

    public var changesTargets: Bool { true }
}

extension Loss {
    /// Scores are compared with a target.
    fileprivate var hasTargets: Bool { (try? exampleTerm(.constant(0), target: .constant(1))) != nil }
}
