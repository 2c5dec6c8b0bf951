import Foundation

/// The terminal's own settings while single keys are read: no line is waited for, no key is echoed; Ctrl-C and Ctrl-Z stay
/// signals.
///
/// Whatever ends or stops the program puts the settings back first. Signal handlers may touch nothing but plain memory and a few
/// system calls, `tcsetattr`, `poll` and `write` among them (POSIX.1-2017, 2.4.3), so the state is allocated once and never given back.
enum KeyboardMode {
    private nonisolated(unsafe) static let before = {
        let place = UnsafeMutablePointer<termios>.allocate(capacity: 1)
        place.initialize(to: termios())
        return place
    }()
    private nonisolated(unsafe) static let isSet = flag()
    private nonisolated(unsafe) static let hasReturned = flag()
    private nonisolated(unsafe) static var earlier: [(signal: Int32, action: sigaction)] = []

    private static func flag() -> UnsafeMutablePointer<Bool> {
        let place = UnsafeMutablePointer<Bool>.allocate(capacity: 1)
        place.initialize(to: false)
        return place
    }

    static var isOn: Bool { isSet.pointee }

    /// Whether the program was stopped and goes on, since this was asked last.
    static func takeReturn() -> Bool {
        defer { hasReturned.pointee = false }
        return hasReturned.pointee
    }

    /// A program in the background would be stopped by reading keys or by touching the settings.
    static var isInForeground: Bool { tcgetpgrp(0) == getpgrp() }

    /// Makes what signal handlers touch; before the first of them is set.
    static func prepare() { _ = (before, isSet, hasReturned) }

    private static let atExit = atexit { KeyboardMode.restore() }

    /// What ends the program from outside, or when it stumbles over a mistake of its own.
    private static let endings = [SIGTERM, SIGHUP, SIGQUIT, SIGABRT, SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE]

    /// From here on signals put the settings back; `end` takes that away.
    static func begin() {
        SignalBell.hang()
        hasReturned.pointee = false
        _ = atExit
        listen(endings) { signal in
            KeyboardMode.endLine()
            KeyboardMode.restore()
            // It comes again when this handler has returned, and does what it does to any program.
            Foundation.signal(signal, SIG_DFL)
            raise(signal)
        }
        listen([SIGTSTP]) { _ in KeyboardMode.stop() }
        listen([SIGCONT]) { _ in
            KeyboardMode.hasReturned.pointee = true
            SignalBell.ring()
        }
        listen([SIGWINCH]) { _ in SignalBell.ring() }
    }

    static func end() {
        leave()
        for (signal, action) in earlier {
            var action = action
            sigaction(signal, &action, nil)
        }
        earlier = []
    }

    /// Single keys from here on; false where there is no terminal.
    static func enter() -> Bool {
        guard tcgetattr(0, before) == 0 else { return false }
        var keys = before.pointee
        keys.c_lflag &= ~tcflag_t(ICANON | ECHO)
        withUnsafeMutableBytes(of: &keys.c_cc) { places in
            // Reading takes what is there.
            places[Int(VMIN)] = 0
            places[Int(VTIME)] = 0
        }
        isSet.pointee = true
        // What was typed in the meantime stays.
        guard tcsetattr(0, TCSANOW, &keys) == 0 else {
            isSet.pointee = false
            return false
        }
        return true
    }

    /// Lines again.
    static func leave() { restore() }

    /// For signal handlers and exits.
    static func restore() {
        guard isSet.pointee else { return }
        isSet.pointee = false
        tcsetattr(0, TCSANOW, before)
    }

    /// While single keys are read, the line that names them is the last on the screen: what the shell says next must not stand behind it.
    private static func endLine() {
        guard isSet.pointee else { return }
        // A terminal that takes nothing must not hold up the end.
        var place = pollfd(fd: 2, events: Int16(POLLOUT), revents: 0)
        guard poll(&place, 1, 0) > 0 else { return }
        var lineEnd: UInt8 = 10
        _ = write(2, &lineEnd, 1)
    }

    /// Ctrl-Z: the terminal as the shell wants it, and a stop until the shell lets the program go on.
    private static func stop() {
        let code = errno
        restore()
        hasReturned.pointee = true
        var (action, handler) = (sigaction(), sigaction())
        sigaction(SIGTSTP, nil, &handler)
        sigemptyset(&action.sa_mask)
        sigaction(SIGTSTP, &action, nil)
        var (stops, earlier) = (sigset_t(), sigset_t())
        sigemptyset(&stops)
        sigaddset(&stops, SIGTSTP)
        raise(SIGTSTP)
        pthread_sigmask(SIG_UNBLOCK, &stops, &earlier)
        // Here it stands still until the shell's `fg`.
        pthread_sigmask(SIG_SETMASK, &earlier, nil)
        sigaction(SIGTSTP, &handler, nil)
        SignalBell.ring()
        errno = code
    }

    /// Sets a handler, unless whoever started the program switched the signal off.
    private static func listen(_ signals: [Int32], _ handler: @escaping @convention(c) (Int32) -> Void) {
        for number in signals {
            var before = sigaction()
            sigaction(number, nil, &before)
            guard !Suspension.isIgnored(before) else { continue }
            earlier.append((number, before))
            handle(number, by: handler)
        }
    }
}
