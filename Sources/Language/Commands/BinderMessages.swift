import Declarations

extension Binder {
    /// Reports the first required thing that the line does not give.
    func checkComplete(_ frame: Frame) throws(Diagnostic) {
        for argument in frame.arguments where !argument.isOptional && frame.spans[argument.name] == nil {
            switch argument.kind {
            case .value(let option):
                throw missing(
                    "expected \(option.kind.wording) for `\(argument.name)`, found the end of the line", frame)
            case .entry(let catalogue, _):
                var diagnostic = missing(
                    "expected \(catalogue.article) \(catalogue.noun), found the end of the line", frame)
                diagnostic.notes = ["\(catalogue.plural): \(enumerated(catalogue.names))"]
                throw diagnostic
            case .file: throw missing("expected a file name in quotes, found the end of the line", frame)
            case .name, .topic: throw missing("expected a name, found the end of the line", frame)
            case .expression: throw missing("expected a value, found the end of the line", frame)
            case .condition: throw missing("expected a condition, found the end of the line", frame)
            case .statement, .alternatives: throw missing("expected a statement, found the end of the line", frame)
            }
        }
        for option in frame.options where option.defaultValue == nil && !option.isOptional && option.kind != .flag {
            if frame.spans[option.name] == nil {
                throw missing("expected `\(option.name)` and \(option.kind.wording), found the end of the line", frame)
            }
        }
        guard frame.entry == nil else { return }
        for clause in declaration.clauses where clause.isRequired && frame.spans[clause.name] == nil {
            throw missing("expected `\(clause.name)` and a condition, found the end of the line", frame)
        }
    }

    /// An error just behind the statement, with the usage as the way out.
    func missing(_ message: String, _ frame: Frame? = nil) -> Diagnostic {
        let usage =
            if let entry = frame?.entry {
                "\(declaration.name) \(entry.usage)"
            } else {
                declaration.usage
            }
        let end = call.span.end
        return Diagnostic(message, at: Span(end.source, end.range), help: ["usage: `\(usage)`"])
    }

    /// The same mistake, with the way out where a variable has the option's own name: `train steps`, `adam rate`.
    func withNamesake(of option: OptionDeclaration, at name: Token, in index: Int, _ mistake: Diagnostic) -> Diagnostic {
        var mistake = mistake
        if mistake.category == .mistake, index == 0, awaitsName {
            mistake.help.append(
                "`\(option.name)` is an option here; a name that is written so goes in quotes: `\(declaration.name) \"\(option.name)\"`")
        }
        guard scope.knows(option.name), mistake.category == .mistake else { return mistake }
        let isByPlace = !frames[index].options.contains { $0.name == option.name }
        mistake.help.insert(
            "`\(option.name)` is \(isByPlace ? "the argument's own" : "the option's own") name here; the variable's value is "
                + "`\(isByPlace ? "" : option.name + " ")(\(option.name))`", at: 0)
        return mistake
    }

    /// Whether the command may still be given a name that a person chose.
    private var awaitsName: Bool {
        frames[0].statements.isEmpty
            && frames[0].waiting.contains { argument in
                if case .name = argument.kind { !argument.isRepeated } else { false }
            }
    }

    /// Nothing can begin with this token here.
    func unexpected(_ token: Token) -> Diagnostic {
        if case .symbol(let symbol) = token.kind, BinaryOperator(rawValue: symbol.rawValue) != nil {
            return Diagnostic(
                "expected the next argument, found \(token.found)", at: token.span,
                help: [
                    takesText
                        ? "a file name goes in quotes, such as \"folder/name\""
                        : "a calculation goes in parentheses, such as `(width * 2)`"
                ])
        }
        for index in open.reversed() {
            guard
                let argument = frames[index].waiting.first(where: {
                    !$0.isOptional && frames[index].spans[$0.name] == nil
                })
            else { continue }
            return wrong(token, for: argument)
        }
        return surplus(token)
    }

