/// A choice and why it was made, for `gan doctor`.
public struct GraphicsChoice: Sendable, Hashable {
    public var mode: GraphicsMode
    /// A half sentence, such as "`TERM` is `xterm-kitty`".
    public var reason: String

    public init(_ mode: GraphicsMode, _ reason: String) {
        self.mode = mode
        self.reason = reason
    }
}

/// Chooses how to show pictures from what is known: a pure function, so that every terminal can be tested.
///
/// The order is: what the person asked for, whether anybody looks, names of terminals, the terminal's own answer, and
/// last the character set.
/// - Parameters:
///   - override: the mode asked for on the command line; it wins over everything.
///   - replies: what the terminal answered, where it was asked.
public func detectGraphicsMode(
    environment: [String: String], isTerminal: Bool, override: GraphicsMode? = nil, replies: TerminalReplies? = nil
) -> GraphicsChoice {
    if let override { return GraphicsChoice(override, "asked for") }
    if let wish = environment["GAN_GRAPHICS"], let mode = GraphicsMode(rawValue: wish.lowercased()) {
        return GraphicsChoice(mode, "`GAN_GRAPHICS` is `\(wish)`")
    }
    guard isTerminal else { return GraphicsChoice(.none, "the output is not a terminal") }
    guard let term = environment["TERM"], !term.isEmpty else { return GraphicsChoice(.ascii, "`TERM` is not set") }
    if term == "dumb" { return GraphicsChoice(.ascii, "`TERM` is `dumb`") }
    if isInsideMultiplexer(environment) {
        // Names in the environment speak of the terminal outside, which may have changed since.
        if replies?.hasSixel ?? false { return GraphicsChoice(.sixel, "tmux says that it draws sixels") }
        return textMode(environment, term: term, because: "inside tmux or screen; ")
    }
    return namedTerminal(environment, term: term) ?? answered(replies) ?? textMode(environment, term: term)
}

/// What `GAN_GRAPHICS` says where that is no mode; nil where it is one, empty or not set.
public func unknownGraphicsWish(in environment: [String: String]) -> String? {
    guard let wish = environment["GAN_GRAPHICS"], !wish.isEmpty else { return nil }
    return GraphicsMode(rawValue: wish.lowercased()) == nil ? wish : nil
}

/// True inside tmux or screen.
public func isInsideMultiplexer(_ environment: [String: String]) -> Bool {
    let term = environment["TERM"] ?? ""
    return environment["TMUX"]?.isEmpty == false || environment["STY"]?.isEmpty == false || term.hasPrefix("tmux")
        || term.hasPrefix("screen")
}

private func namedTerminal(_ environment: [String: String], term: String) -> GraphicsChoice? {
    let program = environment["TERM_PROGRAM"] ?? ""
    switch term {
    case "xterm-kitty", "xterm-ghostty": return GraphicsChoice(.kitty, "`TERM` is `\(term)`")
    case _
    where term.hasPrefix("foot") || term.hasPrefix("mlterm") || term.hasPrefix("contour") || term.hasPrefix("yaft"):
        return GraphicsChoice(.sixel, "`TERM` is `\(term)`")
    default: break
    }
    switch program {
    case "ghostty": return GraphicsChoice(.kitty, "`TERM_PROGRAM` is `ghostty`")
    case "iTerm.app", "WezTerm", "mintty": return GraphicsChoice(.iterm, "`TERM_PROGRAM` is `\(program)`")
    default: break
    }
    if environment["KITTY_WINDOW_ID"]?.isEmpty == false { return GraphicsChoice(.kitty, "`KITTY_WINDOW_ID` is set") }
    // Unlike the others, iTerm2's own variable travels through ssh.
    if environment["LC_TERMINAL"] == "iTerm2" { return GraphicsChoice(.iterm, "`LC_TERMINAL` is `iTerm2`") }
    return nil
}

private func answered(_ replies: TerminalReplies?) -> GraphicsChoice? {
    guard let replies, replies.hasSixel else { return nil }
    return GraphicsChoice(.sixel, "the terminal says that it draws sixels")
}

private func textMode(_ environment: [String: String], term: String, because: String = "") -> GraphicsChoice {
    if term == "linux" { return GraphicsChoice(.ascii, because + "the text console has no braille letters") }
    let names = ["LC_ALL", "LC_CTYPE", "LANG"]
    guard let name = names.first(where: { environment[$0]?.isEmpty == false }), let locale = environment[name] else {
        return GraphicsChoice(.blocks, because + "no locale is set, so the terminal is taken to show Unicode")
    }
    let plain = locale.lowercased().filter { $0 != "-" }
    return plain.contains("utf8")
        ? GraphicsChoice(.blocks, because + "`\(name)` is `\(locale)`, which has Unicode")
        : GraphicsChoice(.ascii, because + "`\(name)` is `\(locale)`, which has no Unicode")
}

/// Chooses how many colours text may have (`NO_COLOR`: no-color.org).
public func detectColorDepth(environment: [String: String], isTerminal: Bool) -> ColorDepth {
    if environment["NO_COLOR"]?.isEmpty == false { return .none }
    let term = environment["TERM"] ?? ""
    guard isTerminal, !term.isEmpty, term != "dumb" else { return .none }
    let wish = environment["COLORTERM"] ?? ""
    if wish == "truecolor" || wish == "24bit" || term.hasSuffix("-direct") || term == "xterm-kitty"
        || term == "xterm-ghostty"
    {
        return .truecolor
    }
    return .palette
}
