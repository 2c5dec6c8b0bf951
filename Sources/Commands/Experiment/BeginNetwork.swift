import Lab
import Language
import Networks

extension GanSession {
    /// `generator` or `discriminator`: the following `layer` lines build it, from nothing.
    ///
    /// At the prompt somebody may have typed the word to see the network, so what it had is told.
    func begin(_ network: NetworkID, isGrowing: Bool, at span: Span) {
        let forgotten = draft.begin(network, isGrowing: isGrowing, at: span)
        guard options.runsInteractively, lesson?.isRunning != true, forgotten > 0, !isCheckOnly else { return }
        output.note(
            "the \(network)'s \(forgotten) \(forgotten == 1 ? "layer is" : "layers are") gone from the recipe: `layer` lines build it anew; "
                + "`show model` prints a network without changing it\n")
    }
}
