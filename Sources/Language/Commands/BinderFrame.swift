import Declarations

extension Binder {
    /// The command, or one catalogue entry in it, while its values are collected.
    struct Frame {
        let name: String
        let arguments: [ArgumentDeclaration]
        let options: [OptionDeclaration]
        let entry: Declaration?
        /// The frame it belongs to, and the argument it fills there; trailing words fill none.
        let owner: Int?
        let slot: String?
        var trailing: Catalogue?
        var span: Span
        /// The first argument that is still open.
        var next = 0
        var values: [String: OptionValue] = [:]
        var spans: [String: Span] = [:]
        var expressions: [String: [BoundExpression]] = [:]
        var statements: [String: [CommandCall]] = [:]

        init(_ command: CommandDeclaration, span: Span) {
            name = command.name
            arguments = command.arguments
            options = command.options
            entry = nil
            owner = nil
            slot = nil
            self.span = span
        }

        init(_ entry: Declaration, owner: Int, slot: String?, span: Span) {
            name = entry.name
            arguments = entry.arguments.map { .value($0) }
            options = entry.options
            self.entry = entry
            self.owner = owner
            self.slot = slot
            self.span = span
        }

        /// Arguments that can still be given by place, in order.
        var waiting: [ArgumentDeclaration] { arguments[next...].filter { $0.isRepeated || spans[$0.name] == nil } }

        /// The repeated argument that was filled last, which a comma continues.
        var lastRepeated: Int? { arguments.lastIndex { $0.isRepeated && spans[$0.name] != nil } }

        /// The open argument that has exactly this word among its choices.
        func argument(choosing word: String) -> ArgumentDeclaration? {
            for argument in waiting {
                switch argument.kind {
                case .entry(let catalogue, _) where catalogue.entry(word) != nil: return argument
                case .value(let option):
                    if case .word(let choices) = option.kind, choices.contains(word) { return argument }
                default: break
                }
                if !argument.isOptional { return nil }
            }
            return nil
        }

        /// The option of that name; plain arguments that are still open may be given by name too.
        func option(_ word: String) -> OptionDeclaration? {
            if let option = options.first(where: { $0.name == word }) { return option }
            for argument in waiting where argument.name == word {
                if case .value(let option) = argument.kind, !option.kind.isText { return option }
            }
            return nil
        }

        /// What the argument of that name is to the command: `its number of steps`.
        func meaning(of name: String) -> String {
            for case .value(let option) in arguments.filter({ $0.name == name }).map(\.kind) {
                if case .integer = option.kind, name.hasSuffix("s") { return "its number of \(name)" }
            }
            return "its `\(name)`"
        }

        /// Arguments before this one can no longer be given by place.
        mutating func pass(_ argument: ArgumentDeclaration) {
            guard let index = arguments.firstIndex(where: { $0.name == argument.name }) else { return }
            next = argument.isRepeated ? index : index + 1
        }

        mutating func store(_ value: OptionValue, _ name: String, at place: Span, isList: Bool) {
            if isList, case .list(let more) = value, spans[name] != nil, case .list(let members)? = values[name] {
                values[name] = .list(members + more)
            } else {
                values[name] = value
            }
            spans[name] = spans[name].map { $0.through(place) } ?? place
            span = span.through(place)
        }
    }

    /// The frames as the command will see them.
    func result() -> BoundArguments {
        var entries: [String: [BoundEntry]] = [:]
        for index in frames.indices {
            guard frames[index].owner == 0, let slot = frames[index].slot else { continue }
            entries[slot, default: []].append(boundEntry(index))
        }
        let command = frames[0]
        return BoundArguments(
            declaration: declaration, span: call.span, word: call.name.text, values: filled(command),
            entries: entries, expressions: command.expressions, statements: command.statements, spans: command.spans,
            isGuessed: self.values.guesses.areMade)
    }

    private func boundEntry(_ index: Int) -> BoundEntry {
        let frame = frames[index]
        var trailing: [BoundEntry] = []
        for other in frames.indices where frames[other].owner == index { trailing.append(boundEntry(other)) }
        let declaration = frame.entry ?? Declaration(frame.name, summary: "", example: "", source: "")
        let span = trailing.last.map { frame.span.through($0.span) } ?? frame.span
        return BoundEntry(
            declaration: declaration, values: filled(frame), trailing: trailing, span: span, spans: frame.spans)
    }

