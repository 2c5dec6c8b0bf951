import Declarations

// A saved file holds statements that describe: they are data. Reading them must not be able to do anything else, whoever
// wrote the file.

extension Interpreter {
    /// Reads the statements of a file of data: commands whose declaration says `isRecipe`, with their values written out.
    ///
    /// Nothing else is possible: no other command, no control flow, no definition (nor the call of one), no variable or
    /// measurement of the script, no calculation. The commands act upon the session; that it is told nothing of the
    /// statements (`willRun`, `didRun`) keeps them out of the record of what was typed.
    ///
    /// - Throws: at the first statement that is none of these; the commands before it have acted.
    public func readRecipe(_ source: Source) throws(Diagnostic) {
        guard source.text.utf8.count <= RecipeLimits.bytes else {
            throw Diagnostic("expected a recipe of at most \(RecipeLimits.bytes) bytes, found \(source.text.utf8.count)")
        }
        var lexer = Lexer(source)
        let lines = Parser.lines(of: try lexer.run())
        guard lines.count <= RecipeLimits.statements else {
            throw Diagnostic("expected a recipe of at most \(RecipeLimits.statements) statements, found \(lines.count)")
        }
        let scope = Variables(over: RecipeScope(session))
        for line in lines {
            if session.isInterrupted { throw Diagnostic("interrupted", at: line[0].span, category: .interruption) }
            try readRecipeStatement(line, in: scope)
        }
    }

    private func readRecipeStatement(_ line: [Token], in scope: Variables) throws(Diagnostic) {
        guard let word = line[0].word, let command = byWord[word], command.declaration.isRecipe else {
            throw Diagnostic(
                "expected a statement of a recipe, found \(line[0].found)", at: line[0].span,
                notes: ["a saved file is read and not run: of the commands it may hold \(recipeWords)"])
        }
        let calculating: [Token.Symbol] = [.openParenthesis, .openBracket, .range, .question, .assign]
        if let token = line.first(where: { token in calculating.contains { token.isSymbol($0) } }) {
            throw Diagnostic("expected a plain value in a recipe, found \(token.found)", at: token.span)
        }
        let span = line[0].span.through(line[max(0, line.count - 2)].span)
        let call = CommandCall(name: Name(text: word, span: line[0].span), tokens: Array(line.dropFirst()), span: span)
        do {
            try command.run(try command.declaration.bind(call, in: scope), in: session)
        } catch let diagnostic as Diagnostic {
            throw diagnostic
        } catch let error as Refusal {
            throw Diagnostic(error, at: span)
        } catch {
            throw session.diagnostic(for: error, at: span)
        }
    }

    private var recipeWords: String {
        commands.filter { $0.declaration.isRecipe }.map { "`\($0.declaration.name)`" }.joined(separator: ", ")
    }
}

/// Far more than any recipe has, and little enough to be read at once.
private enum RecipeLimits {
    static let bytes = 1_000_000
    static let statements = 10_000
}

/// The names that a recipe in a file finds: words for sizes, and no variable or measurement.
private final class RecipeScope<Session: CommandSession>: Scope {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func value(of name: String) throws(Refusal) -> Value? { nil }
    var names: [String] { [] }
    func size(named word: String) throws(Refusal) -> OptionValue? { try session.size(named: word) }
    var sizeWords: [String] { session.sizeWords }
}
