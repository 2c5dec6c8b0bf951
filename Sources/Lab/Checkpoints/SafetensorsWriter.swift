extension Safetensors {
    /// The file's bytes. The header is padded with spaces to a multiple of 8 bytes, so that the arrays stay aligned.
    ///
    /// Names must differ and shapes fit their values: both are ours to keep, never a learner's.
    public func encoded() -> [UInt8] {
        var fields: [String] = []
        if !metadata.isEmpty {
            let pairs = metadata.sorted { $0.key < $1.key }
                .map { JSONValue.literal($0.key) + ":" + JSONValue.literal($0.value) }
            fields.append("\"\(Self.metadataName)\":{\(pairs.joined(separator: ","))}")
        }
        var names: Set<String> = [Self.metadataName]
        var offset = 0
        // Wider numbers first, so that each array lies at a multiple of its own width, as other readers expect.
        let ordered = ElementType.allCases.reversed().flatMap { type in entries.filter { $0.type == type } }
        for entry in ordered {
            precondition(names.insert(entry.name).inserted, "the array `\(entry.name)` is saved twice")
            precondition(entry.shape.reduce(1, *) == entry.values.count, "the array `\(entry.name)` does not fit its shape")
            let end = offset + entry.type.byteCount * entry.values.count
            let shape = entry.shape.map(String.init).joined(separator: ",")
            fields.append(
                "\(JSONValue.literal(entry.name)):"
                    + "{\"dtype\":\"\(entry.type.rawValue)\",\"shape\":[\(shape)],\"data_offsets\":[\(offset),\(end)]}")
            offset = end
        }
        var header = Array("{\(fields.joined(separator: ","))}".utf8)
        header += Array(repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)

        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 + header.count + offset)
        withUnsafeBytes(of: UInt64(header.count).littleEndian) { bytes += $0 }
        bytes += header
        for entry in ordered {
            switch entry.type {
            case .float32: entry.values.withUnsafeBytes { bytes += $0 }
            case .int64:
                for value in entry.values { withUnsafeBytes(of: Int64(value).littleEndian) { bytes += $0 } }
            }
        }
        return bytes
    }
}
