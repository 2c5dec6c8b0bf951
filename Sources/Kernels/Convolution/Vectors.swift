// Loops over channels in whole vectors of 16.

typealias Addresses = UnsafeMutablePointer<UnsafeMutablePointer<Float>>
typealias Vector = SIMD16<Float>

@inline(__always)
func forEachVector(_ count: Int, _ body: (Int) -> Void) {
    var c = 0
    while c < count {
        body(c)
        c &+= 16
    }
}

@inline(__always)
func load(_ from: UnsafeMutablePointer<Float>, _ c: Int) -> Vector {
    UnsafeRawPointer(from + c).loadUnaligned(as: Vector.self)
}

@inline(__always)
func store(_ value: Vector, _ to: UnsafeMutablePointer<Float>, _ c: Int) {
    UnsafeMutableRawPointer(to + c).storeBytes(of: value, as: Vector.self)
}

@inline(__always)
func add(_ value: Vector, _ to: UnsafeMutablePointer<Float>, _ c: Int) {
    store(load(to, c) + value, to, c)
}
