import Declarations

/// Reads a command's tokens by its declaration: by place, by name, by clause, and by the words of its catalogues.
struct Binder {
    let declaration: CommandDeclaration
    let call: CommandCall
    let scope: any Scope
    let values: ValueReader
    var reader: ExpressionParser
    /// The command itself first, then every catalogue entry that was named.
    var frames: [Frame]
    /// The frames that may still take a value, innermost last.
    var open = [0]

    init(_ call: CommandCall, _ declaration: CommandDeclaration, in scope: any Scope) {
        self.declaration = declaration
        self.call = call
        self.scope = scope
        values = ValueReader(scope: scope)
        reader = ExpressionParser(call.tokens)
        frames = [Frame(declaration, span: call.name.span)]
    }

    mutating func bind() throws(Diagnostic) -> BoundArguments {
        while reader.current.kind != .lineEnd {
            if reader.current.isSymbol(.comma), try takeAfterComma() { continue }
            if try takeNamed() { continue }
            if try takeByPlace() { continue }
            throw unexpected(reader.current)
        }
        for frame in frames { try checkComplete(frame) }
        return result()
    }

    /// Commas may stand between repeated arguments.
    private mutating func takeAfterComma() throws(Diagnostic) -> Bool {
        guard let last = frames[0].lastRepeated else { return false }
        reader.position += 1
        frames[0].next = last
        open = [0]
        guard try takeByPlace() else { throw unexpected(reader.current) }
        return true
    }

    // MARK: - By name

    /// `stride 2`, `stride=2`, `until …`, a word of a catalogue, a trailing word.
    private mutating func takeNamed() throws(Diagnostic) -> Bool {
        guard let word = reader.current.word else { return false }
        let isAssigned = reader.next.isSymbol(.assign)
        for index in open.reversed() {
            if !isAssigned, let argument = frames[index].argument(choosing: word) {
                try take(argument, in: index)
                return true
            }
            if let option = frames[index].option(word) {
                try take(option, in: index)
                return true
            }
        }
        if let clause = declaration.clauses.first(where: { $0.name == word }), !isAssigned {
            try take(clause)
            return true
        }
        if isAssigned {
            // `expect heat = 3` is a condition with a slip in it, not an option.
            if open.contains(where: { frames[$0].waiting.contains { $0.takesExpression } }) { return false }
            if open.contains(where: { frames[$0].argument(choosing: word) != nil }) {
                throw Diagnostic(
                    "`\(word)` takes no `=`", at: reader.next.span, help: ["its values and options follow it: `\(declaration.name) \(word) …`"])
            }
            throw unexpected(reader.current)
        }
        for index in open.reversed() {
            guard let trailing = frames[index].trailing, let entry = trailing.entry(word) else { continue }
            let added = Frame(entry, owner: index, slot: nil, span: reader.current.span)
            reader.position += 1
            frames.append(added)
            open.append(frames.count - 1)
            return true
        }
        return false
    }

    private mutating func take(_ option: OptionDeclaration, in index: Int) throws(Diagnostic) {
        let name = reader.current
        reader.position += 1
        let isAssigned = reader.current.isSymbol(.assign)
        if isAssigned { reader.position += 1 }
        if frames[index].spans[option.name] != nil, !option.isList {
            throw Diagnostic("`\(option.name)` is given twice", at: name.span)
        }
        var value = OptionValue.flag(true)
        var span = name.span
        if option.kind != .flag || isAssigned {
            guard reader.current.kind != .lineEnd else {
                throw withNamesake(
                    of: option, at: name, in: index,
                    missing("expected \(option.kind.wording) for `\(option.name)`, found the end of the line", frames[index]))
            }
            do throws(Diagnostic) { (value, span) = try values.option(option, &reader) } catch {
                throw withNamesake(of: option, at: name, in: index, error)
            }
        }
        frames[index].store(value, option.name, at: name.span.through(span), isList: option.isList)
    }

    private mutating func take(_ clause: ClauseDeclaration) throws(Diagnostic) {
        let name = reader.current
        reader.position += 1
        guard frames[0].expressions[clause.name] == nil else {
            throw Diagnostic("`\(clause.name)` is given twice", at: name.span)
        }
        let condition = try reader.condition()
        try condition.checkNames(in: scope)
        try condition.checkTruth(in: scope)
        frames[0].expressions[clause.name] = [BoundExpression(condition, in: scope)]
        frames[0].spans[clause.name] = name.span.through(condition.span)
    }

