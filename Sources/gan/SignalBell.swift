import Foundation

/// Wakes whoever waits for keys when a signal has come, whichever thread took it and whatever the waiting one was at.
///
/// A signal that arrives between two waits interrupts neither of them. So each handler writes a byte into a pipe, and the
/// waiting looks at the pipe's other end beside the keyboard.
enum SignalBell {
    private nonisolated(unsafe) static let ends: UnsafeMutablePointer<Int32> = {
        let ends = UnsafeMutablePointer<Int32>.allocate(capacity: 2)
        ends.initialize(repeating: -1, count: 2)
        guard pipe(ends) == 0 else { return ends }
        for end in 0..<2 {
            _ = fcntl(ends[end], F_SETFL, O_NONBLOCK)
            _ = fcntl(ends[end], F_SETFD, FD_CLOEXEC)
        }
        return ends
    }()

    /// Makes the pipe; before the first handler is set.
    static func hang() { _ = ends }

    /// For signal handlers: touches nothing but a system call. A full pipe has rung already.
    static func ring() {
        let before = errno
        var byte: UInt8 = 0
        _ = write(ends[1], &byte, 1)
        errno = before
    }

    /// Waits for a key or a signal; true when there is something to read from the keyboard, false after a signal or when the time
    /// is over, `nil` when waiting failed.
    ///
    /// - Parameters:
    ///   - milliseconds: how long; for ever where it is negative.
    ///   - readsKeys: whether the keyboard is waited for as well.
    static func waitForKey(milliseconds: Int32 = -1, readsKeys: Bool = true) -> Bool? {
        // What is negative is passed over.
        var descriptors = [
            pollfd(fd: readsKeys ? 0 : -1, events: Int16(POLLIN), revents: 0), pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0),
        ]
        let count = poll(&descriptors, 2, milliseconds)
        guard count > 0 else { return count == 0 || errno == EINTR ? false : nil }
        if descriptors[1].revents != 0 {
            silence()
            return false
        }
        return true
    }

    /// Whether something was typed already.
    static var hasInput: Bool {
        var descriptor = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, 0) > 0
    }

    /// Forgets what has rung.
    static func silence() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(ends[0], &bytes, bytes.count) > 0 {}
    }
}
