// Functions of one float, written without branches so that loops over them become vector code. Errors are in units in the
// last place of the result, and tested against double precision over all that a float can be. Results below the normal
// range may be 0, and arguments below it may be taken as 0; not-a-number gives not-a-number.

/// eˣ = 2ⁿ eʳ with n = round(x / ln 2) and |r| ≤ ln 2 / 2; eʳ by its Taylor polynomial of degree 7.
///
/// The factor 2ⁿ is added to the exponent of eʳ: as a number of its own it would be infinite for n = 128, while eˣ up to
/// x = 88.7228 is not. Error at most 2 units; 0 where eˣ is below the normal range.
@inline(__always)
func exponential(_ x: Float) -> Float {
    let (turns, power) = reducedExponential(min(max(x, -87.5), 88.8))
    let value = Float(bitPattern: (1 + power).bitPattern &+ turns << 23)
    // The last floats whose powers are finite and normal.
    let bounded = x > 88.722_83 ? Float.infinity : (x < -87.336_544 ? 0 : value)
    return x == x ? bounded : x
}

/// n in the low bits and eʳ − 1, for x = n ln 2 + r. With the 1 apart, eˣ − 1 keeps its small values. |x| < 89.
@inline(__always)
private func reducedExponential(_ x: Float) -> (turns: UInt32, power: Float) {
    // Adding 1.5 · 2²³ rounds to a whole number and leaves it in the low bits.
    let rounder: Float = 12_582_912
    let shifted = Float(0).addingProduct(x, 1.442_695_04) + rounder
    let n = shifted - rounder
    // ln 2 in two parts: the first has few bits, so that n · part is exact.
    let r = x.addingProduct(n, -0.693_145_752).addingProduct(n, -1.428_606_82e-6)
    var tail: Float = 1.0 / 5040
    tail = Float(1.0 / 720).addingProduct(tail, r)
    tail = Float(1.0 / 120).addingProduct(tail, r)
    tail = Float(1.0 / 24).addingProduct(tail, r)
    tail = Float(1.0 / 6).addingProduct(tail, r)
    tail = Float(0.5).addingProduct(tail, r)
    return (shifted.bitPattern, r.addingProduct(tail * r, r))
}

/// ln x: x = 2ᵏ m with m in [√½, √2), ln m = 2 artanh(s) with s = (m − 1) / (m + 1). Error at most 2 units; −∞ at 0, not
/// a number below.
@inline(__always)
func logarithm(_ x: Float) -> Float {
    // Subnormal numbers are scaled up first.
    let isTiny = x < Float.leastNormalMagnitude
    let bits = (isTiny ? x * 8_388_608 : x).bitPattern
    let offset = bits &- 0x3F35_04F3  // √½
    let k = Float(Int32(bitPattern: offset) >> 23) - (isTiny ? 23 : 0)
    let m = Float(bitPattern: (offset & 0x007F_FFFF) &+ 0x3F35_04F3)
    let value = (k * 1.428_606_82e-6 + logarithmOfMantissa(m)).addingProduct(k, 0.693_145_752)
    let bounded = x == 0 ? -Float.infinity : (x == .infinity ? x : value)
    return x >= 0 ? bounded : .nan
}

@inline(__always)
private func logarithmOfMantissa(_ m: Float) -> Float {
    let f = m - 1
    let s = f / (2 + f)
    let z = s * s
    var tail: Float = 2.0 / 11
    tail = Float(2.0 / 9).addingProduct(tail, z)
    tail = Float(2.0 / 7).addingProduct(tail, z)
    tail = Float(2.0 / 5).addingProduct(tail, z)
    tail = Float(2.0 / 3).addingProduct(tail, z)
    // 2 s = f − s f keeps the leading term exact.
    return f - s * (f - z * tail)
}

/// tanh x = e / (e + 2) with e = e²ˣ − 1, on |x|. Error at most 4 units.
@inline(__always)
func hyperbolicTangent(_ x: Float) -> Float {
    let e = exponentialMinusOne(2 * min(abs(x), 10))
    let value = e / (e + 2)
    let signed = Float(bitPattern: value.bitPattern | (x.bitPattern & 0x8000_0000))
    return x == x ? signed : x
}

/// eˣ − 1, which keeps its small values, for x up to 80; above, that of 80. Error at most 4 units.
@inline(__always)
func exponentialMinusOne(_ x: Float) -> Float {
    let (turns, power) = reducedExponential(min(max(x, -80), 80))
    let scale = Float(bitPattern: (turns &+ 127) << 23)
    return (scale - 1).addingProduct(scale, power)
}

/// 1 / (1 + e⁻ˣ). Error at most 4 units.
@inline(__always)
func logistic(_ x: Float) -> Float { 1 / (1 + exponential(-x)) }

/// ln(1 + eˣ) = max(x, 0) + ln(1 + u) with u = e^−|x|; what 1 + u loses by rounding is added back, divided by it.
/// Error at most 4 units.
@inline(__always)
func softplus(_ x: Float) -> Float {
    let u = exponential(-abs(x))
    let w = 1 + u
    return max(x, 0) + (logarithm(w) + (u - (w - 1)) / w)
}

/// The largest |x| for which `sine` holds what it says.
let largestFastAngle: Float = 5000

/// sin x (`quadrant` 0) or cos x (`quadrant` 1): the nearest multiple of π/2 is taken out in three parts, then Taylor
/// polynomials of degree 9 and 8 on |r| ≤ π/4. |x| ≤ `largestFastAngle`; error at most 2e-7
/// and a unit.
@inline(__always)
func sine(_ x: Float, quadrant: UInt32) -> Float {
    let rounder: Float = 12_582_912
    let shifted = Float(0).addingProduct(x, 0.636_619_772) + rounder
    let n = shifted - rounder
    let r = x.addingProduct(n, -1.570_312_5).addingProduct(n, -4.837_512_97e-4).addingProduct(n, -7.549_789_95e-8)
    let z = r * r
    var odd: Float = 1.0 / 362_880
    odd = Float(-1.0 / 5040).addingProduct(odd, z)
    odd = Float(1.0 / 120).addingProduct(odd, z)
    odd = Float(-1.0 / 6).addingProduct(odd, z)
    let sin = r.addingProduct(odd * z, r)
    var even: Float = 1.0 / 40_320
    even = Float(-1.0 / 720).addingProduct(even, z)
    even = Float(1.0 / 24).addingProduct(even, z)
    even = Float(-0.5).addingProduct(even, z)
    let cos = Float(1).addingProduct(even, z)
    let turn = shifted.bitPattern &+ quadrant
    let value = turn & 1 == 0 ? sin : cos
    return Float(bitPattern: value.bitPattern ^ ((turn & 2) << 30))
}
