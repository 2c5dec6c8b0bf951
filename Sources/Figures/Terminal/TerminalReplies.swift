/// What a terminal answers to "device attributes, please" (DA1, `ESC [ c`).
public struct TerminalReplies: Sendable, Hashable {
    /// The numbers of `ESC [ ? 62 ; 4 ; … c`.
    public var deviceAttributes: [Int]

    public init(deviceAttributes: [Int]) { self.deviceAttributes = deviceAttributes }

    /// Attribute 4 means sixels. The first number is the class of the terminal and says nothing of the kind.
    public var hasSixel: Bool { deviceAttributes.dropFirst().contains(4) }

    /// Finds the answer among bytes from the terminal; nil when there is none.
    public init?(parsing bytes: [UInt8]) {
        let opening = Array("\u{1B}[?".utf8)
        var search = bytes[...]
        while let start = search.firstIndex(of: 0x1B) {
            let rest = search[start...]
            search = search[(start + 1)...]
            guard rest.starts(with: opening) else { continue }
            let body = rest.dropFirst(opening.count).prefix { $0 == UInt8(ascii: ";") || (0x30...0x39).contains($0) }
            guard rest.dropFirst(opening.count + body.count).first == UInt8(ascii: "c") else { continue }
            deviceAttributes = String(decoding: body, as: UTF8.self).split(separator: ";").compactMap { Int($0) }
            return
        }
        return nil
    }

    /// The answer to the sentinel, "how are you?" (`ESC [ 5 n`): whatever has not come before it will not come.
    static let sentinelAnswer = Array("\u{1B}[0n".utf8)
}
