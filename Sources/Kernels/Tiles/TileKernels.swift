#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// One step of a fused loop over a tile: result[i] = function(a[i], b[i], c[i]).
/// `result` overlaps no operand: the vector loops check, and fall back to one element at a time.
@inline(never)
func applyTile(
    _ function: TileFunction, _ p: Float, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>,
    _ c: UnsafePointer<Float>, _ result: UnsafeMutablePointer<Float>, _ count: Int
) {
    switch function {
    case .copy: result.update(from: a, count: count)
    case .negate: each(count) { result[$0] = -a[$0] }
    case .square: each(count) { result[$0] = a[$0] * a[$0] }
    case .squareRoot: each(count) { result[$0] = a[$0].squareRoot() }
    case .reciprocalSquareRoot: each(count) { result[$0] = 1 / a[$0].squareRoot() }
    case .reciprocal: each(count) { result[$0] = 1 / a[$0] }
    case .exponential: each(count) { result[$0] = exponential(a[$0]) }
    case .logarithm: each(count) { result[$0] = logarithm(a[$0]) }
    case .tanh: each(count) { result[$0] = hyperbolicTangent(a[$0]) }
    case .sigmoid: each(count) { result[$0] = logistic(a[$0]) }
    case .softplus: each(count) { result[$0] = softplus(a[$0]) }
    case .absolute: each(count) { result[$0] = abs(a[$0]) }
    case .sign: each(count) { result[$0] = a[$0] > 0 ? 1 : (a[$0] < 0 ? -1 : a[$0]) }
    case .floor: each(count) { result[$0] = a[$0].rounded(.down) }
    case .sine: wave(a, result, count, quadrant: 0, beyond: sinf)
    case .cosine: wave(a, result, count, quadrant: 1, beyond: cosf)
    case .constantPower: each(count) { result[$0] = powf(a[$0], p) }
    // For slope 0 without the product, which is not a number where a is −∞. Not-a-number stays one.
    case .leakyRectifier where p == 0: each(count) { result[$0] = chosen(a[$0] <= 0, 0, a[$0]) }
    case .leakyRectifier: each(count) { result[$0] = chosen(a[$0] > 0, a[$0], p * a[$0]) }
    case .exponentialLinear: each(count) { result[$0] = a[$0] > 0 ? a[$0] : p * exponentialMinusOne(a[$0]) }
    case .add: each(count) { result[$0] = a[$0] + b[$0] }
    case .subtract: each(count) { result[$0] = a[$0] - b[$0] }
    case .multiply: each(count) { result[$0] = a[$0] * b[$0] }
    case .divide: each(count) { result[$0] = a[$0] / b[$0] }
    // Not-a-number on either side stays one.
    case .minimum: each(count) { result[$0] = chosen(a[$0] != a[$0], a[$0], chosen(a[$0] <= b[$0], a[$0], b[$0])) }
    case .maximum: each(count) { result[$0] = chosen(a[$0] != a[$0], a[$0], chosen(a[$0] >= b[$0], a[$0], b[$0])) }
    case .power: each(count) { result[$0] = powf(a[$0], b[$0]) }
    case .greater: each(count) { result[$0] = a[$0] > b[$0] ? 1 : 0 }
    case .greaterOrEqual: each(count) { result[$0] = a[$0] >= b[$0] ? 1 : 0 }
    case .equal: each(count) { result[$0] = a[$0] == b[$0] ? 1 : 0 }
    case .rectifierGate where p == 0: each(count) { result[$0] = chosen(a[$0] > 0, b[$0], 0) }
    case .rectifierGate: each(count) { result[$0] = chosen(a[$0] > 0, b[$0], p * b[$0]) }
    case .select: each(count) { result[$0] = chosen(a[$0] != 0, b[$0], c[$0]) }
    case .multiplyAdd: each(count) { result[$0] = c[$0].addingProduct(a[$0], b[$0]) }
    }
}

/// sin or cos of a run: all of it by the vector loop, then the few arguments that are too large for that one by one.
@inline(__always)
private func wave(
    _ a: UnsafePointer<Float>, _ result: UnsafeMutablePointer<Float>, _ count: Int, quadrant: UInt32,
    beyond: (Float) -> Float
) {
    var isWithin = true
    each(count) {
        result[$0] = sine(a[$0], quadrant: quadrant)
        isWithin = isWithin && abs(a[$0]) <= largestFastAngle
    }
    if isWithin { return }
    each(count) { if !(abs(a[$0]) <= largestFastAngle) { result[$0] = beyond(a[$0]) } }
}

/// One of two values that are both at hand: a select, where reading only the chosen one would be a branch.
@inline(__always)
private func chosen(_ condition: Bool, _ yes: Float, _ no: Float) -> Float { condition ? yes : no }

/// A loop that the compiler makes vector code of.
@inline(__always)
func each(_ count: Int, _ body: (Int) -> Void) {
    var index = 0
    while index < count {
        body(index)
        index += 1
    }
}

/// The sum of a run, in sixteen lanes.
@inline(__always)
func sumOf(_ a: UnsafePointer<Float>, _ count: Int) -> Float {
    var lanes = SIMD16<Float>(repeating: 0)
    var index = 0
    while index + 16 <= count {
        lanes += UnsafeRawPointer(a + index).loadUnaligned(as: SIMD16<Float>.self)
        index += 16
    }
    var total = lanes.sum()
    while index < count {
        total += a[index]
        index += 1
    }
    return total
}

/// The largest of a run.
@inline(__always)
func maximumOf(_ a: UnsafePointer<Float>, _ count: Int) -> Float {
    var largest = -Float.infinity
    each(count) { largest = a[$0] > largest || a[$0] != a[$0] ? a[$0] : largest }
    return largest
}
