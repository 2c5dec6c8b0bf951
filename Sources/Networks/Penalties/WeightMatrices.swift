import Graphs

extension PlayerTensors {
    /// The weights proper, as they are stored: the parameters that mix inputs into outputs, and no biases, scales or shifts.
    var weights: [Tensor] { weightsWithOutputs.map(\.weight) }

    /// Each weight as a matrix `[everything else, outputs]`, a column for each filter: a kernel `[height, width, inputs, outputs]` is
    /// read as `[height · width · inputs, outputs]`, wherever its output axis stands.
    func weightMatrices() throws -> [Tensor] {
        try weightsWithOutputs.map { weight, outputAxis in
            let outputs = weight.shape[outputAxis]
            let others = weight.shape.indices.filter { $0 != outputAxis }
            let outputsLast = outputAxis == weight.shape.count - 1 ? weight : try weight.transposed(others + [outputAxis])
            return try outputsLast.reshaped(to: [-1, outputs])
        }
    }

    private var weightsWithOutputs: [(weight: Tensor, outputAxis: Int)] {
        let plan = network.plan
        let specifications = plan.layers.indices.flatMap { plan.parameters(of: $0) }
        return zip(specifications, parameters).compactMap { specification, parameter in
            specification.outputAxis.map { (parameter, $0) }
        }
    }
}
