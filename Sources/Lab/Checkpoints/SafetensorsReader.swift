extension Safetensors {
    /// Reads a file's bytes; throws for anything the format forbids, whatever the bytes are.
    public init(decoding bytes: [UInt8]) throws(SafetensorsError) {
        guard bytes.count >= 8 else { throw .tooShort(bytes: bytes.count) }
        let length = bytes.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
        guard length <= Self.longestHeader else { throw .headerTooLong(length) }
        guard length <= UInt64(bytes.count - 8) else {
            throw .headerBeyondEnd(length: length, available: bytes.count - 8)
        }
        let start = 8 + Int(length)
        guard length > 0, bytes[8] == UInt8(ascii: "{") else { throw .header(message: "expected `{` first", byte: 0) }
        let header: JSONValue
        do {
            header = try JSONScanner.read(Array(bytes[8..<start]))
        } catch {
            throw .header(message: error.message, byte: error.offset)
        }
        guard case .object(let members) = header else { throw .header(message: "expected an object", byte: 0) }

        var metadata: [String: String] = [:]
        var places: [Place] = []
        for member in members {
            if member.name == Self.metadataName {
                metadata = try Self.readMetadata(member.value)
            } else {
                places.append(try Place(name: member.name, description: member.value))
            }
        }
        try Self.checkCover(places, of: bytes.count - start)
        self.metadata = metadata
        entries = places.map { place in
            Entry(
                name: place.name, shape: place.shape, type: place.type,
                values: Self.numbers(place.type, in: bytes, from: start + place.begin, to: start + place.end))
        }
    }

    private static func readMetadata(_ value: JSONValue) throws(SafetensorsError) -> [String: String] {
        guard case .object(let members) = value else {
            throw .entry(name: metadataName, message: "expected an object of texts")
        }
        var metadata: [String: String] = [:]
        for member in members {
            guard case .string(let text) = member.value else {
                throw .entry(name: metadataName, message: "expected a text for `\(member.name)`")
            }
            metadata[member.name] = text
        }
        return metadata
    }

    /// The arrays must lie one behind the other and fill the whole file.
    private static func checkCover(_ places: [Place], of count: Int) throws(SafetensorsError) {
        var reached = 0
        for place in places.sorted(by: { ($0.begin, $0.end) < ($1.begin, $1.end) }) {
            guard place.begin >= reached else { throw .overlap(name: place.name, from: place.begin) }
            guard place.begin == reached else { throw .hole(before: place.name, from: reached, to: place.begin) }
            guard place.end <= count else {
                throw .entry(name: place.name, message: "ends at byte \(place.end) of \(count)")
            }
            reached = place.end
        }
        guard reached == count else { throw .hole(before: nil, from: reached, to: count) }
    }

    private static func numbers(_ type: ElementType, in bytes: [UInt8], from start: Int, to end: Int) -> [Float] {
        bytes.withUnsafeBytes { raw in
            stride(from: start, to: end, by: type.byteCount).map { offset in
                switch type {
                case .float32:
                    Float(bitPattern: UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
                case .int64:
                    Float(Int64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: Int64.self)))
                }
            }
        }
    }

    /// One array's description in the header, already checked against itself.
    private struct Place {
        var name: String
        var shape: [Int] = []
        var type = ElementType.float32
        var begin = 0
        var end = 0

        init(name: String, description: JSONValue) throws(SafetensorsError) {
            self.name = name
            guard case .object(let members) = description else {
                throw .entry(name: name, message: "expected `dtype`, `shape` and `data_offsets`")
            }
            var seen: Set<String> = []
            var offsets: [Int] = []
            for member in members {
                seen.insert(member.name)
                switch (member.name, member.value) {
                case ("dtype", .string(let word)):
                    guard let known = ElementType(rawValue: word) else {
                        let types = ElementType.allCases.map(\.rawValue).joined(separator: " or ")
                        throw .entry(name: name, message: "expected numbers of type \(types), found \(word)")
                    }
                    type = known
                case ("shape", .array(let values)): shape = try Self.naturals(values, of: name, what: "shape")
                case ("data_offsets", .array(let values)):
                    offsets = try Self.naturals(values, of: name, what: "data_offsets")
                case ("dtype", _), ("shape", _), ("data_offsets", _):
                    throw .entry(name: name, message: "`\(member.name)` has the wrong type")
                default: throw .entry(name: name, message: "unknown field `\(member.name)`")
                }
            }
            guard seen.count == 3 else {
                throw .entry(name: name, message: "expected `dtype`, `shape` and `data_offsets`")
            }
            guard offsets.count == 2, offsets[0] <= offsets[1] else {
                throw .entry(name: name, message: "`data_offsets` must be a begin and an end after it")
            }
            (begin, end) = (offsets[0], offsets[1])
            var size = type.byteCount
            for extent in shape {
                let (product, overflow) = size.multipliedReportingOverflow(by: extent)
                guard !overflow else { throw .entry(name: name, message: "its shape is too large") }
                size = product
            }
            guard end - begin == size else {
                throw .entry(name: name, message: "its shape needs \(size) bytes, its offsets span \(end - begin)")
            }
        }

        private static func naturals(
            _ values: [JSONValue], of name: String, what: String
        ) throws(SafetensorsError) -> [Int] {
            var result: [Int] = []
            for value in values {
                guard case .natural(let natural) = value, let number = Int(exactly: natural) else {
                    throw .entry(name: name, message: "`\(what)` must hold whole numbers from 0 up")
                }
                result.append(number)
            }
            return result
        }
    }
}
