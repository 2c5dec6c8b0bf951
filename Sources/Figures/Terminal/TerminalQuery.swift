#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The only part of this module that talks to the terminal.
public enum TerminalQuery {
    /// Asks the terminal what it is. A sentinel question follows, which all terminals answer, so that silence ends soon;
    /// where even that stays unanswered the wait ends after 100 ms. The terminal's settings are put back in any case.
    ///
    /// Nil when there is no terminal or it does not answer.
    public static func ask(milliseconds limit: Int = 100) -> TerminalReplies? {
        let terminal = open("/dev/tty", O_RDWR | O_NOCTTY)
        guard terminal >= 0 else { return nil }
        defer { close(terminal) }
        // A process in the background would be stopped by touching the settings.
        guard tcgetpgrp(terminal) == getpgrp() else { return nil }
        var before = termios()
        guard tcgetattr(terminal, &before) == 0 else { return nil }
        var quiet = before
        quiet.c_lflag &= ~tcflag_t(ICANON | ECHO)
        guard tcsetattr(terminal, TCSAFLUSH, &quiet) == 0 else { return nil }
        // TCSAFLUSH also drops an answer that comes too late to be of use.
        defer { tcsetattr(terminal, TCSAFLUSH, &before) }

        let question = Array("\u{1B}[c\u{1B}[5n".utf8)
        guard write(terminal, question, question.count) == question.count else { return nil }
        var answer: [UInt8] = []
        let deadline = now() + limit
        while !answer.containsSequence(TerminalReplies.sentinelAnswer), answer.count < 4096 {
            let left = deadline - now()
            var descriptor = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
            guard left > 0, poll(&descriptor, 1, Int32(left)) > 0 else { break }
            var chunk = [UInt8](repeating: 0, count: 256)
            let count = read(terminal, &chunk, chunk.count)
            guard count > 0 else { break }
            answer.append(contentsOf: chunk.prefix(count))
        }
        return TerminalReplies(parsing: answer)
    }

    /// The size of the terminal behind a file descriptor, in characters and, where it tells, a character's pixels.
    public static func size(of descriptor: Int32 = 1) -> (columns: Int, rows: Int, cellWidth: Int?, cellHeight: Int?)? {
        var size = winsize()
        #if canImport(Darwin)
            let request: UInt = 0x4008_7468  // TIOCGWINSZ, a macro that Swift cannot import there
        #else
            let request = UInt(TIOCGWINSZ)
        #endif
        guard ioctl(descriptor, request, &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return nil }
        let width = Int(size.ws_xpixel) / Int(size.ws_col)
        let height = Int(size.ws_ypixel) / Int(size.ws_row)
        return (Int(size.ws_col), Int(size.ws_row), width > 0 ? width : nil, height > 0 ? height : nil)
    }

    private static func now() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000
    }
}

extension Terminal {
    /// The terminal of the standard output, with the reason for its graphics mode.
    ///
    /// `mayAsk` allows the question to the terminal, which costs up to 100 ms and must not run while somebody else
    /// reads the keyboard; it is left out where the environment decides alone.
    public static func detect(
        environment: [String: String], override: GraphicsMode? = nil, mayAsk: Bool = false
    ) -> (terminal: Terminal, reason: String) {
        let isTerminal = isatty(1) == 1
        var choice = detectGraphicsMode(environment: environment, isTerminal: isTerminal, override: override)
        if choice.mode == .blocks || choice.mode == .ascii, mayAsk, isTerminal, override == nil,
            GraphicsMode(rawValue: environment["GAN_GRAPHICS"]?.lowercased() ?? "") == nil,
            environment["TERM"] != "dumb"
        {
            choice = detectGraphicsMode(
                environment: environment, isTerminal: isTerminal, replies: TerminalQuery.ask())
        }
        let size = TerminalQuery.size()
        let terminal = Terminal(
            mode: choice.mode, columns: size?.columns ?? 80, rows: size?.rows ?? 24,
            color: detectColorDepth(environment: environment, isTerminal: isTerminal), cellWidth: size?.cellWidth,
            cellHeight: size?.cellHeight, isMultiplexed: isInsideMultiplexer(environment))
        return (terminal, choice.reason)
    }
}

extension [UInt8] {
    fileprivate func containsSequence(_ part: [UInt8]) -> Bool {
        guard count >= part.count else { return false }
        return (0...(count - part.count)).contains { self[$0...].starts(with: part) }
    }
}
