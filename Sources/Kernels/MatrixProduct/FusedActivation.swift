/// An elementwise function that a library primitive can apply while it writes its result, saving one pass over memory.
public enum FusedActivation: Hashable, Sendable {
    case none
    /// `x > 0 ? x : negativeSlope * x`: the rectifier for slope 0, the leaky rectifier otherwise. For slope 0 −∞ gives 0,
    /// and stays −∞ in oneDNN's primitives: what tells them apart there would hide not-a-number too.
    case rectifier(negativeSlope: Float)

    /// The slope for negative numbers; 1 leaves everything as it is.
    var slope: Float {
        switch self {
        case .none: 1
        case .rectifier(let negativeSlope): negativeSlope
        }
    }

    /// The least number that the slope multiplies: 0 · −∞ were not a number.
    var least: Float { slope == 0 ? -.greatestFiniteMagnitude : -.infinity }
}