    private var takesText: Bool {
        declaration.arguments.contains { argument in
            if case .file = argument.kind { true } else { false }
        }
    }

    /// A word that is no entry; words that may stand before the entry are choices too.
    func unknownEntry(_ word: String, at span: Span, in catalogue: Catalogue) -> Diagnostic {
        var before: [(name: String, words: [String])] = []
        for argument in frames[0].arguments where frames[0].spans[argument.name] == nil {
            guard case .value(let option) = argument.kind, case .word(let choices) = option.kind, argument.isOptional
            else { continue }
            before.append((argument.name, choices))
        }
        let choices = catalogue.names + before.flatMap(\.words)
        var diagnostic = Diagnostic.unknown(catalogue.noun, word, at: span, choices: choices)
        diagnostic.notes = ["\(catalogue.plural): \(enumerated(catalogue.names))"]
        diagnostic.notes += before.map { "\($0.name): \(enumerated($0.words))" }
        return diagnostic
    }

    private func wrong(_ token: Token, for argument: ArgumentDeclaration) -> Diagnostic {
        switch argument.kind {
        case .entry(let catalogue, _):
            return Diagnostic(
                "expected \(catalogue.article) \(catalogue.noun), found \(token.found)", at: token.span,
                notes: ["\(catalogue.plural): \(enumerated(catalogue.names))"])
        case .name: return noName(token)
        case .value(let option):
            if case .word(let choices) = option.kind, choices.count == 1, !declaration.clauses.isEmpty, open.count == 1 {
                return noBeginning(token, choices[0])
            }
            if let word = token.word, case .word(let choices) = option.kind {
                return .unknown(option.name, word, at: token.span, choices: choices, listed: "choices")
            }
            var diagnostic = Diagnostic(
                "expected \(option.kind.wording) for `\(option.name)`, found \(token.found)", at: token.span)
            if let word = token.word {
                diagnostic.label = nearest(to: word, in: words + scope.names).map { "did you mean `\($0)`?" }
            }
            return diagnostic
        default: return Diagnostic("expected `\(argument.name)`, found \(token.found)", at: token.span)
        }
    }

    /// What cannot be a name without quotes.
    private func noName(_ token: Token) -> Diagnostic {
        var diagnostic = Diagnostic("expected a name, found \(token.found)", at: token.span)
        switch token.kind {
        case .number, .size:
            diagnostic.help = ["a name begins with a letter, such as `\(declaration.name) \(declaration.name.prefix(1))\(shortened(token.span.text))`"]
        default: break
        }
        return diagnostic
    }

    /// Behind a command that takes one word or a condition stands something else: `stop now`.
    private func noBeginning(_ token: Token, _ word: String) -> Diagnostic {
        let names = declaration.clauses.map(\.name) + [word]
        return Diagnostic(
            "expected \(names.map { "`\($0)`" }.joined(separator: " or ")), found \(token.found)", at: token.span,
            help: declaration.clauses.map { "`\(declaration.name) \($0.name) CONDITION` \($0.summary)" } + ["`\(declaration.name) \(word)`"])
    }

    /// An optional value that still could stand here, where no other word could.
    private func waitingValue(in frame: Frame) -> ArgumentDeclaration? {
        guard frame.options.isEmpty, let argument = frame.waiting.first, frame.spans[argument.name] == nil else { return nil }
        switch argument.kind {
        case .name: return argument
        case .value(let option):
            if option.kind.isNumeric { return argument }
            if case .word(let choices) = option.kind, choices.count == 1, !declaration.clauses.isEmpty { return argument }
            return nil
        default: return nil
        }
    }

