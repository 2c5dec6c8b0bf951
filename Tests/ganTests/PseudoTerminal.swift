import Foundation

/// The built program in a terminal of its own, as a person has it before them.
final class PseudoTerminal {
    /// What the program has shown so far, escape sequences and all.
    private(set) var shown = ""
    private let side: Int32
    private let process: pid_t
    private var bytes: [UInt8] = []

    /// Beside the test bundle, where the build puts it.
    static let program: URL? = {
        let here = Bundle.allBundles.map(\.bundleURL).filter { $0.pathExtension == "xctest" }.map { $0.deletingLastPathComponent() }
        let started = CommandLine.arguments.first.map { [URL(fileURLWithPath: $0).deletingLastPathComponent()] } ?? []
        return (here + [Bundle.main.bundleURL] + started).map { $0.appendingPathComponent("gan") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }()

    /// Starts the program with settings and history of nobody, in a folder of its own.
    init?(
        _ arguments: [String], columns: UInt16 = 80, rows: UInt16 = 24, terminal: String = "xterm", graphics: String = "none", in folder: URL
    ) {
        guard let program = Self.program else { return nil }
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        var (near, far): (Int32, Int32) = (-1, -1)
        var name = [CChar](repeating: 0, count: 1024)
        guard openpty(&near, &far, &name, nil, &size) == 0 else { return nil }
        side = near
        // Another program that a test starts at the same time must not hold this terminal open.
        for descriptor in [near, far] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(near, F_SETFL, O_NONBLOCK)
        // With the last one who has it open, the terminal's far side tells that the program ended.
        defer { close(far) }

        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        // The leader of a new session that opens a terminal has it for its own: Ctrl-C then reaches it as a signal.
        // The threads of tests take no signals, and their children would take none either.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Self.newSession | Int16(POSIX_SPAWN_SETSIGMASK))
        for descriptor: Int32 in 0...2 { posix_spawn_file_actions_addopen(&actions, descriptor, name, O_RDWR, 0) }
        for descriptor in [near, far] { posix_spawn_file_actions_addclose(&actions, descriptor) }
        let environment = [
            "TERM=\(terminal)", "HOME=\(folder.path)", "PATH=/usr/bin:/bin", "OMP_NUM_THREADS=1", "LANG=C.UTF-8",
            "GAN_GRAPHICS=\(graphics)",
        ]
        let out = ["--out", folder.appendingPathComponent("out").path]
        var words: [UnsafeMutablePointer<CChar>?] = ([program.path] + arguments + out).map { strdup($0) } + [nil]
        var settings: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
        defer { (words + settings).forEach { free($0) } }
        var started = pid_t()
        guard posix_spawn(&started, program.path, &actions, &attributes, &words, &settings) == 0 else { return nil }
        process = started
    }

    deinit {
        kill(process, SIGKILL)
        var status: Int32 = 0
        waitpid(process, &status, 0)
        close(side)
    }

    /// `POSIX_SPAWN_SETSID`, which not every system's headers show.
    private static var newSession: Int16 {
        #if canImport(Darwin)
            0x0400
        #else
            0x80
        #endif
    }

    /// Presses keys; `\r` is Enter, `\u{3}` Ctrl-C, `\u{4}` Ctrl-D.
    func type(_ keys: String) {
        var rest = Array(keys.utf8)[...]
        while !rest.isEmpty {
            // A program that nobody reads from stops, and takes no more keys.
            var descriptor = pollfd(fd: side, events: Int16(POLLIN | POLLOUT), revents: 0)
            guard poll(&descriptor, 1, 60_000) > 0 else { return }
            if descriptor.revents & Int16(POLLIN) != 0, !collect(milliseconds: 0) { return }
            guard descriptor.revents & Int16(POLLOUT) != 0 else {
                if descriptor.revents & Int16(POLLIN) == 0 { return }
                continue
            }
            let count = rest.withUnsafeBytes { write(side, $0.baseAddress, min($0.count, 256)) }
            if count > 0 { rest = rest.dropFirst(count) }
        }
    }

    /// Sends the program a signal.
    func send(_ signal: Int32) { kill(process, signal) }

    /// How the terminal treats what is typed: in lines or by single keys, shown or not.
    var settings: tcflag_t {
        var settings = termios()
        tcgetattr(side, &settings)
        return settings.c_lflag
    }

    /// Gives the window another size, as a person does who pulls at its corner.
    func resize(columns: UInt16, rows: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(side, UInt(TIOCSWINSZ), &size)
    }

    /// Waits until the program has shown a text behind everything that was waited for before; false when it ends, or
    /// shows nothing more for a minute.
    func waits(for text: String) -> Bool {
        while true {
            if let range = shown.range(of: text) {
                shown = String(shown[range.upperBound...])
                return true
            }
            guard collect(milliseconds: 60_000) else { return false }
        }
    }

    /// What the program shows before a text, which it waits for.
    func waits(before text: String) -> String? {
        while true {
            if let range = shown.range(of: text) {
                defer { shown = String(shown[range.upperBound...]) }
                return String(shown[..<range.lowerBound])
            }
            guard collect(milliseconds: 60_000) else { return nil }
        }
    }

    /// Waits for the end; the exit status, 128 and the signal's number where one ended it.
    func end() -> Int32 {
        while collect(milliseconds: 60_000) {}
        var status: Int32 = 0
        // A program that goes on waiting for keys fails its test, which must not wait with it.
        var rounds = 0
        while waitpid(process, &status, WNOHANG) == 0 {
            rounds += 1
            if rounds == 100 { kill(process, SIGKILL) }
            usleep(50_000)
        }
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }

    /// Takes what is there, or comes within a time. False when nothing came.
    @discardableResult
    private func collect(milliseconds: Int32) -> Bool {
        var descriptor = pollfd(fd: side, events: Int16(POLLIN), revents: 0)
        guard poll(&descriptor, 1, milliseconds) > 0 else { return false }
        var chunk = [UInt8](repeating: 0, count: 4096)
        let count = read(side, &chunk, chunk.count)
        guard count > 0 else { return false }
        bytes += chunk.prefix(count)
        // A letter may be cut in two; its first half waits for the other.
        var whole = bytes.count
        while whole > 0, bytes.count - whole < 3, String(validating: bytes[..<whole], as: UTF8.self) == nil { whole -= 1 }
        shown += String(decoding: bytes[..<whole], as: UTF8.self)
        bytes.removeFirst(whole)
        return true
    }
}
