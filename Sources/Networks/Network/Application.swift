import Declarations
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
    ///   - labels: the class of each example, `[batch]`, for layers that take one.
    /// - Throws: `Refusal` when the input has another size.
    public func apply(
        _ input: Tensor, parameters: [Tensor]? = nil, states: [Tensor]? = nil,
        mode: ForwardMode, stream: RandomStream, labels: Tensor? = nil
    ) throws -> Application {
        guard !input.shape.isEmpty, Array(input.shape.dropFirst()) == inputSize else {
            throw Refusal("\(name) takes \(inputSize.sizeText) for each example, found the shape \(input.shape)")
        }
        var weights = (parameters ?? parameterTensors)[...]
        var before = (states ?? stateTensors)[...]
        precondition(weights.count == self.parameters.count, "a network needs all of its parameters")
        precondition(before.count == self.states.count, "a network needs all of its states")

        var application = Application(output: input, layerOutputs: [], states: [])
        var named: [String: Tensor] = [:]
        for (index, layer) in layers.enumerated() {
            let specifications = plan.parameters(of: index)
            let ownStates = before.take(plan.ownStates(of: index).count)
            var after: [Tensor] = []
            let used = try zip(specifications, weights.take(specifications.count)).map { specification, stored in
                guard let between = specification.reparameterization else { return stored }
                var kept = before.take(specification.states.count)
                let used = try between.used(stored, of: specification, states: &kept, mode: mode)
                after += kept
                return used
            }
            var context = LayerContext(
                mode: mode, stream: stream.appending(plan.label(of: index)), states: ownStates, labels: labels, named: named)
            application.output = try layer.apply(application.output, parameters: used, context: &context)
            application.layerOutputs.append(application.output)
            application.states += context.states + after
            if let name = plan.givenName(of: index) { named[name] = application.output }
        }
        return application
    }
}

extension ArraySlice {
    /// Takes the first `count` away.
    fileprivate mutating func take(_ count: Int) -> [Element] {
        defer { self = dropFirst(count) }
        return Array(prefix(count))
    }
}
