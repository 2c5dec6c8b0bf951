/// Σ a[i]·b[i], summed in 64 interleaved parts and then pairwise.
///
/// The compiler may not reorder a floating-point sum, so a plain loop would wait for each addition in turn; separate partial sums
/// are what makes it vector code. They also lose less precision than one long sum.
@inline(__always)
func dotProduct(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, count: Int) -> Float {
    let rawA = UnsafeRawPointer(a)
    let rawB = UnsafeRawPointer(b)
    var sum0 = SIMD16<Float>(repeating: 0)
    var sum1 = sum0
    var sum2 = sum0
    var sum3 = sum0
    var index = 0
    while index &+ 64 <= count {
        let offset = index &* 4
        sum0 += load(rawA, offset) * load(rawB, offset)
        sum1 += load(rawA, offset &+ 64) * load(rawB, offset &+ 64)
        sum2 += load(rawA, offset &+ 128) * load(rawB, offset &+ 128)
        sum3 += load(rawA, offset &+ 192) * load(rawB, offset &+ 192)
        index &+= 64
    }
    while index &+ 16 <= count {
        sum0 += load(rawA, index &* 4) * load(rawB, index &* 4)
        index &+= 16
    }
    let sixteen = (sum0 + sum1) + (sum2 + sum3)
    let eight = sixteen.lowHalf + sixteen.highHalf
    let four = eight.lowHalf + eight.highHalf
    let two = four.lowHalf + four.highHalf
    var sum = two.x + two.y
    while index < count {
        sum = sum.addingProduct(a[index], b[index])
        index &+= 1
    }
    return sum
}

@inline(__always)
private func load(_ from: UnsafeRawPointer, _ offset: Int) -> SIMD16<Float> {
    from.loadUnaligned(fromByteOffset: offset, as: SIMD16<Float>.self)
}
