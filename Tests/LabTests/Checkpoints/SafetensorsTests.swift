import Testing

@testable import Lab

@Suite("The safetensors format")
struct SafetensorsTests {
    private let file = Safetensors(
        entries: [
            .init(name: "generator.0.weight", shape: [2, 3], values: [1, -2, 0.5, .pi, 0, 1e-30]),
            .init(name: "empty", shape: [0, 4], values: []),
            .init(name: "scalar", shape: [], values: [7]),
        ],
        metadata: ["recipe": "data ring\n\"quoted\" é", "step": "12"])

    /// A file with this header text and this many bytes of data behind it.
    private func bytes(_ header: String, data: Int = 0, length: UInt64? = nil) -> [UInt8] {
        withUnsafeBytes(of: (length ?? UInt64(header.utf8.count)).littleEndian) { Array($0) }
            + Array(header.utf8) + Array(repeating: 0, count: data)
    }

    @Test("reads back what it wrote")
    func roundTrip() throws {
        let encoded = file.encoded()
        #expect(try Safetensors(decoding: encoded) == file)
        #expect((encoded.count - 28) % 8 == 0, "the arrays start at a multiple of 8 bytes")
    }

    @Test("writes the bytes that the format's description gives")
    func knownBytes() {
        let encoded = Safetensors(entries: [.init(name: "a", shape: [1], values: [1])]).encoded()
        let header = #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#
        #expect(encoded == bytes(header + "  ", length: 56) + [0, 0, 0x80, 0x3F])
    }

    @Test("refuses headers that lie about themselves")
    func headers() {
        let one = #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#
        #expect(throws: SafetensorsError.tooShort(bytes: 0)) { try Safetensors(decoding: []) }
        #expect(throws: SafetensorsError.headerTooLong(.max)) {
            try Safetensors(decoding: bytes(one, data: 4, length: .max))
        }
        #expect(throws: SafetensorsError.headerBeyondEnd(length: 1000, available: 58)) {
            try Safetensors(decoding: bytes(one, data: 4, length: 1000))
        }
        #expect(throws: SafetensorsError.self) { try Safetensors(decoding: bytes(" " + one, data: 4)) }
        #expect(throws: SafetensorsError.self) { try Safetensors(decoding: bytes("")) }
        #expect(throws: SafetensorsError.self) { try Safetensors(decoding: bytes("[]")) }
        #expect(throws: Never.self) { try Safetensors(decoding: bytes(one + "   ", data: 4)) }
    }

    @Test("names the array that overlaps, leaves a hole or leaves bytes over")
    func cover() {
        func two(_ first: String, _ second: String, data: Int) throws {
            _ = try Safetensors(
                decoding: bytes(
                    "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":\(first)},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":\(second)}}", data: data))
        }
        #expect(throws: Never.self) { try two("[4,8]", "[0,4]", data: 8) }
        #expect(throws: SafetensorsError.overlap(name: "b", from: 2)) { try two("[0,4]", "[2,6]", data: 8) }
        #expect(throws: SafetensorsError.hole(before: "b", from: 4, to: 8)) { try two("[0,4]", "[8,12]", data: 12) }
        #expect(throws: SafetensorsError.hole(before: nil, from: 8, to: 9)) { try two("[0,4]", "[4,8]", data: 9) }
        #expect(throws: SafetensorsError.entry(name: "b", message: "ends at byte 8 of 7")) {
            try two("[0,4]", "[4,8]", data: 7)
        }
    }

    @Test(
        "refuses arrays that contradict themselves",
        arguments: [
            #"{"a":{"dtype":"F16","shape":[1],"data_offsets":[0,4]}}"#,
            #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#,
            #"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#,
            #"{"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}"#,
            #"{"a":{"dtype":"F32","shape":[9223372036854775807,9],"data_offsets":[0,4]}}"#,
            #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#,
            #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,18446744073709551615]}}"#,
            #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}"#,
            #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"extra":1}}"#,
            #"{"a":{"shape":[1],"data_offsets":[0,4]}}"#,
            #"{"a":1}"#,
            #"{"__metadata__":{"step":1},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
            #"{"__metadata__":[],"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
            #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
        ])
    func entries(_ header: String) {
        #expect(throws: SafetensorsError.self) { try Safetensors(decoding: bytes(header, data: 4)) }
    }

    @Test("never traps on damaged files: every truncation is refused, every changed byte is read or refused")
    func damage() {
        let encoded = file.encoded()
        for count in 0..<encoded.count {
            #expect(throws: SafetensorsError.self) { try Safetensors(decoding: Array(encoded[..<count])) }
        }
        var refused = 0
        for index in encoded.indices {
            for value in [0, 0x20, 0x22, 0x2C, 0x39, 0x5D, 0x7B, 0x80, 0xC0, 0xFF] as [UInt8] {
                var damaged = encoded
                damaged[index] = value
                if (try? Safetensors(decoding: damaged)) == nil { refused += 1 }
            }
        }
        #expect(refused > encoded.count, "most changes inside the header break it")
    }
}
