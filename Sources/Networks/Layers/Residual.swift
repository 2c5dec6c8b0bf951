import Declarations
import Graphs

/// A block of two convolutions beside a shortcut: deep networks of images are rows of these.
///
/// Formula: y = s(x) + f(x), with f of kernels of 3×3 and s as little as changes the size:
///
///     f  =  [normalisation] · relu · conv · [normalisation] · relu · conv
///
/// `up` doubles the image (its nearest pixel repeated) before the first convolution, `down` halves it (the average of 2×2 pixels)
/// behind the second. The shortcut doubles or halves in the same way, and a convolution of 1×1 follows where the size changes or
/// the channels do; otherwise s(x) = x. The first convolution of a `down` block keeps the channels that come, of the others it makes
/// those of the output. `first` leaves out what comes before the first convolution, which then makes the channels of the output:
/// the block that the image itself reaches, since half of its numbers are below 0.
///
/// What comes out is a sum and is not bent: behind the last block stands a `layer relu`. A convolution of 1×1 that follows a
/// doubling or halving gives the same numbers as one before it, for a quarter of the work.
///
/// What it cures: gradients that vanish on the way through many layers, as the shortcut passes them on undiminished. What it
/// risks: the sum grows from block to block, which normalisations inside do not see; in a critic with a gradient penalty the
/// normalisation must look at each example alone, `normalization layernorm` or none.
/// Shapes: `[batch, height, width, channels]` becomes `[batch, 2 height or height or height / 2, …, channels]`, rounded down.
/// Its parts are called `first`, `second`, `shortcut` (parameters `first.weight`, …), `first-normalization` and `second-normalization`.
/// Source: Miyato, Kataoka, Koyama, Yoshida 2018, "Spectral normalization", appendix B; Gulrajani et al. 2017, "Improved
/// training of Wasserstein GANs", appendix; order of the parts: He, Zhang, Ren, Sun 2016, "Identity mappings in deep residual networks".
public struct Residual: Layer {
    public static let declaration = Declaration(
        "residual", summary: "two convolutions beside a shortcut, which may double or halve an image",
        arguments: [
            OptionDeclaration("channels", .size, summary: "how many channels it makes"),
            OptionDeclaration(
                "direction", .word(Direction.allCases.map(\.rawValue)), default: .word(Direction.same.rawValue),
                summary: "whether the image grows, stays or shrinks"),
        ],
        options: [
            OptionDeclaration(
                "normalization", .word(NormalizationKind.allCases.map(\.rawValue)), default: .word(NormalizationKind.none.rawValue),
                summary: "what stands before each activation"),
            OptionDeclaration("first", .flag, isOptional: true, summary: "for the block that the image itself reaches: begins with a convolution"),
        ] + WeightOptions.declarations,
        example: "data mnist\ndiscriminator\n  layer residual 8 down first\n  layer residual 16 down\n  layer relu\n  layer flatten\n  layer dense 1",
        source: "Miyato, Kataoka, Koyama, Yoshida 2018, Spectral normalization, appendix B; He, Zhang, Ren, Sun 2016",
        published: "generator `layer residual 256 up normalization batchnorm`, three times; discriminator `layer residual 128 down first`, "
            + "`layer residual 128 down`, `layer residual 128` twice, with `trick spectral-norm`",
        claims: [
            .cures(
                .vanishingGradient, "passes gradients on by its shortcut, undiminished through any number of blocks",
                source: "He, Zhang, Ren, Sun 2016, Identity mappings in deep residual networks, section 2"),
            .conflicts(
                "divides by the deviation of each batch, which no longer knows the bound that spectral normalisation sets",
                when: .all([
                    .stands(in: "discriminator"), .word("normalization", ["batchnorm"]), .uses(.trick, ["spectral-norm"]),
                ]), help: "no `normalization`, as in the discriminators of the paper",
                source: "Miyato et al. 2018, appendix B"),
        ])

    public enum Direction: String, Sendable, CaseIterable {
        case up
        case same
        case down
    }

    /// What stands before an activation.
    public enum NormalizationKind: String, Sendable, CaseIterable {
        case none
        case batchnorm
        case layernorm

        fileprivate var layer: (any Layer)? {
            switch self {
            case .none: nil
            case .batchnorm: BatchNormalization()
            case .layernorm: LayerNormalization()
            }
        }
    }