    /// Everything required is there, and this token is too much.
    private func surplus(_ token: Token) -> Diagnostic {
        let innermost = frames[open[open.count - 1]]
        let owner = frames[open[min(1, open.count - 1)]]
        guard let word = token.word, !words.isEmpty else {
            if open.count == 1, let argument = waitingValue(in: innermost) {
                var diagnostic = wrong(token, for: argument)
                if diagnostic.help.isEmpty { diagnostic.help = ["usage: `\(declaration.usage)`"] }
                return diagnostic
            }
            var diagnostic = Diagnostic("expected the end of the line, found \(token.found)", at: token.span)
            diagnostic.help = listHelp(token)
            if !owner.options.isEmpty {
                diagnostic.message = "expected the name of an option of `\(owner.name)`, found \(token.found)"
                diagnostic.notes = optionNotes
            }
            return diagnostic
        }
        if innermost.spans[word] != nil {
            return Diagnostic(
                "`\(innermost.name)` already has \(innermost.meaning(of: word)), found `\(word)`", at: token.span)
        }
        let near = nearest(to: word, in: words)
        for index in open.reversed() {
            guard case .entry(let catalogue, _)? = frames[index].waiting.first?.kind else { continue }
            let hasOther = !owner.options.isEmpty
            if near.map({ catalogue.entry($0) != nil }) ?? !hasOther {
                return unknownEntry(word, at: token.span, in: catalogue)
            }
        }
        if let argument = frames[open[open.count - 1]].waiting.first, nearest(to: word, in: words) == nil {
            if case .entry(let catalogue, _) = argument.kind {
                return unknownEntry(word, at: token.span, in: catalogue)
            }
            return wrong(token, for: argument)
        }
        if let clause = declaration.clauses.first(where: { $0.isRequired && frames[0].spans[$0.name] == nil }),
            nearest(to: word, in: words) == nil
        {
            return Diagnostic("expected `\(clause.name)` and a condition, found `\(word)`", at: token.span)
        }
        // A slip in a choice is no option.
        for index in open.reversed() {
            guard let near, let argument = frames[index].argument(choosing: near), case .value = argument.kind else { continue }
            return wrong(token, for: argument)
        }
        var diagnostic = Diagnostic.unknown("option", word, at: token.span, choices: words)
        diagnostic.message += " of `\(owner.name)`"
        diagnostic.notes = optionNotes
        if owner.entry != nil, declaration.catalogues.contains(where: { $0.entry(word) != nil }) {
            diagnostic.help = ["`\(declaration.name) \(word)` on a line of its own"]
        }
        return diagnostic
    }

    /// `classes 1 7` lacks a comma.
    private func listHelp(_ token: Token) -> [String] {
        guard reader.position > 0 else { return [] }
        let end = reader.tokens[reader.position - 1].span.range.upperBound
        for frame in open.map({ frames[$0] }) {
            for option in frame.options where option.isList {
                guard let span = frame.spans[option.name], span.range.upperBound == end else { continue }
                return ["`\(shortened(span.text)), \(shortened(token.span.text))`"]
            }
        }
        return []
    }

    /// Every word that could stand here.
    private var words: [String] {
        var words = declaration.clauses.map(\.name)
        for index in open {
            words += frames[index].options.map(\.name) + (frames[index].trailing?.names ?? [])
            for argument in frames[index].waiting {
                switch argument.kind {
                case .entry(let catalogue, _): words += catalogue.names
                case .value(let option):
                    if case .word(let choices) = option.kind { words += choices }
                default: break
                }
            }
        }
        return words
    }

    private var optionNotes: [String] {
        var notes: [String] = []
        for index in open.reversed() {
            let frame = frames[index]
            let names = frame.options.map(\.name) + (frame.entry == nil ? declaration.clauses.map(\.name) : [])
            if !names.isEmpty { notes.append("options of `\(frame.name)`: \(enumerated(names))") }
            if let trailing = frame.trailing { notes.append("\(trailing.plural): \(enumerated(trailing.names))") }
        }
        return notes
    }
}

extension CommandDeclaration {
    /// Checks a call against this declaration.
    public func bind(_ call: CommandCall, in scope: any Scope) throws(Diagnostic) -> BoundArguments {
        var binder = Binder(call, self, in: scope)
        return try binder.bind()
    }
}
