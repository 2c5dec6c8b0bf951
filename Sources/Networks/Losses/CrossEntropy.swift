import Graphs

/// The cross-entropy of calling real examples real and generated ones generated, from raw scores.
///
/// Formula: −E log σ(s_real) − E log(1 − σ(s_fake)) = E softplus(−s_real) + E softplus(s_fake), since
/// log σ(s) = −softplus(−s) and log(1 − σ(s)) = −softplus(s). Softplus neither overflows nor takes the logarithm of a
/// rounded 0, so scores of ±100 are exact.
func crossEntropy(real: Tensor, fake: Tensor) throws -> Tensor {
    try (-real).softplus().mean() + fake.softplus().mean()
}

/// The same for single examples that are to be called `target`, a number from 0 to 1 or one for each score.
///
/// Formula: −t log σ(s) − (1 − t) log(1 − σ(s)) = softplus(s) − t s.
func crossEntropy(_ scores: Tensor, target: Tensor) throws -> Tensor {
    try scores.softplus() - target * scores
}