    public let channels: Int
    public let direction: Direction
    public let normalization: NormalizationKind
    /// Nothing stands before the first convolution.
    public let isFirst: Bool
    public let weights: WeightOptions

    public init(
        _ channels: Int, _ direction: Direction = .same, normalization: NormalizationKind = .none, isFirst: Bool = false,
        weights: WeightOptions = WeightOptions()
    ) {
        self.channels = channels
        self.direction = direction
        self.normalization = normalization
        self.isFirst = isFirst
        self.weights = weights
    }

    public init(_ values: OptionValues) throws(Refusal) {
        try self.init(
            values.channels("channels"), Direction(rawValue: values.word("direction")) ?? .same,
            normalization: NormalizationKind(rawValue: values.word("normalization")) ?? .none, isFirst: values.flag("first"),
            weights: WeightOptions(values))
    }

    public var optionValues: OptionValues {
        var values = OptionValues([
            "channels": .size([channels]), "direction": .word(direction.rawValue),
            "normalization": .word(normalization.rawValue),
        ])
        if isFirst { values["first"] = .flag(true) }
        return values.merging(weights.optionValues)
    }

    public var hasRectifiers: Bool { true }
    public var choosesChannels: Bool { true }
    public var enlarges: Bool { direction == .up }
    public var isBatchCoupled: Bool { normalization.layer?.isBatchCoupled ?? false }

    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] { try chains(for: input).residual.outputSize }

    public func parameters(for input: [Int]) -> [ParameterSpecification] { fitting(input).flatMap(\.parameters) }

    public func states(for input: [Int]) -> [StateSpecification] { fitting(input).flatMap(\.states) }

    public func innerCount(for input: [Int], batch: Int) -> Int {
        fitting(input).reduce(0) { $0.saturatingSum($1.innerCount(batch: batch)) }
    }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        let (residual, shortcut) = try chains(for: Array(input.shape.dropFirst()))
        let count = residual.parameters.count
        let (change, states) = try residual.apply(
            input, parameters: Array(parameters[..<count]), states: context.states, in: &context)
        let passed = try shortcut.apply(input, parameters: Array(parameters[count...]), states: [], in: &context).output
        context.states = states
        return try passed + change
    }

    public func pytorchModules(_ context: PyTorchContext) throws(Refusal) -> [PyTorchModule] {
        throw .noChain(name, takes: "what reached it beside what its convolutions make of that")
    }

    /// f and s for an input size; throws when it is no image, or too small to halve.
    private func chains(for input: [Int]) throws(Refusal) -> (residual: LayerChain, shortcut: LayerChain) {
        let image = try imageSize(input)
        if direction == .down, image.height < 2 || image.width < 2 {
            throw Refusal(
                "`residual \(channels) down` halves an image, found \(input.sizeText)",
                help: "`residual \(channels) same`, or fewer layers that shrink the image before it")
        }
        func normalizing(_ name: String) -> [(name: String, layer: any Layer)] {
            (normalization.layer.map { [("\(name)-normalization", $0)] } ?? []) + [("\(name)-activation", Relu())]
        }
        func convolution(_ channels: Int, kernel: Int) -> any Layer {
            Convolution(channels, geometry: ImageGeometry(kernel: kernel), weights: weights)
        }
        let doubling: [(name: String, layer: any Layer)] = direction == .up ? [("upsample", Upsample())] : []
        let halving: [(name: String, layer: any Layer)] = direction == .down ? [("pool", Pool())] : []
        let between = direction == .down && !isFirst ? image.channels : channels
        let isChanged = direction != .same || image.channels != channels
        return (
            try LayerChain(
                (isFirst ? [] : normalizing("first")) + doubling + [("first", convolution(between, kernel: 3))]
                    + normalizing("second") + [("second", convolution(channels, kernel: 3))] + halving, for: input),
            try LayerChain(
                halving + (isChanged ? [("shortcut", convolution(channels, kernel: 1))] : []) + doubling, for: input)
        )
    }

    /// Both chains for a size that `outputSize` accepted.
    private func fitting(_ input: [Int]) -> [LayerChain] {
        guard let (residual, shortcut) = try? chains(for: input) else { preconditionFailure("`residual` accepted this size") }
        return [residual, shortcut]
    }
}
