import Declarations
import Foundation
import Graphs

/// Adam: a step along the running mean of the gradients, divided by the running size of the gradients.
///
/// Formula: m ← β₁ m + (1 − β₁) g; v ← β₂ v + (1 − β₂) g²;
/// m̂ = m / (1 − β₁ᵗ); v̂ = v / (1 − β₂ᵗ); p ← p − rate · m̂ / (√v̂ + ε).
/// ε stands beside the corrected root, as in the paper's algorithm 1 and in PyTorch; the shorter form at the end of the paper's
/// section 2 puts it beside √v, where it weighs 32 times as much at the first step. The same quotient is computed as
/// a · m / (√v + ε √(1 − β₂ᵗ)) with a = rate · √(1 − β₂ᵗ) / (1 − β₁ᵗ): the corrections for the zero start of m and v sit in two
/// scalars, so that no element pays for them. 1 − βᵗ is taken as 2u / (1 + u) with u = tanh(−½ t ln β): the same number
/// without the cancellation of 1 − 0.999.
/// Defaults: rate 0.0002, which a recipe raises for points, and β₁ 0.5 as GANs have used since the DCGAN: an opponent
/// changes, and old gradients mislead.
/// Source: Kingma, Ba 2015, "Adam: a method for stochastic optimization", algorithm 1; Radford et al. 2016 for the defaults.
public struct Adam: Optimizer, Hashable {
    public static let declaration = Declaration(
        "adam", summary: "follows the running mean of the gradients, divided by their running size",
        options: [
            OptionDeclaration(
                "rate", .positive, isOptional: true, isSchedule: true,
                summary: "learning rate: how far a parameter moves in a step; without it 0.001 for points, 0.0002 for images"),
            OptionDeclaration("beta1", .number(0...0.999999), default: .number(0.5), summary: "memory of the mean"),
            OptionDeclaration("beta2", .number(0...0.999999), default: .number(0.999), summary: "memory of the size"),
            OptionDeclaration(
                "epsilon", .number(1e-12...1), default: .number(1e-8),
                summary: "added to the size after its correction for the zero start, against division by zero"),
        ],
        example: "optimizer adam rate 0.001 beta1 0.5",
        source: "Kingma, Ba 2015, Adam: a method for stochastic optimization, algorithm 1",
        claims: [
            .cures(
                .vanishingGradient, "divides by the size of the gradients, so that small ones still move the weights",
                source: "Kingma, Ba 2015, section 2"),
            .cures(
                .notANumber, "divides by the size of the gradients, so that steps cannot feed themselves", by: ["optimizer adam rate 0.0002 beta1 0.5"],
                source: Claim.ownRuns),
            .cures(
                .explodingGradient, "at a small rate takes steps that do not feed themselves", when: .number(.generatorRate, 0.01...1e30),
                by: ["optimizer adam rate 0.0002 beta1 0.5"], source: Claim.ownRuns),
            .cures(
                .vanishingGradient, "at a small rate does not throw units to where no gradient comes back from", when: .number(.generatorRate, 0.01...1e30),
                by: ["optimizer adam rate 0.001 beta1 0.5"], source: Claim.ownRuns),
            .cures(
                .deadUnits, "at a small rate does not throw units to where nothing reaches them", when: .number(.generatorRate, 0.01...1e30),
                by: ["optimizer adam rate 0.001 beta1 0.5"], source: Claim.ownRuns),
            .risks(
                .oscillation, "carries steps on that the opponent has answered already when its beta1 is large",
                when: .option("beta1", 0.8...1), help: "`beta1 0.5`, or 0", source: "Radford, Metz, Chintala 2016, section 4"),
            .risks(
                .nonConvergence, "takes large steps for images at this rate",
                when: .all([.trait(.images), .option("rate", 0.0011...1000)]), help: "`rate 0.0002`",
                source: "Radford, Metz, Chintala 2016, section 4, to whom 0.001 was too much; Mao et al. 2017 take that"),
        ])

    public let rate: Schedule
    public let beta1: Double
    public let beta2: Double
    public let epsilon: Double

    public init(rate: Schedule = 0.0002, beta1: Double = 0.5, beta2: Double = 0.999, epsilon: Double = 1e-8) {
        self.rate = rate
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(
            rate: values.has("rate") ? values.schedule("rate") : 0.0002, beta1: values.number("beta1"),
            beta2: values.number("beta2"), epsilon: values.number("epsilon"))
    }

    public var momentum: Double { beta1 }

    public static var hasUsualRate: Bool { true }

    public func withRate(_ rate: Schedule) -> Adam { Adam(rate: rate, beta1: beta1, beta2: beta2, epsilon: epsilon) }

    public var optionValues: OptionValues {
        OptionValues([
            "rate": rate.optionValue, "beta1": .number(beta1), "beta2": .number(beta2), "epsilon": .number(epsilon),
        ])
    }

    public var slotNames: [String] { ["first-moment", "second-moment"] }

    public func updated(
        _ parameter: Tensor, gradient: Tensor, slots: [Tensor], step: UpdateStep
    ) throws -> (parameter: Tensor, slots: [Tensor]) {
        let moments = try moments(after: gradient, slots)
        return (try parameter - way(moments, number: step.number, rate: rate.value(at: step.trainingStep)), moments)
    }

    /// m and v after one gradient more.
    func moments(after gradient: Tensor, _ slots: [Tensor]) throws -> [Tensor] {
        [
            try slots[0] * Float(beta1) + gradient * Float(1 - beta1),
            try slots[1] * Float(beta2) + gradient.squared() * Float(1 - beta2),
        ]
    }

    /// rate · m̂ / (√v̂ + ε): what update `number` takes off a parameter.
    func way(_ moments: [Tensor], number: Tensor, rate: Tensor) throws -> Tensor {
        let firstCorrection = try oneMinusPower(beta1, number)
        let secondCorrectionRoot = try oneMinusPower(beta2, number).sqrt()
        let scale = try secondCorrectionRoot * rate / firstCorrection
        let size = try (moments[1] + squareRootFloor).sqrt() + secondCorrectionRoot * Float(epsilon)
        return try scale * (moments[0] / size)
    }

    /// 1 − base^exponent for a scalar exponent of at least 1.
    private func oneMinusPower(_ base: Double, _ exponent: Tensor) throws -> Tensor {
        guard base > 0 else { return Tensor.constant(1) }
        let half = (exponent * Float(-log(base) / 2)).tanh()
        return try (half * 2) / (half + 1)
    }
}
