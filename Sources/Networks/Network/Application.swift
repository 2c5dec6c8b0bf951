import Graphs

/// What applying a network to a batch gives.
public struct Application {
    /// `[batch] + outputSize`.
    public var output: Tensor
    /// The output of every layer, the last included: for feature matching and for looking inside.
    public var layerOutputs: [Tensor]
    /// The network's states after this batch, in the order of `Network.states`; those before it when sampling.
    public var states: [Tensor]
}

extension Network {
    /// The network applied to a batch.
    ///
    /// - Parameters:
    ///   - input: `[batch] + inputSize`.
    ///   - parameters: used in place of the network's own, as by an unrolled step.
    ///   - states: used in place of the network's own; pass an earlier application's to chain two batches of one step.
    ///   - mode: training normalises by the batch and drops out; sampling does neither.
    ///   - stream: names the application: layer 3 draws from the streams below `stream/3`. Two applications of one program
    ///     have different names, or the same numbers drop out in both.
    /// - Throws: `LayerError` when the input has another size.
    public func apply(
        _ input: Tensor, parameters: [Tensor]? = nil, states: [Tensor]? = nil,
        mode: ForwardMode, stream: RandomStream
    ) throws -> Application {
        guard !input.shape.isEmpty, Array(input.shape.dropFirst()) == inputSize else {
            throw LayerError("\(name) takes \(inputSize.sizeText) for each example, found the shape \(input.shape)")
        }
        let weights = parameters ?? parameterTensors
        let before = states ?? stateTensors
        precondition(weights.count == self.parameters.count, "a network needs all of its parameters")
        precondition(before.count == self.states.count, "a network needs all of its states")

        var application = Application(output: input, layerOutputs: [], states: [])
        var nextWeight = 0
        for (index, layer) in layers.enumerated() {
            let weightCount = plan.parameters(of: index).count
            let stateCount = plan.states(of: index).count
            let nextState = application.states.count
            var context = LayerContext(
                mode: mode, stream: stream.appending("\(index)"),
                states: Array(before[nextState..<nextState + stateCount]))
            application.output = try layer.apply(
                application.output, parameters: Array(weights[nextWeight..<nextWeight + weightCount]), context: &context
            )
            application.layerOutputs.append(application.output)
            application.states += context.states
            nextWeight += weightCount
        }
        return application
    }

    /// The variable updates that store `newStates`, an application's `states`.
    public func stateUpdates(_ newStates: [Tensor]) -> [(Variable, Tensor)] {
        zip(states, newStates).map { ($0, $1) }
    }
}
