import Foundation

/// Ctrl-Z while a line is typed: the handler only takes note, as the terminal must be put back before the program stops.
/// At all other times the system's own way holds.
struct Suspension {
    private nonisolated(unsafe) static let pending: UnsafeMutablePointer<Bool> = {
        let pointer = UnsafeMutablePointer<Bool>.allocate(capacity: 1)
        pointer.initialize(to: false)
        return pointer
    }()

    private let before: sigaction

    static var isPending: Bool { pending.pointee }

    /// From here to `end` Ctrl-Z is noted, unless whoever started the program switched it off.
    init() {
        var before = sigaction()
        sigaction(SIGTSTP, nil, &before)
        self.before = before
        Self.pending.pointee = false
        if !Self.isIgnored(before) { Self.listen() }
    }

    func end() {
        var before = before
        sigaction(SIGTSTP, &before, nil)
    }

    /// Stops the program until the shell lets it go on.
    static func stop() {
        pending.pointee = false
        signal(SIGTSTP, SIG_DFL)
        raise(SIGTSTP)
        listen()
    }

    private static func listen() {
        SignalBell.hang()
        signal(SIGTSTP) { _ in
            Suspension.pending.pointee = true
            SignalBell.ring()
        }
    }

    static func isIgnored(_ action: sigaction) -> Bool {
        #if canImport(Darwin)
            let handler = action.__sigaction_u.__sa_handler
        #else
            let handler = action.__sigaction_handler.sa_handler
        #endif
        return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
