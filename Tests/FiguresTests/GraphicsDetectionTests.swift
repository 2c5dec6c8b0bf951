import Testing

@testable import Figures

@Suite struct GraphicsDetectionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var environment: [String: String]
        var isTerminal = true
        var override: GraphicsMode?
        var attributes: [Int]?
        var expected: GraphicsMode
        var reason: String
    }

    static let unicode = ["TERM": "xterm-256color", "LANG": "en_US.UTF-8"]

    static func with(_ more: [String: String]) -> [String: String] { unicode.merging(more) { $1 } }

    static let cases: [Case] = [
        Case(testDescription: "plain xterm", environment: unicode, expected: .blocks, reason: "LANG"),
        Case(
            testDescription: "kitty", environment: with(["TERM": "xterm-kitty"]), expected: .kitty,
            reason: "xterm-kitty"),
        Case(
            testDescription: "kitty's window", environment: with(["KITTY_WINDOW_ID": "1"]), expected: .kitty,
            reason: "KITTY_WINDOW_ID"),
        Case(
            testDescription: "ghostty", environment: with(["TERM_PROGRAM": "ghostty"]), expected: .kitty,
            reason: "ghostty"),
        Case(
            testDescription: "iTerm2", environment: with(["TERM_PROGRAM": "iTerm.app"]), expected: .iterm,
            reason: "iTerm.app"),
        Case(
            testDescription: "iTerm2 through ssh", environment: with(["LC_TERMINAL": "iTerm2"]), expected: .iterm,
            reason: "LC_TERMINAL"),
        Case(
            testDescription: "WezTerm", environment: with(["TERM_PROGRAM": "WezTerm"]), expected: .iterm,
            reason: "WezTerm"),
        Case(testDescription: "foot", environment: with(["TERM": "foot"]), expected: .sixel, reason: "foot"),
        Case(
            testDescription: "xterm with sixels", environment: unicode, attributes: [64, 1, 4, 22], expected: .sixel,
            reason: "says"),
        Case(
            testDescription: "xterm without sixels", environment: unicode, attributes: [64, 1, 22], expected: .blocks,
            reason: "LANG"),
        Case(
            testDescription: "a class is no attribute", environment: unicode, attributes: [4, 1], expected: .blocks,
            reason: "LANG"),
        Case(
            testDescription: "kitty inside tmux",
            environment: with(["TERM": "tmux-256color", "TMUX": "/tmp/x", "KITTY_WINDOW_ID": "1"]), expected: .blocks,
            reason: "tmux"),
        Case(
            testDescription: "tmux with sixels", environment: with(["TMUX": "/tmp/x"]), attributes: [1, 2, 4],
            expected: .sixel, reason: "tmux"),
        Case(testDescription: "dumb", environment: with(["TERM": "dumb"]), expected: .ascii, reason: "dumb"),
        Case(testDescription: "no TERM", environment: ["LANG": "C.UTF-8"], expected: .ascii, reason: "TERM"),
        Case(testDescription: "C locale", environment: with(["LC_ALL": "C"]), expected: .ascii, reason: "LC_ALL"),
        Case(
            testDescription: "C.utf8 locale", environment: with(["LC_ALL": "C.utf8"]), expected: .blocks,
            reason: "LC_ALL"),
        Case(testDescription: "no locale", environment: ["TERM": "xterm"], expected: .blocks, reason: "no locale"),
        Case(
            testDescription: "text console", environment: with(["TERM": "linux"]), expected: .ascii, reason: "console"),
        Case(
            testDescription: "pipe", environment: with(["TERM": "xterm-kitty"]), isTerminal: false, expected: .none,
            reason: "not a terminal"),
        Case(
            testDescription: "wish", environment: with(["GAN_GRAPHICS": "ASCII", "TERM": "xterm-kitty"]),
            expected: .ascii, reason: "GAN_GRAPHICS"),
        Case(
            testDescription: "wish in a pipe", environment: ["GAN_GRAPHICS": "blocks"], isTerminal: false,
            expected: .blocks, reason: "GAN_GRAPHICS"),
        Case(
            testDescription: "wish without sense", environment: with(["GAN_GRAPHICS": "holograms"]), expected: .blocks,
            reason: "LANG"),
        Case(
            testDescription: "option over all", environment: with(["GAN_GRAPHICS": "kitty"]), isTerminal: false,
            override: .sixel, expected: .sixel, reason: "asked for"),
    ]

    @Test("each terminal gets its mode and the reason", arguments: cases)
    func choice(_ item: Case) {
        let choice = detectGraphicsMode(
            environment: item.environment, isTerminal: item.isTerminal, override: item.override,
            replies: item.attributes.map { TerminalReplies(deviceAttributes: $0) })
        #expect(choice.mode == item.expected)
        #expect(choice.reason.contains(item.reason))
    }

    @Test(
        "colours follow NO_COLOR, TERM and COLORTERM",
        arguments: [
            (["TERM": "xterm-256color"], true, ColorDepth.palette),
            (["TERM": "xterm", "COLORTERM": "truecolor"], true, .truecolor),
            (["TERM": "xterm", "COLORTERM": "24bit"], true, .truecolor), (["TERM": "xterm-kitty"], true, .truecolor),
            (["TERM": "xterm-kitty", "NO_COLOR": "1"], true, .none),
            (["TERM": "xterm", "NO_COLOR": ""], true, .palette),
            (["TERM": "dumb", "COLORTERM": "truecolor"], true, .none), ([:], true, .none),
            (["TERM": "xterm-256color"], false, .none),
        ] as [([String: String], Bool, ColorDepth)])
    func colors(environment: [String: String], isTerminal: Bool, expected: ColorDepth) {
        #expect(detectColorDepth(environment: environment, isTerminal: isTerminal) == expected)
    }

    @Test("the terminal's answer is found among other bytes") func parsing() {
        func parse(_ text: String) -> [Int]? { TerminalReplies(parsing: Array(text.utf8))?.deviceAttributes }
        #expect(parse("\u{1B}[?62;4;22c\u{1B}[0n") == [62, 4, 22])
        #expect(parse("typed\u{1B}[A\u{1B}[?1;2c") == [1, 2])
        #expect(parse("\u{1B}[0n") == nil)
        #expect(parse("\u{1B}[?62;4") == nil)
        #expect(parse("\u{1B}[?99999999999999999999;4c") == [4])
        #expect(parse("") == nil)
    }
}
