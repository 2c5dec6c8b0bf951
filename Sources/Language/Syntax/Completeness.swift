/// Whether what was typed so far can run.
public enum Completeness: Sendable {
    case complete
    /// More lines belong to it; `depth` open blocks and brackets, for the indentation of the next line.
    case needsMore(depth: Int)
    case invalid(Diagnostic)
}

/// Decides at the prompt whether Enter runs the input or opens another line.
public func isComplete(_ input: String) -> Completeness {
    var open = OpenInput()
    open.add(input)
    if open.needsMore { return .needsMore(depth: open.depth) }
    do throws(Diagnostic) { _ = try Parser.parse(Source(name: "prompt", text: input)) } catch { return .invalid(error) }
    return .complete
}

/// Lines typed one after the other, and what is still open behind the last of them.
///
/// Each line is cut into tokens once, when it comes: a block of thousands of pasted lines takes as long as they do.
public struct OpenInput {
    private var brackets: [Token] = []
    private var endsInContinuation = false
    /// Blocks that no `end` has closed.
    private var blocks = 0
    /// The statement that a bracket or a `\` keeps open.
    private var unfinished: [Token] = []
    /// A mistake, or an `end` too many: more lines help nothing.
    private var isWrong = false

    public init() {}

    /// Whether more lines belong to it.
    public var needsMore: Bool { !isWrong && (!brackets.isEmpty || endsInContinuation || blocks > 0) }

    /// Open blocks and brackets, for the indentation of the next line.
    public var depth: Int { blocks + (opensBlock(unfinished) ? 1 : 0) + brackets.count }

    /// Takes one line, or several at once.
    public mutating func add(_ text: String) {
        var lexer = Lexer(Source(name: "prompt", text: text), inside: brackets)
        let tokens: [Token]
        do throws(Diagnostic) { tokens = try lexer.run() } catch {
            isWrong = true
            return
        }
        let wasOpen = !brackets.isEmpty || endsInContinuation
        (brackets, endsInContinuation) = (lexer.openBrackets, lexer.endsInContinuation)
        let isOpen = !brackets.isEmpty || endsInContinuation
        var lines = Parser.lines(of: tokens)
        if wasOpen, !lines.isEmpty {
            lines[0] = joined(unfinished, lines[0])
        } else if wasOpen, !unfinished.isEmpty {
            lines = [unfinished]
        }
        unfinished = isOpen ? lines.popLast() ?? [] : []
        for line in lines {
            if opensBlock(line) { blocks += 1 }
            if line[0].word == "end" { blocks -= 1 }
            if blocks < 0 { isWrong = true }
        }
    }

    /// Of a statement in many lines only its beginning and its end tell anything.
    private func joined(_ first: [Token], _ second: [Token]) -> [Token] {
        let all = first.dropLast() + second
        return all.count > 4 ? Array(all.prefix(2) + all.suffix(2)) : Array(all)
    }

    /// `for ?` asks for help and opens nothing.
    private func opensBlock(_ line: [Token]) -> Bool {
        guard let word = line.first?.word, Parser.blockWords.contains(word) else { return false }
        return !(line.count > 2 && line[line.count - 2].isSymbol(.question))
    }
}

/// Pasted lines without the prompts that were copied with them.
public func removingPrompts(_ text: String, prompts: [String]) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        let start = line.drop { $0 == " " }
        for prompt in prompts {
            if start.hasPrefix(prompt) { return String(start.dropFirst(prompt.count)) }
            // A prompt alone on its line may have lost its blank at the end.
            if !prompt.isEmpty, start.count < prompt.count, start + " " == prompt { return "" }
        }
        return String(line)
    }
    return lines.joined(separator: "\n")
}
