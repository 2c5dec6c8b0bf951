import Declarations
import Graphs

/// The generator no longer answers the discriminator's verdict: it makes the means of a hidden layer agree.
///
/// Formula: the generator minimises ‖E f(x) − E f(G(z))‖², where f is what a hidden layer of the discriminator makes and the
/// means are over the turn's real and generated batches; the discriminator trains as ever. The norm sums over all numbers of the
/// layer. Penalties on the generator stay.
///
/// What it cures: a generator that overtrains on today's discriminator and runs after it in circles, since the statistics of
/// a layer change more slowly than the verdict. What it risks: means alone say little of where examples lie. A batch
/// whose mean features are right may be wrong in every example: samples gather around narrow modes without meeting them, and
/// `loss.generator` says nothing of what the discriminator thinks of them.
/// Shapes: f `[batch, …]`, of the last layer before the one that makes the score unless another is chosen.
/// Source: Salimans et al. 2016, "Improved techniques for training GANs", section 3.1.
public struct FeatureMatching: Trick, Hashable {
    public static let declaration = Declaration(
        "feature-matching", summary: "the generator makes the means of a hidden layer of the discriminator agree",
        options: [
            OptionDeclaration(
                "layer", .integer(0...1_000_000), isOptional: true,
                summary: "which layer of the discriminator, counted from 0; without it the last hidden one")
        ],
        example: "trick feature-matching",
        source: "Salimans et al. 2016, Improved techniques for training GANs, section 3.1",
        claims: [
            .cures(
                .oscillation, "gives the generator an aim that moves more slowly than the verdict on it",
                source: "Salimans et al. 2016, section 3.1"),
            .risks(
                .poorSamples, "makes means agree and no single image convincing",
                when: .trait(.images), help: "`layer minibatch-discrimination` in its place where samples are to be looked at",
                source: "Salimans et al. 2016, section 6.1"),
        ])

    /// Counted from 0; `nil` for the last hidden one.
    public let layer: Int?

    public init(layer: Int? = nil) {
        self.layer = layer
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(layer: values.has("layer") ? values.integer("layer") : nil)
    }

    public var optionValues: OptionValues {
        OptionValues(layer.map { ["layer": .number(Double($0))] } ?? [:])
    }

    public func check(_ networks: [NetworkPlan]) throws(Refusal) {
        guard let plan = networks.first(where: { $0.name == NetworkID.discriminator.rawValue }) else { return }
        guard let last = plan.lastHiddenLayer else {
            throw Refusal(
                "`trick \(name)` compares what a hidden layer of the discriminator makes, and it has none",
                help: "a layer before the last: `layer dense 128 relu`")
        }
        guard let layer, layer > last else { return }
        let hidden = last == 0 ? "layer 0" : "the layers 0 to \(last)"
        throw Refusal(
            "`trick \(name)` takes a hidden layer, and those of the discriminator are \(hidden), found \(layer)",
            help: "`trick \(name) layer \(last)` is the last of them")
    }

    public func loss(of network: NetworkID, _ loss: Tensor, in duel: Duel) throws -> Tensor {
        guard network == .generator else { return loss }
        let real = try duel.hidden(.real, layer: layer).mean(axes: [0])
        let generated = try duel.hidden(.generated, layer: layer).mean(axes: [0])
        return try (real - generated).squared().sum()
    }

    public var generatorSeesData: Bool { true }

    /// The real batch of the generator's turn.
    public var extraApplications: Int { 1 }

    public var keepsEquilibrium: Bool { false }
}
