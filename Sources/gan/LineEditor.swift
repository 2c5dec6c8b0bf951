@preconcurrency import CReadline
import Figures
import Foundation

/// One line of typing with GNU Readline.
///
/// Readline's callback interface is used, not `readline()`: the waiting is done here, so that Ctrl-C comes back as a
/// value and no signal handler has to jump out of C code.
enum LineEditor {
    enum Answer: Equatable {
        case line(String)
        /// Ctrl-C.
        case interrupted
        /// Ctrl-D on an empty line.
        case endOfInput
    }

    /// Prepares Readline once. What the person's own `inputrc` says comes later and wins.
    static func start(history: [String]) {
        rl_readline_name = UnsafePointer(strdup("gan"))
        rl_catch_signals = 0
        rl_catch_sigwinch = 0
        // A new size of the window wakes the waiting below, which tells Readline.
        SignalBell.hang()
        signal(SIGWINCH) { _ in SignalBell.ring() }
        // In an expression, `(` or `=` begins a word; a minus sign or a dot may stand within one.
        rl_completer_word_break_characters = UnsafePointer(strdup(" \t\n\"{}(),=<>+*/[]"))
        rl_attempted_completion_function = completeWord
        var settings = [
            "\"\\e[A\": history-search-backward", "\"\\eOA\": history-search-backward",
            "\"\\e[B\": history-search-forward", "\"\\eOB\": history-search-forward",
            "set completion-ignore-case on", "set show-all-if-ambiguous on",
        ]
        if let term = getenv("TERM"), strcmp(term, "dumb") != 0 { settings.append("set enable-bracketed-paste on") }
        for setting in settings {
            setting.withCString { text in
                // Readline writes into the line that it reads.
                guard let copy = strdup(text) else { return }
                rl_parse_and_bind(copy)
                free(copy)
            }
        }
        rl_initialize()
        using_history()
        for entry in history { add_history(entry) }
    }

    static func remember(_ entry: String) { add_history(entry) }

    /// Waits for a line. `isInterrupted` is asked whenever a signal arrives.
    static func read(prompt: String, isInterrupted: () -> Bool) -> Answer {
        finished = nil
        fitWindow()
        let suspension = Suspension()
        defer { suspension.end() }
        rl_callback_handler_install(prompt) { line in
            // Taking the handler away here puts the terminal back before the line runs.
            rl_callback_handler_remove()
            LineEditor.finished = line.map { .line(String(cString: $0)) } ?? .endOfInput
            free(line)
        }
        while true {
            switch SignalBell.waitForKey() {
            case true?:
                rl_callback_read_char()
                if let finished { return finished }
            case false?:
                if Suspension.isPending {
                    suspend()
                    continue
                }
                if isInterrupted() {
                    // Leaving bracketed paste takes the cursor back to the first column, so this comes before it.
                    rl_point = rl_end
                    rl_redisplay()
                    StandardStream.output.write("^C\n")
                    rl_callback_sigcleanup()
                    rl_callback_handler_remove()
                    return .interrupted
                }
                fitWindow(isTyping: true)
            case nil:
                rl_callback_handler_remove()
                return .endOfInput
            }
        }
    }

    /// In a narrower window Readline divides by nothing. It then believes in a wider one, and lines wrap where they will.
    private static let leastColumns: Int32 = 10

    /// Tells Readline the window's size; it must not ask by itself, as the window may become narrower between two questions.
    private static func fitWindow(isTyping: Bool = false) {
        let size = TerminalQuery.size(of: 1)
        if isTyping { rl_clear_visible_line() }
        rl_set_screen_size(max(Int32(size?.rows ?? 24), 2), max(Int32(size?.columns ?? 80), leastColumns))
        if isTyping { rl_forced_update_display() }
    }

    /// Stops the program with the terminal as the shell wants it, and goes on with the line as it was.
    private static func suspend() {
        rl_deprep_terminal()
        Suspension.stop()
        rl_prep_terminal(1)
        rl_forced_update_display()
    }

    private nonisolated(unsafe) static var finished: Answer?

    // MARK: - Completion

    /// Answers what may stand at the end of a text; set by the prompt.
    nonisolated(unsafe) static var completer: ((String) -> WordCompletion)?

    private nonisolated(unsafe) static var candidates: [String] = []
    private nonisolated(unsafe) static var next = 0
}

/// Candidates in Readline's own terms: each replaces the word that Readline has cut out.
struct WordCompletion {
    var candidates: [String] = []
    /// What follows a candidate that is the only one.
    var ending: Character = " "
}

extension LineEditor {
    private static let completeWord: rl_completion_func_t_pointer = { word, start, end in
        rl_attempted_completion_over = 1
        guard let word, let buffer = rl_line_buffer, let completer = LineEditor.completer else { return nil }
        let bytes = UnsafeBufferPointer(start: buffer, count: Int(rl_point)).map { UInt8(bitPattern: $0) }
        let found = completer(String(decoding: bytes, as: UTF8.self))
        let cut = String(cString: word)
        LineEditor.candidates = found.candidates
        LineEditor.next = 0
        rl_completion_append_character = Int32(found.ending.asciiValue ?? 32)
        rl_completion_suppress_append = found.ending == "/" ? 1 : 0
        return rl_completion_matches(word) { _, _ in
            guard LineEditor.next < LineEditor.candidates.count else { return nil }
            LineEditor.next += 1
            return strdup(LineEditor.candidates[LineEditor.next - 1])
        }
    }

    private typealias rl_completion_func_t_pointer =
        @convention(c) (UnsafePointer<CChar>?, Int32, Int32) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
}
