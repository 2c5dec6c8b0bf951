import Declarations

/// Follows a command's tokens as the binder does, but forgives everything, to learn what may come next.
struct CompletionWalker {
    enum Expectation {
        case word(String, summary: String)
        case entries(Catalogue)
        case kind(OptionKind)
        /// A variable, a measurement or a function.
        case value
        /// `and` or `or`, which go on from a finished comparison.
        case connective
        case file
        case topic
        /// A command: one of these, or any that looks.
        case command(among: [String]?)
        /// What may come next in a statement within the statement.
        case inner([Token])
    }

    private let declaration: CommandDeclaration
    private let line: [Token]
    private var reader: ExpressionParser
    private var frames: [Binder.Frame]
    /// An option whose value is still missing.
    private var pending: OptionDeclaration?
    private var isInCondition = false
    /// The statement within the statement that the line ends in.
    private var inner: [Token]?

    init(_ declaration: CommandDeclaration, _ line: [Token]) {
        self.declaration = declaration
        self.line = line
        reader = ExpressionParser(line, at: 1)
        frames = [Binder.Frame(declaration, span: line[0].span)]
    }

    mutating func expectations() -> [Expectation] {
        while reader.current.kind != .lineEnd { step() }
        if let pending { return [.kind(pending.kind)] }
        let innermost = inner.map { [Expectation.inner($0)] } ?? []
        return innermost + ownExpectations
    }

    private var ownExpectations: [Expectation] {
        var found: [Expectation] = isInCondition ? [endsOperand ? .connective : .value] : []
        for frame in frames.reversed() {
            if !isInCondition { found += places(frame) }
            if lacksSomething(frame) { continue }
            found += frame.options.filter { isOpen($0, in: frame) }.map {
                .word($0.name, summary: $0.summary)
            }
            if let trailing = frame.trailing { found.append(.entries(trailing)) }
        }
        if lacksSomething(frames[0]) { return found }
        let open = declaration.clauses.filter { frames[0].spans[$0.name] == nil }
        return found + open.map { .word($0.name, summary: $0.summary) }
    }

    /// What must be said comes first; options follow it.
    private func lacksSomething(_ frame: Binder.Frame) -> Bool {
        frame.waiting.contains { !$0.isOptional && frame.spans[$0.name] == nil }
    }

    /// A flag `none` takes everything away and stands in place of all the rest.
    private func isOpen(_ option: OptionDeclaration, in frame: Binder.Frame) -> Bool {
        if option.kind == .flag, option.name == "none", !frame.spans.isEmpty { return false }
        return frame.spans[option.name] == nil || option.isList
    }

    private var endsOperand: Bool {
        line.endsOperand && !declaration.clauses.contains { $0.name == line.last { $0.kind != .lineEnd }?.word }
    }

    /// What the open arguments of a frame take; a required one hides those behind it.
    private func places(_ frame: Binder.Frame) -> [Expectation] {
        var found: [Expectation] = []
        // A list goes on behind a comma; without one, what stands behind the list comes next.
        let goesOn = line.dropLast().last?.isSymbol(.comma) == true
        for argument in frame.waiting {
            let isBegun = argument.isRepeated && frame.spans[argument.name] != nil
            if isBegun, !goesOn, argument.name != frame.waiting.last?.name { continue }
            switch argument.kind {
            case .value(let option): found.append(.kind(option.kind))
            case .file: found.append(.file)
            case .entry(let catalogue, _):
                found.append(.entries(catalogue))
                if catalogue.takesTexts { found.append(.file) }
            case .topic: found.append(.topic)
            case .name: break
            case .statement: found.append(.command(among: nil))
            case .alternatives(let commands): found.append(.command(among: commands))
            case .expression, .condition: found.append(.value)
            }
            if isBegun ? goesOn : !argument.isOptional { break }
        }
        return found
    }