    private func filled(_ frame: Frame) -> OptionValues {
        var values = frame.values
        for argument in frame.arguments {
            if case .value(let option) = argument.kind, values[option.name] == nil {
                values[option.name] = option.defaultValue
            }
        }
        for option in frame.options where values[option.name] == nil { values[option.name] = option.defaultValue }
        return OptionValues(values)
    }
}

extension ArgumentDeclaration {
    var takesExpression: Bool {
        switch kind {
        case .expression, .condition: true
        default: false
        }
    }

    /// Whether a token can begin this argument; a wrong value of the right form is taken, and refused with its reason.
    func fits(_ token: Token, next: Token, in scope: any Scope) -> Bool {
        switch kind {
        case .entry(let catalogue, _):
            if catalogue.entry(forTextIn: token) != nil { return true }
            guard let word = token.word else { return token.isSymbol(.openParenthesis) }
            return !isOptional || catalogue.entry(word) != nil || scope.knows(word)
        case .file:
            return token.isText || token.isSymbol(.openParenthesis)
                || token.word.map { !isOptional || $0.contains(".") || scope.knows($0) } == true
        case .name, .topic:
            return token.isText || token.word != nil || token.isSymbol(.openParenthesis)
        case .expression, .condition: return !token.isSymbol(.comma)
        case .statement: return token.word != nil
        case .alternatives(let commands): return token.word.map(commands.contains) ?? false
        case .value(let option): return option.fits(token, next: next, in: scope)
        }
    }
}

extension OptionDeclaration {
    fileprivate func fits(_ token: Token, next: Token, in scope: any Scope) -> Bool {
        switch token.kind {
        case .symbol(.openParenthesis), .symbol(.openBracket): return true
        // A size below zero is refused with its reason.
        case .symbol(.minus): return kind.isNumeric || kind == .size
        case .number: return kind.isNumeric || kind == .size || kind == .key
        case .size: return kind == .size
        case .text, .template: return kind.isText
        case .word(let word):
            if next.isSymbol(.openParenthesis), next.touchesPrevious { return kind.isNumeric }
            if case .word(let choices) = kind { return choices.contains(word) || choices.isEmpty || scope.knows(word) }
            if kind == .size, scope.sizeWords.contains(word) { return true }
            return kind.isText || scope.knows(word)
        default: return false
        }
    }
}

extension OptionKind {
    var isNumeric: Bool {
        switch self {
        case .integer, .number, .interval: true
        default: false
        }
    }

    /// Whether it takes a text in quotes.
    var isText: Bool {
        switch self {
        case .text, .file, .key: true
        default: false
        }
    }
}

extension Expression {
    /// Refuses what is never true or false, before anything asks whether it holds.
    func checkTruth(in scope: any Scope) throws(Diagnostic) {
        switch self {
        case .literal(.boolean, _), .literal(.unknown, _): return
        case .literal(let value, _): throw noTruth(value.found, in: scope)
        case .name(let name, _):
            guard scope.isQuantity(name) else { return }
            let value = try? scope.value(of: name)
            if case .boolean? = value { return }
            throw noTruth(value.flatMap { $0.isUnknown ? nil : $0.found } ?? "`\(name)`", in: scope)
        case .unary(.not, let operand, _): try operand.checkTruth(in: scope)
        case .binary(let operation, let left, let right, _):
            if operation == .and || operation == .or {
                try left.checkTruth(in: scope)
                try right.checkTruth(in: scope)
            } else if !operation.compares {
                throw noTruth("`\(shortened(span.text))`", in: scope)
            }
        case .call(let name, _, _):
            // An unknown function is told where it is called.
            guard Function.named(name) != nil || SeriesFunction(rawValue: name) != nil else { return }
            throw noTruth("`\(shortened(span.text))`", in: scope)
        case .unary, .list, .text: throw noTruth("`\(shortened(span.text))`", in: scope)
        }
    }

    /// Reports a name that will never have a value, before anything runs.
    func checkNames(in scope: any Scope) throws(Diagnostic) {
        switch self {
        case .literal: break
        case .name(let name, _):
            if !scope.knows(name) { _ = try evaluate(in: scope) }  // throws unless it is a constant
        case .unary(_, let operand, _): try operand.checkNames(in: scope)
        case .binary(let operation, let left, let right, _):
            for side in [left, right] {
                // In `kind == hinge` a bare name may be the word itself.
                if case .name = side, operation == .equal || operation == .notEqual { continue }
                try side.checkNames(in: scope)
            }
        case .call(_, let members, _), .list(let members, _):
            for member in members { try member.checkNames(in: scope) }
        case .text(let parts, _):
            for case .value(let value) in parts { try value.checkNames(in: scope) }
        }
    }
}
