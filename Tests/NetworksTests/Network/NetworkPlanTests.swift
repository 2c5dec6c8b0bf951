import Declarations
import Testing

@testable import Networks

@Suite("Network plans")
struct NetworkPlanTests {
    @Test("the first layer that cannot take its input is named by its place")
    func layerIndex() {
        let error = LayerError(
            Refusal("`dense` takes a flat input, found 14x14x4", help: "add `layer flatten` before it"), layerIndex: 1)
        #expect(throws: error) {
            try NetworkPlan(
                name: "discriminator", layers: [Convolution(4, geometry: ImageGeometry(stride: 2)), Dense(1)],
                inputSize: [28, 28, 1])
        }
    }

    @Test("counts parameters and activations")
    func counts() throws {
        let plan = try NetworkPlan(
            name: "discriminator",
            layers: [Convolution(64, geometry: ImageGeometry(stride: 2)), LeakyRelu(), Flatten(), Dense(1)],
            inputSize: [28, 28, 1])
        #expect(plan.parameterCount(of: 0) == 16 * 64 + 64)
        #expect(plan.parameterCount == 16 * 64 + 64 + 14 * 14 * 64 + 1)
        #expect(plan.activationCount == 784 + 3 * 12544 + 1)
        #expect(plan.trainingBytes(batch: 2, slotCount: 0) == 4 * (2 * plan.parameterCount + 4 * plan.activationCount))
        #expect(!plan.isBatchCoupled)
    }

    @Test("an absurd network has an absurd estimate and does not trap")
    func overflow() throws {
        let plan = try NetworkPlan(
            name: "generator", layers: [Dense([1 << 40, 1 << 40, 1 << 40]), Flatten(), Dense(1 << 40)], inputSize: [64])
        #expect(plan.trainingBytes(batch: 1024) == .max)
        let images = try NetworkPlan(
            name: "generator",
            layers: [
                Convolution(1 << 50, geometry: ImageGeometry(kernel: 1000, stride: 1)),
                Deconvolution(1 << 50, geometry: ImageGeometry(kernel: 1000, stride: 1000)), Upsample(factor: 64),
                Pool(),
            ], inputSize: [28, 28, 1])
        #expect(images.trainingBytes(batch: 1024) == .max)
    }

    @Test("a network without layers passes its input on")
    func empty() throws {
        #expect(try NetworkPlan(name: "generator", layers: [], inputSize: [3]).outputSize == [3])
    }
}
