@testable import Kernels

/// One function over arrays of operands, as a loop computes it.
func apply(_ function: TileFunction, parameter: Float = 0, _ operands: [[Float]]) -> [Float] {
    let sources = operands.map { Storage($0) }
    let target = Storage(count: operands[0].count)
    var loop = Loop(extents: [operands[0].count])
    loop.loads = operands.map { _ in .init(strides: [1]) }
    loop.steps = [.init(function, parameter: parameter, operands: Array(operands.indices))]
    loop.stores = [.init(register: operands.count)]
    LoopKernel(loop, sources: sources.map { UnsafePointer($0.pointer) }, targets: [target.pointer], foldTargets: []).run()
    return target.values
}

/// The same number, also where a thread takes small floats as 0.
func double(_ x: Float) -> Double {
    guard x.isSubnormal else { return Double(x) }
    return Double(x.significandBitPattern) * (x.sign == .minus ? -0x1p-149 : 0x1p-149)
}

/// How far a result is beyond the error allowed, in units in the last place; 0 where it is not.
func excess(_ result: Float, _ exact: Double, ulps: Double, absolute: Double = 0) -> Double {
    if exact.isNaN || result.isNaN { return exact.isNaN && result.isNaN ? 0 : .infinity }
    let rounded = Float(exact)
    if rounded.isInfinite || result.isInfinite {
        if rounded == result { return 0 }
        // On the way to infinity, one rounds a little sooner than the other.
        let other = rounded.isInfinite ? result : rounded
        return abs(other) > .greatestFiniteMagnitude * 0.999_999 && (other < 0) == (exact < 0) ? 0 : .infinity
    }
    if abs(exact) < Double(Float.leastNormalMagnitude), abs(result) <= .leastNormalMagnitude { return 0 }
    // In doubles, since a thread of the pool may take small floats as 0.
    let unit = Double(sign: .plus, exponent: (exact == 0 ? -126 : max(Int(exact.exponent), -126)) - 23, significand: 1)
    return max(0, (abs(Double(result) - exact) - absolute) / unit - ulps)
}
