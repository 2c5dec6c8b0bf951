import Declarations
import Graphs

/// The running mean of what a layer makes of whole batches, for examples that come without one.
///
/// Formula: running ← (1 − momentum) · running + momentum · batch, as the statistics of a batch normalisation.
enum RunningBatch {
    static let momentumDeclaration = OptionDeclaration(
        "momentum", .fraction, default: .number(0.1), summary: "weight of the newest batch in the running mean that samples and scores get")

    static func after(_ running: Tensor, batch: Tensor, momentum: Float) throws -> Tensor {
        try running * (1 - momentum) + batch * momentum
    }
}
