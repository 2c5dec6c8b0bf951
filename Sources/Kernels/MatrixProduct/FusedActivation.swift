/// An elementwise function that a library primitive can apply while it writes its result, saving one pass over memory.
public enum FusedActivation: Hashable, Sendable {
    case none
    /// `x > 0 ? x : negativeSlope * x`: the rectifier for slope 0, the leaky rectifier otherwise. For slope 0 whatever lies below 0
    /// gives exactly 0, −∞ as well: a unit that sees nothing but dead units stands at 0, where its derivative jumps.
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