    // MARK: - By place

    private mutating func takeByPlace() throws(Diagnostic) -> Bool {
        for index in open.reversed() {
            // An optional argument that does not fit lets the next one try, and so does a repeated one that has a value.
            for argument in frames[index].waiting {
                if argument.fits(reader.current, next: reader.next, in: scope) {
                    try take(argument, in: index)
                    return true
                }
                if !argument.isOptional, frames[index].spans[argument.name] == nil { break }
            }
        }
        return false
    }

    private mutating func take(_ argument: ArgumentDeclaration, in index: Int) throws(Diagnostic) {
        let start = reader.current
        frames[index].pass(argument)
        switch argument.kind {
        case .value(let option):
            let (value, span) = try values.option(option, &reader)
            frames[index].store(value, argument.name, at: span, isList: option.isList)
        case .name where start.word != nil, .topic where start.word != nil:
            // A bare word is the name itself, also where it is a variable's or a measurement's.
            reader.position += 1
            let word = OptionValue.text(start.word ?? "")
            frames[index].store(
                argument.isRepeated ? .list([word]) : word, argument.name, at: start.span, isList: argument.isRepeated)
        case .file(let extensions):
            let option = OptionDeclaration(argument.name, .text, summary: argument.summary)
            // A name that only a run knows will have one of the right endings.
            let (value, span) = try values.option(
                option, &reader, standIn: .text("unknown" + (extensions.first.map { ".\($0)" } ?? "")))
            frames[index].store(value, argument.name, at: span, isList: false)
        case .name, .topic:
            let option = OptionDeclaration(argument.name, .text, isList: argument.isRepeated, summary: argument.summary)
            let (value, span) = try values.option(option, &reader)
            frames[index].store(value, argument.name, at: span, isList: option.isList)
        case .entry(let catalogue, let trailing):
            let entry: Declaration
            if let meant = catalogue.entry(forTextIn: start) {
                // The text stays where it is: it is the entry's own first argument.
                entry = meant
            } else {
                let word = try entryWord(of: catalogue)
                guard let named = catalogue.entry(word) else {
                    throw unknownEntry(word, at: start.span, in: catalogue)
                }
                entry = named
            }
            var frame = Frame(entry, owner: index, slot: argument.name, span: start.span)
            frame.trailing = trailing
            frames[index].spans[argument.name] = start.span
            frames.append(frame)
            open = [0, frames.count - 1]
        case .statement:
            let statement = try takeStatement()
            frames[index].statements[argument.name] = [statement]
            frames[index].spans[argument.name] = statement.span
        case .alternatives:
            let statements = try takeAlternatives(until: declaration.options.map(\.name))
            frames[index].statements[argument.name] = statements
            frames[index].spans[argument.name] = start.span.through(statements[statements.count - 1].span)
        case .expression, .condition:
            let isCondition = if case .condition = argument.kind { true } else { false }
            reader.separatesByBlanks = argument.isRepeated
            defer { reader.separatesByBlanks = false }
            let expression = isCondition ? try reader.condition() : try reader.expression()
            try expression.checkNames(in: scope)
            if isCondition { try expression.checkTruth(in: scope) }
            frames[index].expressions[argument.name, default: []].append(BoundExpression(expression, in: scope))
            frames[index].spans[argument.name] = expression.span
        }
    }

    /// The word itself, a variable that holds one, or a calculation of one.
    private mutating func entryWord(of catalogue: Catalogue) throws(Diagnostic) -> String {
        let raw = try values.raw(&reader)
        if case .word(let word) = raw.value, catalogue.entry(word) != nil { return word }
        switch raw.value {
        case .unknown: throw Diagnostic(unknownValue: "the \(catalogue.noun)", at: raw.span)
        case .word(let word) where raw.isBareWord:
            switch try? values.variable(word, at: raw.span) {
            case .unknown: throw Diagnostic(unknownValue: "`\(word)`", at: raw.span)
            case .word(let held), .text(let held): return held
            default: return word
            }
        case .word(let word), .text(let word): return word
        default: throw Diagnostic("expected a word, found \(raw.value.found)", at: raw.span)
        }
    }
}
