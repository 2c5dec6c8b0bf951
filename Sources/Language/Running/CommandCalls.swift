import Declarations

extension Interpreter {
    /// Runs a command of the catalogue or a block that `define` made. A command does so with the statements that were given
    /// to it.
    public func perform(_ call: CommandCall) throws(Diagnostic) {
        if checking?.isBroken(call.name.span) == true { return session.markEffectsUnknown(of: call) }
        if let definition = definitions[call.name.text], !isQuestion(call) { return try invoke(definition, call) }
        if let call = questioned(call) { return try perform(call) }
        guard let command = byWord[call.name.text] else { throw unknownCommand(call) }
        let arguments: BoundArguments
        do throws(Diagnostic) { arguments = try command.declaration.bind(call, in: scope) } catch
        where error.category == .unknown {
            if !isRehearsing { session.markEffectsUnknown(of: call) }
            return
        }
        if isRehearsing {
            for statement in arguments.statements.values.joined() { try perform(statement) }
            return
        }
        // A command that was given a stand-in may refuse it; the run gives it something else.
        defer { if arguments.isGuessed { session.markEffectsUnknown(of: call) } }
        do {
            try command.run(arguments, in: session)
        } catch where arguments.isGuessed {
            return
        } catch let diagnostic as Diagnostic {
            throw diagnostic
        } catch let error as Refusal {
            throw Diagnostic(error, at: call.span)
        } catch {
            throw session.diagnostic(for: error, at: call.span)
        }
    }

    /// `plot ?` and `? plot` ask for `help plot`.
    private func questioned(_ call: CommandCall) -> CommandCall? {
        guard byWord["help"] != nil else { return nil }
        let name = Name(text: "help", span: call.name.span)
        if call.name.text == "?" { return CommandCall(name: name, tokens: call.tokens, span: call.span) }
        guard isQuestion(call) else { return nil }
        var words = [Token(kind: .word(call.name.text), span: call.name.span, touchesPrevious: false)]
        // `loss wgan ?` asks for `help loss wgan`; what stands behind the kind says nothing about it.
        let takesSeveral = byWord["help"]?.declaration.arguments.contains(where: \.isRepeated) ?? false
        if takesSeveral, let kind = call.tokens.first, kind.word != nil { words.append(kind) }
        words.append(call.tokens[call.tokens.count - 1])
        return CommandCall(name: name, tokens: words, span: call.span)
    }

    private func isQuestion(_ call: CommandCall) -> Bool {
        call.tokens.count >= 2 && call.tokens[call.tokens.count - 2].isSymbol(.question)
    }

    private func unknownCommand(_ call: CommandCall) -> Diagnostic {
        let name = call.name
        let words = declarations.flatMap(\.words) + definitions.keys
        if checking != nil, variables.hasUnknownNames { return Diagnostic(unknownValue: "`\(name.text)`", at: name.span) }
        if let block = LessonStatement.parts.first(where: { $0.value.contains { $0.name == name.text } })?.key {
            return Diagnostic(
                "`\(name.text)` is a line of `\(block)`, found it alone", at: name.span, help: ["`help \(block)` shows where it stands"])
        }
        var diagnostic = Diagnostic.unknown("command", name.text, at: name.span, choices: words)
        if diagnostic.label == nil, let file = call.tokens.first, case .text(let path) = file.kind, path.hasSuffix("." + Session.scriptExtension) {
            // `run "other.gan"`: a topic of that word would explain something else.
            diagnostic.unknownWord = nil
            diagnostic.help = ["`include \(file.span.text)` runs a script"]
        } else if byWord["print"] != nil, scope.knows(name.text) {
            diagnostic.help = ["`\(name.text)` is a value: `print \(name.text)` shows it"]
        } else if byWord["help"] != nil {
            diagnostic.help = ["`help` lists the commands"]
        }
        return diagnostic
    }

    private func invoke(_ definition: Definition, _ call: CommandCall) throws(Diagnostic) {
        if checking?.opaque.contains(definition.name.text) == true { return session.markEffectsUnknown(of: call) }
        let inner = Variables(over: variables)
        let reader = ValueReader(scope: scope)
        var tokens = ExpressionParser(call.tokens)
        for parameter in definition.parameters {
            guard tokens.current.kind != .lineEnd else {
                let usage = ([definition.name.text] + definition.parameters.map { $0.text.uppercased() }).joined(
                    separator: " ")
                throw Diagnostic(
                    "expected a value for `\(parameter.text)`, found the end of the line", at: call.span.end,
                    help: ["usage: `\(usage)`"])
            }
            if tokens.current.word == parameter.text, tokens.next.isSymbol(.assign) { tokens.position += 2 }
            let raw = try reader.raw(&tokens)
            if raw.isBareWord, case .word(let word) = raw.value {
                inner[parameter.text] = try reader.variable(word, at: raw.span) ?? raw.value
            } else {
                inner[parameter.text] = raw.value
            }
            if tokens.current.isSymbol(.comma) { tokens.position += 1 }
        }
        guard tokens.current.kind == .lineEnd else {
            throw surplus(tokens.current, of: definition)
        }
        if isRehearsing {
            neverCalled[definition.name.text] = nil
            return
        }
        guard canEnter(definition) else { return session.markEffectsUnknown(of: call) }
        neverCalled[definition.name.text] = nil
        checking?.calls.append(definition.name.text)
        defer { checking?.calls.removeLast() }
        let outer = scope
        scope = inner
        defer { scope = outer }
        try nested(at: call.span) { () throws(Diagnostic) in try execute(definition.body) }
    }

    /// A value too many for a block that `define` made.
    private func surplus(_ token: Token, of definition: Definition) -> Diagnostic {
        let count = definition.parameters.count
        let ordinals = ["", "a second, ", "a third, ", "a fourth, "]
        return Diagnostic(
            "`\(definition.name.text)` takes \(count == 0 ? "no" : String(count)) value\(count == 1 ? "" : "s"), "
                + "found \(count < ordinals.count ? ordinals[count] : "one more, ")`\(shortened(token.span.text))`",
            at: token.span)
    }
}
