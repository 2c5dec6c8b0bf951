import Commands
import Foundation

/// Ctrl-C, counted by the signal handler.
///
/// The handler may touch nothing but plain memory and a few system calls, so the state is two words that are
/// allocated once and never given back.
enum Interruption {
    private nonisolated(unsafe) static let count = word()
    private nonisolated(unsafe) static let lastSecond = word()

    /// A second Ctrl-C within this time ends the program at once.
    private static let patience = 2

    private static func word() -> UnsafeMutablePointer<Int> {
        let pointer = UnsafeMutablePointer<Int>.allocate(capacity: 1)
        pointer.initialize(to: 0)
        return pointer
    }

    static var isPending: Bool { count.pointee > 0 }

    static func clear() {
        SignalBell.silence()
        count.pointee = 0
    }

    /// The session that is told; it lives as long as the program, so the handler needs no counting of references.
    private nonisolated(unsafe) static var session: Unmanaged<GanSession>?

    /// From here on Ctrl-C only tells the session; a step that is stuck ends by pressing it twice.
    static func watch(_ watched: GanSession) {
        session = Unmanaged.passRetained(watched)
        listen()
    }

    /// From here on Ctrl-C sets `isPending`.
    static func listen() {
        clear()
        lastSecond.pointee = 0
        SignalBell.hang()
        KeyboardMode.prepare()
        handle(SIGINT) { _ in Interruption.raise() }
    }

    private static func raise() {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        if count.pointee > 0, Int(now.tv_sec) - lastSecond.pointee <= patience {
            KeyboardMode.restore()
            var lineEnd: UInt8 = 10
            _ = write(2, &lineEnd, 1)
            _exit(ExitStatus.interrupted.rawValue)
        }
        lastSecond.pointee = Int(now.tv_sec)
        count.pointee += 1
        SignalBell.ring()
        session?._withUnsafeGuaranteedRef { $0.isInterrupted = true }
    }
}
