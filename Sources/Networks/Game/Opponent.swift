import Graphs

/// The discriminator that the generator faces, before a trick puts another in its place.
public struct Opponent {
    /// The discriminator as the turn finds it.
    public let discriminator: PlayerTensors
    /// The step of the discriminator's next update.
    public let step: UpdateStep
    /// What the discriminator would minimise on this turn's batch with other parameters, penalties included, in the update that
    /// is so many ahead, counted from 1: the number sets its draws apart from those of other calls.
    public let loss: (_ parameters: [Tensor], _ ahead: Int) throws -> Tensor
    /// What the discriminator's optimizer is given in place of its gradients.
    public let gradients: ([Tensor]) throws -> [Tensor]
    /// What penalties do to a parameter after an update, such as clipping.
    public let constrained: (Tensor) throws -> Tensor
    /// What tricks keep from step to step, by the trick's name.
    public let kept: [String: [Tensor]]

    public init(
        discriminator: PlayerTensors, step: UpdateStep, loss: @escaping ([Tensor], Int) throws -> Tensor,
        gradients: @escaping ([Tensor]) throws -> [Tensor] = { $0 }, constrained: @escaping (Tensor) throws -> Tensor,
        kept: [String: [Tensor]] = [:]
    ) {
        self.discriminator = discriminator
        self.step = step
        self.loss = loss
        self.gradients = gradients
        self.constrained = constrained
        self.kept = kept
    }
}
