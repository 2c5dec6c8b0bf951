/// Whether what was typed so far can run.
public enum Completeness: Sendable {
    case complete
    /// More lines belong to it; `depth` open blocks and brackets, for the indentation of the next line.
    case needsMore(depth: Int)
    case invalid(Diagnostic)
}

/// Decides at the prompt whether Enter runs the input or opens another line.
public func isComplete(_ input: String) -> Completeness {
    let source = Source(name: "prompt", text: input)
    var lexer = Lexer(source)
    let tokens: [Token]
    do throws(Diagnostic) { tokens = try lexer.run() } catch { return .invalid(error) }
    var depth = 0
    for line in Parser.lines(of: tokens) {
        guard let word = line[0].word else { continue }
        // `for ?` asks for help and opens nothing.
        let asks = line.count > 2 && line[line.count - 2].isSymbol(.question)
        if Parser.blockWords.contains(word), !asks { depth += 1 }
        if word == "end" { depth -= 1 }
        if depth < 0 { break }
    }
    if depth >= 0, !lexer.openBrackets.isEmpty || lexer.endsInContinuation || depth > 0 {
        return .needsMore(depth: depth + lexer.openBrackets.count)
    }
    do throws(Diagnostic) { _ = try Parser.parse(source) } catch { return .invalid(error) }
    return .complete
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
