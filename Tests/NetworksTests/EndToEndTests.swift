import Declarations
import Graphs
import Testing

@testable import Networks

/// Whole training steps equal PyTorch's: losses and every parameter gradient, on the same weights and inputs.
@Suite("One end-to-end truth")
struct EndToEndTests {
    /// Relative to the largest number of the same array.
    static let tolerance = 1e-4

    private func expectGradients(
        _ found: [[Float]], names: [String], reference: [String: Reference.Figures]?
    ) throws {
        let reference = try #require(reference)
        try #require(found.count == names.count)
        #expect(Set(reference.keys) == Set(names))
        for (values, name) in zip(found, names) {
            let expected = try #require(reference[name]).values
            // A Wasserstein critic's last bias cancels: its gradient is 0 and has no scale of its own.
            let largest = expected.map(abs).max() ?? 0
            #expect(largest > 0 || name == "D.2.bias", "the reference has no gradient for \(name)")
            expectEqual(values, expected, tolerance: Self.tolerance, scale: largest > 0 ? largest : 1, name)
        }
    }

    @Test("a WGAN-GP critic step and generator step", arguments: ["wgan-gp-dense", "wgan-gp-conv"])
    func criticStep(name: String) throws {
        let reference = try Reference(name)
        let (generator, generatorNames) = try reference.makeNetwork("G")
        let (critic, criticNames) = try reference.makeNetwork("D")
        let real = try reference.input("real")
        let fake = try generator.apply(reference.input("noise"), mode: .training, stream: RandomStream("test")).output
        func score(_ examples: Tensor) throws -> Tensor {
            return try critic.apply(examples, mode: .training, stream: RandomStream("test")).output
        }

        let loss = WassersteinGradientPenalty(penalty: GradientPenalty(weight: Float(try reference.setting("weight"))))
        let points = try loss.penalty.interpolated(real: real, fake: fake, mix: reference.input("interpolation"))
        let distance = try loss.discriminatorLoss(real: score(real), fake: score(fake.stopGradient()))
        let criticLoss = try distance + loss.penalty.term(of: score, at: points)
        let generatorLoss = try loss.generatorLoss(fake: score(fake))

        let criticGradients = try gradient(of: criticLoss, withRespectTo: critic.parameterTensors)
        let generatorGradients = try gradient(of: generatorLoss, withRespectTo: generator.parameterTensors)
        let values = try evaluate([criticLoss, generatorLoss] + criticGradients + generatorGradients)

        let expected = try [
            #require(reference.values["discriminatorLoss"]), #require(reference.values["generatorLoss"]),
        ]
        expectEqual([values[0][0], values[1][0]], expected, tolerance: Self.tolerance, scale: 0.01)
        let count = criticNames.count
        try expectGradients(
            Array(values[2..<2 + count]), names: criticNames, reference: reference.gradients["discriminator"])
        try expectGradients(
            Array(values[(2 + count)...]), names: generatorNames, reference: reference.gradients["generator"])
    }

    @Test(
        "an unrolled generator step, through plain descent and through Adam",
        arguments: ["unroll-dense", "unroll-conv", "unroll-dense-adam", "unroll-conv-adam"])
    func unrolledStep(name: String) throws {
        let reference = try Reference(name)
        let (generator, generatorNames) = try reference.makeNetwork("G")
        let (discriminator, discriminatorNames) = try reference.makeNetwork("D")
        let real = try reference.input("real")
        let fake = try generator.apply(reference.input("noise"), mode: .training, stream: RandomStream("test")).output
        func score(_ examples: Tensor, _ parameters: [Tensor]) throws -> Tensor {
            return try discriminator.apply(examples, parameters: parameters, mode: .training, stream: RandomStream("test")).output
        }

        let loss = NonSaturating()
        let steps = Int(try reference.setting("steps"))
        let isAdam = name.hasSuffix("adam")
        let unroll = Unroll(steps: steps, rate: isAdam ? nil : try reference.setting("rate"))
        let optimizer =
            try isAdam
            ? Adam(
                rate: Schedule(reference.setting("rate")), beta1: reference.setting("beta1"), beta2: reference.setting("beta2"),
                epsilon: reference.setting("epsilon"))
            : Adam()
        let slots =
            try !isAdam
            ? []
            : discriminatorNames.flatMap {
                try [#require(reference.slots["\($0).mean"]).tensor, #require(reference.slots["\($0).square"]).tensor]
            }
        let firstStep = isAdam ? Float(try reference.setting("count")) + 1 : 1

        var imaginedLosses: [Tensor] = []
        let ahead = try unroll.lookAhead(
            parameters: discriminator.parameterTensors, slots: slots, step: UpdateStep(.constant(firstStep)), optimizer: optimizer
        ) { parameters in
            let imagined = try loss.discriminatorLoss(real: score(real, parameters), fake: score(fake, parameters))
            imaginedLosses.append(imagined)
            return imagined
        }
        let generatorLoss = try loss.generatorLoss(fake: score(fake, ahead))
        let unrolled = try gradient(of: generatorLoss, withRespectTo: generator.parameterTensors)
        let plain = try gradient(
            of: loss.generatorLoss(fake: score(fake, discriminator.parameterTensors)),
            withRespectTo: generator.parameterTensors)

        let losses = try evaluate(imaginedLosses + [generatorLoss]).map { $0[0] }
        let expected = try (0..<steps).map { try #require(reference.values["discriminatorLoss\($0)"]) }
        expectEqual(
            losses, expected + [try #require(reference.values["generatorLoss"])], tolerance: Self.tolerance, scale: 0.01
        )
        for (name, values) in zip(discriminatorNames, try evaluate(ahead)) {
            let after = try #require(reference.tensors["\(name).after"]).values
            expectEqual(values, after, tolerance: Self.tolerance, scale: after.map(abs).max() ?? 1, name)
        }
        try expectGradients(evaluate(unrolled), names: generatorNames, reference: reference.gradients["generator"])
        try expectGradients(
            evaluate(plain), names: generatorNames, reference: reference.gradients["generatorWithoutUnrolling"])
    }
}
