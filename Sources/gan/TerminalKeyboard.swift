import Commands
import Figures
import Foundation

/// The keyboard of the terminal while a training is watched.
final class TerminalKeyboard: Keyboard {
    /// Called when the program goes on after having been stopped: what it had drawn is gone from its place.
    var didReturn: () -> Void = {}
    private var isOpen = false
    private var keys = KeyReader()
    private var window: (columns: Int, rows: Int)?

    /// So often a program in the background looks whether it has come to the front.
    private static let backgroundWait: Int32 = 300

    func open() -> Bool {
        guard !isOpen, isatty(0) == 1, KeyboardMode.isInForeground, !SignalBell.hasInput else { return false }
        guard KeyboardMode.enter() else { return false }
        // Half a line that was typed ahead shows only now; it is for the prompt as well.
        guard !SignalBell.hasInput else {
            KeyboardMode.leave()
            return false
        }
        KeyboardMode.begin()
        keys = KeyReader()
        window = size
        isOpen = true
        return true
    }

    func close() {
        guard isOpen else { return }
        isOpen = false
        KeyboardMode.end()
    }

    func press(within limit: Duration?) -> KeyPress? {
        guard isOpen else { return nil }
        if let key = keys.next() { return key }
        if KeyboardMode.takeReturn() || !KeyboardMode.isOn {
            guard KeyboardMode.isInForeground else {
                _ = SignalBell.waitForKey(milliseconds: min(Self.milliseconds(limit, atMost: Self.backgroundWait), Self.backgroundWait), readsKeys: false)
                return nil
            }
            if !KeyboardMode.isOn { _ = KeyboardMode.enter() }
            didReturn()
            return .redraw
        }
        switch SignalBell.waitForKey(milliseconds: Self.milliseconds(limit)) {
        case true?:
            var bytes = [UInt8](repeating: 0, count: 64)
            let count = read(0, &bytes, bytes.count)
            // A terminal that is gone presses no key any more.
            guard count > 0 else { return .character("q") }
            keys.add(bytes.prefix(count))
            return keys.next()
        case false?:
            guard size?.columns != window?.columns || size?.rows != window?.rows else { return nil }
            window = size
            return .redraw
        case nil: return .character("q")
        }
    }

    private var size: (columns: Int, rows: Int)? { TerminalQuery.size(of: 1).map { ($0.columns, $0.rows) } }

    private static func milliseconds(_ limit: Duration?, atMost most: Int32 = .max) -> Int32 {
        guard let limit else { return most == .max ? -1 : most }
        return Int32(min(max((limit / .milliseconds(1)).rounded(.up), 0), Double(most)))
    }
}

/// Bytes from a keyboard as keys. Source: ECMA-48, section 5.4 (control sequences); DEC's VT100 for arrows behind `ESC O`.
struct KeyReader {
    private var bytes: [UInt8] = []

    mutating func add(_ more: some Sequence<UInt8>) { bytes += more }

    /// The next whole key; keys that mean nothing here are passed over.
    mutating func next() -> KeyPress? {
        while let first = bytes.first {
            guard first == 0x1B else {
                guard let character = takeCharacter(first) else { return nil }
                return .character(character)
            }
            guard bytes.count > 1, bytes[1] == UInt8(ascii: "[") || bytes[1] == UInt8(ascii: "O") else {
                // The Escape key alone.
                bytes.removeFirst()
                continue
            }
            guard let end = bytes.dropFirst(2).firstIndex(where: { (0x40...0x7E).contains($0) }) else {
                // A sequence may come in two halves; none is as long as this.
                if bytes.count > 32 { bytes = [] }
                return nil
            }
            let final = bytes[end]
            bytes.removeFirst(end + 1)
            if final == UInt8(ascii: "D") { return .left }
            if final == UInt8(ascii: "C") { return .right }
        }
        return nil
    }

    /// A letter, in lower case: who has locked the capitals means the same. `nil` while only its beginning is there.
    private mutating func takeCharacter(_ first: UInt8) -> Character? {
        let length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard bytes.count >= length else { return nil }
        defer { bytes.removeFirst(length) }
        return String(decoding: bytes.prefix(length), as: UTF8.self).lowercased().first
    }
}
