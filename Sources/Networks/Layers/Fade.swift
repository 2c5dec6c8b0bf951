import Declarations
import Graphs

/// Goes over from what an earlier layer made to what reaches it, little by little: layers that a network grows by fade in.
///
/// Formula: y = (1 − α) a + α x, with a what the named layer made and x what reaches this one. α is 0 until the network is
/// trained, n / `over` in the n-th training step since, and 1 from step `over` on. A network that grew by the layers before x makes
/// at first exactly what it made before it grew, and its opponent is not thrown off by fresh weights.
/// Both are of one size, which stays. α is kept, and so is the step at which it began, from which both networks of a game fade at the
/// same pace, whatever their ratio of updates; a network of samples fades no further.
/// What it risks: once α is 1 the old way is still computed; describe the network once more without it (`generator grow`), which
/// keeps all weights of layers that have a name.
/// Source: Karras, Aila, Laine, Lehtinen 2018, "Progressive growing of GANs", section 2 and figure 2.
public struct Fade: ReachingLayer, Hashable {
    public static let declaration = Declaration(
        "fade", summary: "goes over from an earlier layer to what reaches it, little by little, as a network grows",
        arguments: ReachedLayer.declarations,
        options: [
            OptionDeclaration("over", .count, default: .number(1000), unit: "steps", summary: "how many training steps it takes")
        ],
        example:
            "data ring\ngenerator\n  layer dense 64 relu as body\n  layer dense data as small\n  layer from body\n  layer dense 64 relu\n"
            + "  layer dense data\n  layer fade small over 1000\ntrain 1",
        source: "Karras, Aila, Laine, Lehtinen 2018, Progressive growing of GANs, section 2",
        published: "800000 images for each fade, which are 50000 steps of 16",
        claims: [
            .cures(
                .nonConvergence, "lets layers that a network grew by come in slowly, so that they do not throw the duel off its course",
                source: "Karras, Aila, Laine, Lehtinen 2018, section 2"),
        ])

    public let reached: ReachedLayer
    /// In training steps.
    public let steps: Int

    public init(_ reached: ReachedLayer) { self.init(reached, over: 1000) }

    public init(_ reached: ReachedLayer, over steps: Int) {
        self.reached = reached
        self.steps = steps
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(ReachedLayer(name: values.word("layer")), over: values.integer("over"))
    }

    public var optionValues: OptionValues {
        OptionValues(["layer": .word(reached.name), "over": .number(Double(steps))])
    }

    public func placed(in surroundings: LayerSurroundings) throws(Refusal) -> any Layer {
        Fade(ReachedLayer(name: reached.name, size: try surroundings.size(of: reached.name)), over: steps)
    }

    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] {
        guard let size = reached.size, size != input else { return input }
        throw Refusal(
            "`fade \(reached.name)` goes over from the \(size.sizeText) that `\(reached.name)` makes, found \(input.sizeText)",
            help: "both ways must end in one size; `layer upsample` and `layer pool` change that of an image")
    }

    /// The training step at which it began, −1 before; and α.
    public func states(for input: [Int]) -> [StateSpecification] {
        [
            StateSpecification("begin", shape: [], axes: [], initializer: ConstantInitializer(-1)),
            StateSpecification("share", shape: [], axes: [], initializer: ZerosInitializer()),
        ]
    }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        if context.mode == .training {
            let hasBegun = try context.states[0].isGreaterOrEqual(to: .constant(0))
            let begin = try select(hasBegun, context.states[0], context.trainingStep)
            let share = try minimum((context.trainingStep - begin + 1) * (1 / Float(steps)), .constant(1))
            context.states = [begin, share]
        }
        let share = context.states[1]
        return try context.output(of: reached.name) * (1 - share) + input * share
    }
}
