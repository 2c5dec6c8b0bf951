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
        for entry in entries {
            precondition(names.insert(entry.name).inserted, "the array `\(entry.name)` is saved twice")
            precondition(entry.shape.reduce(1, *) == entry.values.count, "the array `\(entry.name)` does not fit its shape")
            let end = offset + 4 * entry.values.count
            let shape = entry.shape.map(String.init).joined(separator: ",")
            fields.append(
                "\(JSONValue.literal(entry.name)):"
                    + "{\"dtype\":\"F32\",\"shape\":[\(shape)],\"data_offsets\":[\(offset),\(end)]}")
            offset = end
        }
        var header = Array("{\(fields.joined(separator: ","))}".utf8)
        header += Array(repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)

        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 + header.count + offset)
        withUnsafeBytes(of: UInt64(header.count).littleEndian) { bytes += $0 }
        bytes += header
        for entry in entries {
            entry.values.withUnsafeBytes { bytes += $0 }
        }
        return bytes
    }
}
