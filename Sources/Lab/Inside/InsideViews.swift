import Graphs
import Networks

/// Compiled looks inside the networks, by what they look at. They read the experiment's variables and hold no values.
struct InsideLooks {
    fileprivate var backpropagations = RecentlyUsed<NetworkID, BackpropagationLook>(limit: 4)
    fileprivate var activations = RecentlyUsed<NetworkID, ActivationLook>(limit: 4)
    fileprivate var losses = RecentlyUsed<String, LookProgram>(limit: 16)
}

extension Experiment {
    /// The gradient of what a network minimises on its way back through the layers, on a batch of looking at the step that training has
    /// reached: under the recipe's own loss, with its tricks and penalties.
    ///
    /// - Throws: `Refusal` where the game has no such network.
    public func backpropagation(of network: NetworkID = .generator) throws -> Backpropagation {
        let look = try views.inside.backpropagations.value(network) { try BackpropagationLook(lookedTurn(of: network)) }
        return look.value(at: drawingPosition(), step: step)
    }

    /// What every layer of a network makes of a fixed batch in training mode: of the discriminator real and generated examples.
    ///
    /// - Throws: `Refusal` where the game has no such network.
    public func activations(of network: NetworkID) throws -> [LayerActivations] {
        let look = try views.inside.activations.value(network) { try ActivationLook(lookedTurn(of: network)) }
        return look.value(step: step, position: drawingPosition)
    }

    /// The length of the gradient by the generator's parameters that a loss would give on the weights as they are, without a step.
    ///
    /// The recipe's own loss gives what `backpropagation().length` says; all are of one batch, so that they can be compared.
    ///
    /// - Throws: `RecipeError` where the recipe cannot have this loss.
    public func generatorGradient(under loss: any Loss) throws -> Double {
        let program = try views.inside.losses.value("\(loss.name) \(loss.optionValues)") {
            let variant = recipe.with(generatorLoss: loss)
            _ = try RecipeCheck(variant)
            let looked = try LookedTurn(of: .generator, variant, memory: memory, source: source)
            let gradients = try gradient(of: looked.loss, withRespectTo: looked.parameters)
            return try looked.program([globalSafeNorm(gradients)])
        }
        program.run(drawingPosition(), step: step)
        return program.scalar(0)
    }

    private func lookedTurn(of network: NetworkID) throws -> LookedTurn {
        try LookedTurn(of: network, recipe, memory: memory, source: source)
    }
}
