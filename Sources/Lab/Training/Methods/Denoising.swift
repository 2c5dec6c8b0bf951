import Declarations
import Foundation
import Graphs
import Networks

/// Diffusion: a network learns to take noise away, and samples are noise from which it was taken little by little.
///
/// Formula: with u = t / T and the share ᾱ_t = exp(−0.1 u − 9.95 u²) of the signal's variance that is left after t steps,
///
///     training     x ~ data, t ~ {1 … T}, ε ~ N(0, I):   minimise ‖ε − ε_θ(√ᾱ_t x + √(1 − ᾱ_t) ε, t)‖², a mean over all numbers
///     sampling     x_T ~ N(0, I);  x̂ = (x_t − √(1 − ᾱ_t) ε̂) / √ᾱ_t;  x_{t−1} = √ᾱ_{t−1} x̂ + √(1 − ᾱ_{t−1}) ε̂,   ε̂ = ε_θ(x_t, t)
///
/// There is no opponent: the loss falls, and all modes are learned at once. A sample costs T passes instead of one, and is a
/// function of its x_T alone. The network is told the step by sin and cos of π 2ᵏ u, k = 0 … 3: eight numbers behind those of a
/// flat example, eight more channels of an image.
/// Random streams: below `denoiser-update`, `real/…`, `time` (one whole number an example), `noise` (normals, row-major).
/// Source: Ho, Jain, Abbeel 2020, "Denoising diffusion probabilistic models", algorithm 1 and equation 14; sampling: Song, Meng,
/// Ermon 2021, "Denoising diffusion implicit models", equation 12 with σ = 0; ᾱ: Song et al. 2021, "Score-based generative
/// modeling through stochastic differential equations", equation 33, β from 0.1 to 20.
public struct Denoising: Method {
    public static let declaration = Declaration(
        "diffusion", summary: "one network learns to take noise away; samples are noise from which it was taken step by step",
        options: [OptionDeclaration("steps", .integer(2...1000), default: .number(40), unit: "steps", summary: "from noise to sample")],
        example: "data spiral\nmethod diffusion\ntrain 5",
        source: "Ho, Jain, Abbeel 2020, Denoising diffusion probabilistic models",
        published: "1000 steps, on photographs",
        claims: [
            .cures(
                .oscillation, "has no opponent: its aim stays where it is, and the loss falls", source: "Dhariwal, Nichol 2021, section 1"),
            .cures(
                .modeCollapse, "is asked for every example of the data, and so for every mode", source: "Dhariwal, Nichol 2021, section 1"),
        ])

    public let steps: Int

    public init(steps: Int = 40) { self.steps = steps }

    public init(_ values: OptionValues) throws(Refusal) { self.init(steps: values.integer("steps")) }

    public var optionValues: OptionValues { OptionValues(["steps": .number(Double(steps))]) }

    static let denoiser = NetworkID("denoiser")
    public static let networks = [denoiser]
    private static let frequencies = 4

    public func players(in setting: GameSetting) -> [Player] {
        let size = setting.exampleSize
        let layers: [any Layer] =
            setting.isImage
            ? [Convolution(64), Relu(), Convolution(64), Relu(), Convolution(64), Relu(), Convolution(size[2])]
            : [Dense(128), Relu(), Dense(128), Relu(), Dense(128), Relu(), Dense(size)]
        let featureCount = 2 * Self.frequencies
        return [
            Player(
                Self.denoiser, input: size.dropLast() + [size[size.count - 1] + featureCount], inputName: "noisy example",
                target: .example(size), defaultLayers: layers)
        ]
    }

    /// Noise of the example's own size.
    public func latent(chosen: any Latent, exampleSize: [Int]) -> any Latent { NormalLatent(exampleSize.reduce(1, *)) }

    public func turns(of recipe: Recipe) -> [PlannedTurn] {
        [PlannedTurn([Self.denoiser] + recipe.trickNetworks, stream: RandomStream("denoiser-update"))]
    }

    public func objective(of turn: Turn, in game: Game) throws -> Objective {
        let (batch, stream) = (game.setting.batch, turn.stream)
        let real = try game.real(stream: stream.real)
        // Step t stands in row t − 1.
        let rows = Tensor.randomIntegers(below: steps, [batch], stream: stream.appending("time"))
        let noise = Tensor.randomNormal(real.examples.shape, stream: stream.appending("noise"))
        let perExample = [batch] + game.setting.exampleSize.map { _ in 1 }
        func share(_ value: (Int) -> Float) throws -> Tensor {
            try Tensor.constant((1...steps).map(value), shape: [steps, 1]).gather(rows: rows).reshaped(to: perExample)
        }
        let noisy = try real.examples * share { signal($0).squareRoot() } + noise * share { (1 - signal($0)).squareRoot() }
        let stepFeatures = try Tensor.constant((1...steps).flatMap(features), shape: [steps, 2 * Self.frequencies])
            .gather(rows: rows)
        let made = try turn.player(Self.denoiser).apply(
            joined(noisy, stepFeatures), labels: real.labels, stream: stream.appending(Self.denoiser.rawValue))
        return Objective(
            losses: [Self.denoiser: try (noise - made.output).squared().mean()], states: [Self.denoiser: made.states])
    }

    public func samples(from latents: Tensor, size: [Int], apply: (NetworkID, Tensor) throws -> Tensor) throws -> Tensor {
        let count = latents.shape[0]
        var example = try latents.reshaped(to: [count] + size)
        for step in (1...steps).reversed() {
            let stepFeatures = try Tensor.constant(features(step), shape: [1, 2 * Self.frequencies])
                .broadcast(to: [count, 2 * Self.frequencies])
            let noise = try apply(Self.denoiser, joined(example, stepFeatures))
            let clean = try (example - noise * (1 - signal(step)).squareRoot()) * (1 / signal(step).squareRoot())
            example = try clean * signal(step - 1).squareRoot() + noise * (1 - signal(step - 1)).squareRoot()
        }
        return example
    }

    /// The example's numbers with what tells the step behind them, `[batch, …, channels + 2 frequencies]`.
    private func joined(_ example: Tensor, _ stepFeatures: Tensor) throws -> Tensor {
        let (batch, width) = (example.shape[0], 2 * Self.frequencies)
        let middle = example.shape.dropFirst().dropLast()
        let spread = try stepFeatures.reshaped(to: [batch] + middle.map { _ in 1 } + [width])
            .broadcast(to: [batch] + middle + [width])
        return try Tensor.concatenate([example, spread], axis: example.shape.count - 1)
    }

    /// ᾱ_t: 1 before the first step, 4·10⁻⁵ after the last.
    func signal(_ step: Int) -> Float {
        let part = Double(step) / Double(steps)
        return Float(exp(-0.1 * part - 9.95 * part * part))
    }

    /// sin and cos of π 2ᵏ u.
    private func features(_ step: Int) -> [Float] {
        let part = Double(step) / Double(steps)
        return (0..<Self.frequencies).flatMap { power -> [Float] in
            let angle = Double.pi * part * Double(1 << power)
            return [Float(sin(angle)), Float(cos(angle))]
        }
    }

    /// One pass over a batch.
    public func applications(of network: NetworkID) -> Int { 1 }
}
