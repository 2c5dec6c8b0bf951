import Foundation
import Graphs
import Testing

@testable import Networks

/// Expected numbers: PyTorch 2.13 in double precision, from the same formulas for input and weights.
@Suite("Layer values")
struct LayerValueTests {
    private func apply(
        _ layer: any Layer, _ input: Tensor, _ parameters: [[Double]], mode: ForwardMode = .training,
        states: [Tensor] = []
    ) throws -> (output: Tensor, states: [Tensor]) {
        let shapes = layer.parameters(for: Array(input.shape.dropFirst())).map(\.shape)
        var context = LayerContext(mode: mode, stream: RandomStream("test"), states: states)
        let tensors = zip(shapes, parameters).map { Tensor.constant($1.map(Float.init), shape: $0) }
        return (try layer.apply(input, parameters: tensors, context: &context), context.states)
    }

    /// torch.sin(torch.arange(18)) as [1, 3, 3, 2]
    private let image = Tensor.constant((0..<18).map { Float(sin(Double($0))) }, shape: [1, 3, 3, 2])

    /// x = sin(1.7 i) + 0.3 sin(1.7 i)-free ramp: torch.sin(i * 1.7) + 0.3 * i as [2, 2, 2, 2]
    private let ramp = Tensor.constant(
        (0..<16).map { Float(sin(Double($0) * 1.7) + 0.3 * Double($0)) }, shape: [2, 2, 2, 2])

    @Test("conv agrees with conv2d")
    func convolution() throws {
        let weights = (0..<96).map { cos(Double($0) * 0.7) }
        let layer = Convolution(3, geometry: ImageGeometry(stride: 2))
        let output = try apply(layer, image, [weights, [0.1, -0.2, 0.3]]).output
        expectEqual(try evaluate(output), [0.077965378, -0.280590784, 0.198756159])
    }

    @Test("deconv agrees with conv_transpose2d")
    func deconvolution() throws {
        let weights = (0..<32).map { cos(Double($0) * 0.7) }
        let output = try apply(Deconvolution(1, geometry: ImageGeometry(stride: 2)), image, [weights, [0.1]]).output
        expectEqual(
            try evaluate(output),
            [
                0.229059655, 0.148839887, 0.407014973, -2.05166923, -1.53077102, 1.4017922, 0.345833299, 0.899122149,
                0.55559371, -3.38536347, -2.36134901, 1.95722031, 0.830513204, 0.514931764, 0.915645983, -1.40590213,
                -3.77362935, 0.661571204, 0.0053992824, 1.83611204, 1.23552891, -3.44667888, -2.43806502, 1.73076727,
                0.193556777, 0.908089593, 1.96917387, -1.41098891, -3.8640528, 0.642691882, -0.124190813, 0.514706008,
                1.69608659, -0.925702329, -2.44677222, 0.573619592,
            ])
    }

    @Test("batchnorm agrees with BatchNorm2d in training, and keeps its running statistics")
    func batchNormalization() throws {
        let start = [Tensor.constant(0, shape: [2]), Tensor.constant(1, shape: [2])]
        let result = try apply(BatchNormalization(), ramp, [[1.5, -0.5], [0.25, 2]], states: start)
        expectEqual(
            try evaluate(result.output),
            [
                -1.81249284, 2.41292854, -1.46304667, 2.86576162, -0.0938511181, 2.06687196, -0.696439266, 2.34755524,
                1.49385704, 1.79250293, 0.255625756, 1.773853, 2.85389857, 1.55375296, 1.46244852, 1.18677374,
            ])
        expectEqual(try evaluate(result.states[0]), [0.203305704, 0.249304543])
        expectEqual(try evaluate(result.states[1]), [1.14985423, 1.14184735])
    }

    @Test("batchnorm samples with its running statistics and leaves them alone")
    func batchNormalizationSampling() throws {
        let states = [
            Tensor.constant([0.203305704, 0.249304543], shape: [2]),
            Tensor.constant([1.14985423, 1.14184735], shape: [2]),
        ]
        let result = try apply(BatchNormalization(), ramp, [[1.5, -0.5], [0.25, 2]], mode: .sampling, states: states)
        expectEqual(
            try evaluate(result.output),
            [
                -0.0343921084, 1.51226724, 0.447450704, 2.12873156, 2.33540105, 1.04116312, 1.50450695, 1.4232713,
                4.52465312, 0.667650836, 2.81728619, 0.642261749, 6.39998122, 0.342628556, 4.48134467, -0.156958601,
            ])
        #expect(result.states == states)
    }

    @Test("instancenorm agrees with instance_norm")
    func instanceNormalization() throws {
        let output = try apply(InstanceNormalization(), ramp, [[1.5, -0.5], [0.25, 2]]).output
        expectEqual(
            try evaluate(output),
            [
                -1.53656718, 1.98194495, -0.75229415, 2.77182815, 2.32063442, 1.37831353, 0.968226912, 1.86791337,
                0.213131396, 2.44229754, -1.80682378, 2.40407003, 2.43179843, 1.95292219, 0.161893952, 1.20071024,
            ])
    }

    @Test("layernorm normalises each example over all its numbers")
    func layerNormalization() throws {
        let output = try apply(LayerNormalization(), ramp, [[1.5, -0.5], [0.25, 2]]).output
        expectEqual(
            try evaluate(output),
            [
                -1.6964847, 1.82969169, -1.04114703, 2.66519916, 1.52658866, 1.19119405, 0.396518457, 1.70907356,
                -0.183543167, 2.24077964, -2.35377866, 2.20862011, 2.20018792, 1.82908447, -0.238592566, 1.19627363,
            ])
    }

    @Test("dropout zeroes its share in training, keeps the mean, and is silent when sampling")
    func dropout() throws {
        let ones = Tensor.constant(1, shape: [100, 100])
        let dropped = try evaluate(apply(Dropout(rate: 0.3), ones, []).output)
        let zeros = dropped.filter { $0 == 0 }.count
        #expect((2800...3200).contains(zeros))
        #expect(dropped.allSatisfy { $0 == 0 || abs($0 - 1 / 0.7) < 1e-5 })
        let sampled = try apply(Dropout(rate: 0.3), ones, [], mode: .sampling).output
        #expect(sampled == ones)
    }

    @Test("two dropouts of one network draw apart")
    func dropoutStreams() throws {
        let network = try Network(name: "test", layers: [Dropout(), Dropout()], inputSize: [1000], seed: 1)
        let application = try network.apply(
            Tensor.constant(1, shape: [4, 1000]), mode: .training, stream: RandomStream("test"))
        #expect(RandomStream.all(in: [application.output]).map(\.name) == ["test/0/dropout", "test/1/dropout"])
        let survivors = try evaluate(application.output).filter { $0 != 0 }.count
        #expect((850...1150).contains(survivors))
    }
}
