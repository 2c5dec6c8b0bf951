import Testing

@testable import Kernels

@Suite struct StorageTests {
    @Test func aNewStorageIsZeroedAndAlignedToCacheLines() {
        for count in [0, 1, 15, 16, 17, 1000] {
            let storage = Storage(count: count)
            #expect(storage.values == [Float](repeating: 0, count: count))
            #expect(UInt(bitPattern: storage.pointer) % 64 == 0)
        }
    }

    @Test func settingValuesKeepsTheAddress() {
        let storage = Storage([1, 2, 3])
        let address = storage.pointer
        storage.values = [4, 5, 6]
        #expect(storage.values == [4, 5, 6])
        #expect(storage.pointer == address)
    }
}
