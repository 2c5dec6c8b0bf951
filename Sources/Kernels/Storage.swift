#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A block of single-precision numbers at a fixed address, aligned for the widest vector loads.
///
/// Swift arrays are aligned to 16 bytes and may move; kernels want 64 bytes (one cache line, one AVX-512 register) and an
/// address that stays the same from step to step, because compiled programs remember it.
///
/// The owner decides who may write: the class itself does no locking.
public final class Storage: @unchecked Sendable {
    /// The alignment in bytes.
    public static let alignment = 64

    public let pointer: UnsafeMutablePointer<Float>
    public let count: Int

    /// `count` zeros. An empty storage still has a valid address.
    public init(count: Int) {
        precondition(count >= 0, "a storage holds zero or more numbers")
        // Whole cache lines, so that two storages never share one (two threads writing to a shared line slow each other).
        let bytes = max(1, (count * MemoryLayout<Float>.stride + Self.alignment - 1) / Self.alignment) * Self.alignment
        let raw = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: Self.alignment)
        memset(raw, 0, bytes)
        self.pointer = raw.bindMemory(to: Float.self, capacity: bytes / MemoryLayout<Float>.stride)
        self.count = count
    }

    public convenience init(_ values: [Float]) {
        self.init(count: values.count)
        self.values = values
    }

    deinit { UnsafeMutableRawPointer(pointer).deallocate() }

    /// A copy of all numbers. Setting it keeps the address; the number of values must stay the same.
    public var values: [Float] {
        get { Array(UnsafeBufferPointer(start: pointer, count: count)) }
        set {
            precondition(newValue.count == count, "a storage keeps its size")
            newValue.withUnsafeBufferPointer { source in
                if let base = source.baseAddress { pointer.update(from: base, count: count) }
            }
        }
    }
}
