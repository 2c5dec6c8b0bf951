import Declarations
import Graphs

/// What applying a network to a batch gives.
public struct Application {
    /// `[batch] + outputSize`.
    public var output: Tensor
    /// The output of every layer, the last included: for feature matching and for looking inside.
    public var layerOutputs: [Tensor]
    /// What layers inside of each layer made: empty for those that are not made of layers.
    public var layerParts: [[LayerPart]]
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
    ///   - mode: training normalises by the batch and drops out; sampling does neither, unless a layer says so.
    ///   - stream: names the application: layer 3 draws from the streams below `stream/3`, for a reference batch below
    ///     `stream/reference/3`. Two applications of one program have different names, or the same numbers drop out in both.
    ///   - labels: the class of each example, `[batch]`, for layers that take one.
    ///   - trainingStep: training steps made before this one, a scalar, for layers that change with them.
    /// - Throws: `Refusal` when the input has another size.
    public func apply(
        _ input: Tensor, parameters: [Tensor]? = nil, states: [Tensor]? = nil,
        mode: ForwardMode, stream: RandomStream, labels: Tensor? = nil, trainingStep: Tensor = .constant(0)
    ) throws -> Application {
        guard !input.shape.isEmpty, Array(input.shape.dropFirst()) == inputSize else {
            throw Refusal("\(name) takes \(inputSize.sizeText) for each example, found the shape \(input.shape)")
        }
        let weights = parameters ?? parameterTensors
        let before = states ?? stateTensors
        precondition(weights.count == self.parameters.count, "a network needs all of its parameters")
        precondition(before.count == self.states.count, "a network needs all of its states")
        guard let reference = plan.reference else {
            return try pass(
                input, parameters: weights, states: before, mode: mode, stream: stream, labels: labels, trainingStep: trainingStep)
        }
        let kept = before.prefix(reference.states.count)
        let ofLayers = Array(before.dropFirst(kept.count))
        // Running statistics follow the batch, not the reference, and the reference is compared with nothing.
        let compared = try pass(
            kept[0], parameters: weights, states: ofLayers, mode: mode, stream: stream.appending("reference"),
            labels: kept.count > 1 ? kept[1] : nil, trainingStep: trainingStep, until: reference.lastLayer)
        var application = try pass(
            input, parameters: weights, states: ofLayers, mode: mode, stream: stream, labels: labels, trainingStep: trainingStep,
            reference: [kept[0]] + compared.layerOutputs)
        application.states = kept + application.states
        return application
    }

    /// A batch passed through the layers.
    ///
    /// - Parameters:
    ///   - states: those of the layers alone.
    ///   - last: where to stop before the end.
    ///   - reference: what the reference batch is before each layer, as far as a layer asks.
    private func pass(
        _ input: Tensor, parameters: [Tensor], states: [Tensor], mode: ForwardMode, stream: RandomStream, labels: Tensor?,
        trainingStep: Tensor, until last: Int? = nil, reference: [Tensor] = []
    ) throws -> Application {
        var weights = parameters[...]
        var before = states[...]
        var application = Application(output: input, layerOutputs: [], layerParts: [], states: [])
        var named: [String: Tensor] = [:]
        for (index, layer) in layers.enumerated().prefix((last ?? layers.count - 1) + 1) {
            let ownStates = before.take(plan.ownStates(of: index).count)
            var after: [Tensor] = []
            let used = try plan.ownParameters(of: index).map { specification in
                let stored = weights.removeFirst()
                guard let between = specification.reparameterization else { return stored }
                let learned = weights.take(specification.learnedBesides.count)
                var kept = before.take(specification.states.count)
                let used = try between.used(stored, learned: learned, of: specification, states: &kept, mode: mode)
                after += kept
                return used
            }
            var context = LayerContext(
                mode: mode, stream: stream.appending(plan.label(of: index)), states: ownStates, labels: labels, named: named,
                reference: index < reference.count ? reference[index] : nil, trainingStep: trainingStep)
            application.output = try layer.apply(application.output, parameters: used, context: &context)
            application.layerOutputs.append(application.output)
            application.layerParts.append(context.parts)
            application.states += context.states + after
            if let name = plan.givenName(of: index) { named[name] = application.output }
        }
        return application
    }
}

extension ArraySlice {
    /// Takes the first `count` away.
    mutating func take(_ count: Int) -> [Element] {
        defer { self = dropFirst(count) }
        return Array(prefix(count))
    }
}