    private mutating func step() {
        let token = reader.current
        guard let word = token.word else { return placeOrSkip(token) }
        if let argument = frames[0].waiting.first(where: { $0.fitsStatement(token) }), frames.count == 1 {
            return enter(argument, token)
        }
        for index in frames.indices.reversed() {
            if let argument = frames[index].argument(choosing: word) { return choose(argument, word, in: index) }
            if let option = frames[index].option(word) { return take(option, in: index) }
        }
        if declaration.clauses.contains(where: { $0.name == word }) {
            reader.position += 1
            frames[0].spans[word] = token.span
            isInCondition = true
            return
        }
        if isInCondition {
            reader.position += 1
            return
        }
        for frame in frames.reversed() {
            guard let entry = frame.trailing?.entry(word) else { continue }
            reader.position += 1
            frames.append(Binder.Frame(entry, owner: 0, slot: nil, span: token.span))
            return
        }
        placeOrSkip(token)
    }

    private mutating func enter(_ argument: ArgumentDeclaration, _ name: Token) {
        frames[0].pass(argument)
        frames[0].spans[argument.name] = name.span
        reader.position += 1
        var end = line.count - 1
        var tokens = Array(line[reader.position...])
        if case .alternatives = argument.kind {
            end = line.alternativesEnd(from: reader.position, declaration.options.map(\.name))
            tokens = (line[reader.position..<end].alternatives.last ?? []) + line.suffix(1)
        }
        if end == line.count - 1 { inner = [name] + tokens }
        reader.position = end
    }

    private mutating func choose(_ argument: ArgumentDeclaration, _ word: String, in index: Int) {
        let span = reader.current.span
        reader.position += 1
        isInCondition = false
        frames[index].pass(argument)
        frames[index].spans[argument.name] = span
        guard case .entry(let catalogue, let trailing) = argument.kind, let entry = catalogue.entry(word) else {
            return
        }
        var frame = Binder.Frame(entry, owner: index, slot: argument.name, span: span)
        frame.trailing = trailing
        frames = [frames[0], frame]
    }

    private mutating func take(_ option: OptionDeclaration, in index: Int) {
        frames[index].spans[option.name] = reader.current.span
        isInCondition = false
        reader.position += 1
        if reader.current.isSymbol(.assign) { reader.position += 1 } else if option.kind == .flag { return }
        if reader.current.kind == .lineEnd {
            pending = option
            return
        }
        skipValue()
        while reader.current.isSymbol(.comma) {
            reader.position += 1
            if reader.current.kind == .lineEnd { pending = option } else { skipValue() }
        }
    }

    private mutating func placeOrSkip(_ token: Token) {
        if !isInCondition, !token.isSymbol(.comma) {
            outer: for index in frames.indices.reversed() {
                for argument in frames[index].waiting {
                    if case .entry(let catalogue, _) = argument.kind, let entry = catalogue.entry(forTextIn: token) {
                        // The text is the entry's own first argument.
                        frames[index].pass(argument)
                        frames[index].spans[argument.name] = token.span
                        frames = [frames[0], Binder.Frame(entry, owner: index, slot: argument.name, span: token.span)]
                        return placeOrSkip(token)
                    }
                    if argument.fits(token, next: reader.next, in: Variables()) || !argument.isOptional {
                        if case .condition = argument.kind { isInCondition = true }
                        frames[index].pass(argument)
                        frames[index].spans[argument.name] = token.span
                        break outer
                    }
                }
            }
        }
        skipValue()
    }

    /// Steps over one value: a bracket with all inside, or a token.
    private mutating func skipValue() {
        var depth = 0
        repeat {
            if reader.current.isSymbol(.openParenthesis) || reader.current.isSymbol(.openBracket) { depth += 1 }
            if reader.current.isSymbol(.closeParenthesis) || reader.current.isSymbol(.closeBracket) { depth -= 1 }
            reader.position += 1
        } while depth > 0 && reader.current.kind != .lineEnd
    }
}

extension ArgumentDeclaration {
    /// Whether a token begins a statement within the statement.
    fileprivate func fitsStatement(_ token: Token) -> Bool {
        switch kind {
        case .statement, .alternatives: fits(token, next: token, in: Variables())
        default: false
        }
    }
}

extension [Token] {
    /// Whether a statement's last token ends a value, so that `and` can follow it but no other value.
    var endsOperand: Bool {
        guard let token = dropFirst().last(where: { $0.kind != .lineEnd }) else { return false }
        switch token.kind {
        case .number, .text, .template, .size: return true
        case .symbol(let symbol): return symbol == .closeParenthesis || symbol == .closeBracket
        case .word(let word): return !["and", "or", "not"].contains(word)
        case .lineEnd: return false
        }
    }
}
