/// What one step of a fused loop computes at every element. a, b, c are its operands, p its parameter.
public enum TileFunction: UInt8, Sendable, CaseIterable {
    // One operand.
    case copy, negate, square, squareRoot, reciprocalSquareRoot, reciprocal
    case exponential, logarithm, tanh, sigmoid, softplus
    case absolute, sign, floor, sine, cosine
    /// aᵖ
    case constantPower
    /// a > 0 ? a : p a; 0 in place of p a where p is 0
    case leakyRectifier
    /// a > 0 ? a : p (eᵃ − 1)
    case exponentialLinear
    // Two operands.
    case add, subtract, multiply, divide, minimum, maximum, power
    case greater, greaterOrEqual, equal
    /// a > 0 ? b : p b; 0 in place of p b where p is 0
    case rectifierGate
    // Three operands.
    /// a ≠ 0 ? b : c
    case select
    /// a b + c, rounded once
    case multiplyAdd

    /// How many operands it takes.
    public var operandCount: Int {
        switch self {
        case .select, .multiplyAdd: 3
        case .add, .subtract, .multiply, .divide, .minimum, .maximum, .power, .greater, .greaterOrEqual, .equal,
            .rectifierGate: 2
        default: 1
        }
    }

    /// Costs about as much as reading its operands from memory again would: worth computing twice.
    public var isCheap: Bool {
        switch self {
        case .copy, .negate, .square, .absolute, .sign, .floor, .leakyRectifier, .add, .subtract, .multiply, .minimum,
            .maximum, .greater, .greaterOrEqual, .equal, .rectifierGate, .select, .multiplyAdd: true
        default: false
        }
    }
}

/// How a fused loop folds elements that share a place in its result.
public enum TileReduction: UInt8, Sendable {
    case sum, maximum

    var start: Float { self == .sum ? 0 : -.infinity }
}
