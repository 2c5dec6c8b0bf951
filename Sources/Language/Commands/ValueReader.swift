import Declarations

/// Reads single values from a command's tokens and turns them into what an option may be.
struct ValueReader {
    let scope: any Scope
    /// Notes that a value stands in for one that only a run knows.
    let guesses = Guesses()

    final class Guesses { var areMade = false }

    /// A value as it was written.
    struct Raw {
        var value: Value
        /// A bare word is a choice, a text or a variable, whichever the option asks for.
        var isBareWord: Bool
        var span: Span
    }

    /// The next value. Calculations stand in parentheses.
    func raw(_ reader: inout ExpressionParser) throws(Diagnostic) -> Raw {
        let first = try single(&reader)
        guard reader.current.isSymbol(.range) else { return first }
        reader.position += 1
        let last = try single(&reader)
        if isUnknown(first) || isUnknown(last) {
            return Raw(value: .unknown, isBareWord: false, span: first.span.through(last.span))
        }
        return Raw(
            value: .range(WholeRange(try whole(first), try whole(last))), isBareWord: false,
            span: first.span.through(last.span))
    }

    private func single(_ reader: inout ExpressionParser) throws(Diagnostic) -> Raw {
        let token = reader.current
        switch token.kind {
        case .word(let word):
            let isLiteral = word == "true" || word == "false"
            if !isLiteral, !(reader.next.isSymbol(.openParenthesis) && reader.next.touchesPrevious) {
                reader.position += 1
                return Raw(value: .word(word), isBareWord: true, span: token.span)
            }
        case .symbol(.minus):
            if case .number(let number) = reader.next.kind {
                let span = token.span.through(reader.next.span)
                reader.position += 2
                return Raw(value: .number(-number), isBareWord: false, span: span)
            }
            throw Diagnostic(
                "expected a number behind the minus, found \(reader.next.found)", at: reader.next.span,
                help: ["a calculation goes in parentheses, such as `(-width)`"])
        default: break
        }
        let expression = try reader.primary()
        do throws(Diagnostic) {
            return Raw(value: try expression.evaluate(in: scope), isBareWord: false, span: expression.span)
        } catch  where error.category == .unknown {
            return Raw(value: .unknown, isBareWord: false, span: expression.span)
        }
    }

    private func whole(_ raw: Raw) throws(Diagnostic) -> Int {
        let option = OptionDeclaration("range", .integer(-1_000_000_000...1_000_000_000), summary: "")
        guard case .number(let number) = try convert(raw, to: option) else { return 0 }
        return Int(number)
    }

    /// The value that an option takes, with commas between members when it is a list.
    ///
    /// - Parameter standIn: what a check takes for a value that only a run knows.
    func option(
        _ option: OptionDeclaration, _ reader: inout ExpressionParser, standIn: OptionValue? = nil
    ) throws(Diagnostic) -> (OptionValue, Span) {
        if case .interval(let range) = option.kind { return try interval(of: option, in: range, &reader, standIn: standIn) }
        let first = try raw(&reader)
        guard option.isList else {
            let value = try convert(first, to: option, standIn: standIn)
            guard option.isSchedule, reader.current.word == "to" else { return (value, first.span) }
            return try schedule(of: option, from: value, first.span, &reader)
        }
        var members = try expanded(first, to: option)
        var span = first.span
        while reader.current.isSymbol(.comma) {
            reader.position += 1
            let next = try raw(&reader)
            span = span.through(next.span)
            members += try expanded(next, to: option)
            try checkCount(members.count, at: span)
        }
        return (.list(members), span)
    }

    /// A number, or two with `..` between; a variable may hold a range of whole numbers.
    private func interval(
        of option: OptionDeclaration, in range: ClosedRange<Double>, _ reader: inout ExpressionParser, standIn: OptionValue?
    ) throws(Diagnostic) -> (OptionValue, Span) {
        let first = try single(&reader)
        guard reader.current.isSymbol(.range) else { return (try convert(first, to: option, standIn: standIn), first.span) }
        reader.position += 1
        let last = try single(&reader)
        let span = first.span.through(last.span)
        let end = OptionDeclaration(option.name, .number(range), summary: "")
        guard case .number(let lower) = try convert(first, to: end), case .number(let upper) = try convert(last, to: end) else {
            preconditionFailure("the ends of an interval are numbers")
        }
        // Ends that only a run knows may stand the other way round there.
        guard lower <= upper || isUnknown(first) || isUnknown(last) else {
            throw Diagnostic(
                "expected the smaller number first for `\(option.name)`, found \(Value.number(lower))..\(Value.number(upper))",
                at: span, help: ["`\(option.name) \(Value.number(upper))..\(Value.number(lower))`"])
        }
        return (.numbers(between: min(lower, upper)...max(lower, upper)), span)
    }

    /// What stands behind the first value of a number that changes: `to 0.0001 over 5000 cosine`.
    private func schedule(
        of option: OptionDeclaration, from first: OptionValue, _ span: Span, _ reader: inout ExpressionParser
    ) throws(Diagnostic) -> (OptionValue, Span) {
        reader.position += 1
        let last = try raw(&reader)
        guard reader.current.word == "over" else {
            throw Diagnostic(
                "expected `over` and a number of training steps, found \(reader.current.found)", at: reader.current.span,
                help: ["`\(option.name) 0.001 to 0.0001 over 5000`"])
        }
        reader.position += 1
        let steps = try raw(&reader)
        var span = span.through(steps.span)
        var course = Schedule.Course.linear
        if let word = reader.current.word, let named = Schedule.Course(rawValue: word) {
            course = named
            span = span.through(reader.current.span)
            reader.position += 1
        }
        let count = OptionDeclaration("over", .count, summary: "")
        guard case .number(let from) = first, case .number(let to) = try convert(last, to: option),
            case .number(let over) = try convert(steps, to: count)
        else { preconditionFailure("a number that changes is a number") }
        do throws(Refusal) {
            return (.schedule(try Schedule(from: from, to: to, over: Int(over), course: course)), span)
        } catch {
            throw Diagnostic(error, at: span)
        }
    }

    private func expanded(_ raw: Raw, to option: OptionDeclaration) throws(Diagnostic) -> [OptionValue] {
        if let word = choice(raw, of: option) { return [.word(word)] }
        let values: [Value]
        switch try resolved(raw) {
        case .list(let list): values = list.members
        case .range(let range): values = try expand(range, at: raw.span)
        default: return [try convert(raw, to: option)]
        }
        var members: [OptionValue] = []
        for value in values {
            members.append(try convert(Raw(value: value, isBareWord: false, span: raw.span), to: option))
        }
        return members
    }

    /// The variable's value when a bare word names a list or range, else the value itself.
    private func resolved(_ raw: Raw) throws(Diagnostic) -> Value {
        guard raw.isBareWord, case .word(let word) = raw.value else { return raw.value }
        return try variable(word, at: raw.span) ?? raw.value
    }

    func variable(_ name: String, at span: Span) throws(Diagnostic) -> Value? {
        do throws(Refusal) { return try scope.value(of: name) } catch {
            throw Diagnostic(error, at: span, category: .unavailable)
        }
    }

    /// Whether only a run knows it; never asks outside a check.
    func isUnknown(_ raw: Raw) -> Bool {
        guard scope.isCheckOnly, let value = try? resolved(raw) else { return false }
        return value.isUnknown
    }

    /// Checks type and range.
    func convert(
        _ raw: Raw, to option: OptionDeclaration, standIn: OptionValue? = nil
    ) throws(Diagnostic) -> OptionValue {
        if let word = choice(raw, of: option) { return .word(word) }
        if isUnknown(raw) {
            guesses.areMade = true
            return standIn ?? option.kind.standIn
        }
        switch option.kind {
        case .integer(let range):
            if case .number(let number) = try resolved(raw) {
                if let whole = Int(exactly: number), range.contains(whole) { return .number(number) }
            }
        case .number(let range):
            if case .number(let number) = try resolved(raw), range.contains(number) { return .number(number) }
        case .interval(let range):
            switch try resolved(raw) {
            case .number(let number) where range.contains(number): return .number(number)
            case .range(let whole) where whole.first <= whole.last:
                let bounds = Double(whole.first)...Double(whole.last)
                if range.contains(bounds.lowerBound), range.contains(bounds.upperBound) { return .numbers(between: bounds) }
            default: break
            }
        case .word(let choices):
            return .word(try choice(raw, of: choices, for: option))
        case .size:
            if raw.isBareWord, case .word(let word) = raw.value, let size = try size(word, at: raw.span) { return size }
            switch try resolved(raw) {
            case .size(let sizes) where sizes.allSatisfy { $0 > 0 }: return .size(sizes)
            case .number(let number) where number == number.rounded() && (1...1e9).contains(number):
                return .size([Int(number)])
            default: break
            }
        case .key:
            // A column may be called as a quantity or a variable is: a bare word is the name itself.
            if raw.isBareWord, case .word(let word) = raw.value { return .text(word) }
            switch raw.value {
            case .text(let text), .word(let text): return .text(text)
            case .number(let number): if let whole = Int(exactly: number), whole >= 0 { return .text(String(whole)) }
            default: break
            }
        case .text, .file:
            switch try resolved(raw) {
            case .text(let text), .word(let text): return .text(text)
            default:
                // A bare word may be a file or a name that happens to be a quantity's name too.
                if raw.isBareWord, case .word(let word) = raw.value { return .text(word) }
            }
        case .flag:
            switch raw.value {
            case .boolean(let isOn): return .flag(isOn)
            case .word("on"), .word("yes"): return .flag(true)
            case .word("off"), .word("no"): return .flag(false)
            default: break
            }
        }
        throw try mismatch(raw, option)
    }

    /// A bare word that will do: it is itself, also where a variable or a measurement is called so.
    private func choice(_ raw: Raw, of option: OptionDeclaration) -> String? {
        guard raw.isBareWord, case .word(let word) = raw.value, case .word(let choices) = option.kind else { return nil }
        return choices.isEmpty || choices.contains(word) ? word : nil
    }

    private func choice(_ raw: Raw, of choices: [String], for option: OptionDeclaration) throws(Diagnostic) -> String {
        switch try resolved(raw) {
        case .word(let word), .text(let word):
            if choices.contains(word) || choices.isEmpty { return word }
            throw Diagnostic.unknown(option.name, word, at: raw.span, choices: choices, listed: "choices")
        default: throw try mismatch(raw, option)
        }
    }

    private func size(_ word: String, at span: Span) throws(Diagnostic) -> OptionValue? {
        do throws(Refusal) { return try scope.size(named: word) } catch { throw Diagnostic(error, at: span) }
    }

    private func mismatch(_ raw: Raw, _ option: OptionDeclaration) throws(Diagnostic) -> Diagnostic {
        let value = try resolved(raw)
        var wording = option.kind.wording
        if option.kind == .size, case .number(let number) = value, number < 1 { wording = "a size of at least 1" }
        // A bound beyond any sensible value is told who meets it.
        if case .integer(let range) = option.kind, case .number(let number) = value, number > Double(range.upperBound), range.upperBound >= 1_000_000_000 {
            wording = "a whole number of at most \(range.upperBound)"
        }
        // A number of many digits was rounded when it was read.
        let isWritten = raw.span.text.count > 15 && raw.span.text.allSatisfy(\.isNumber)
        var diagnostic = Diagnostic("expected \(wording) for `\(option.name)`, found \(isWritten ? raw.span.text : value.found)", at: raw.span)
        if raw.isBareWord, case .word(let word) = value {
            diagnostic.label = nearest(to: word, in: scope.names).map { "did you mean `\($0)`?" }
        }
        return diagnostic
    }
}

extension OptionKind {
    /// Any value of this kind, in place of one that only a run knows; nearest to 1.
    fileprivate var standIn: OptionValue {
        switch self {
        case .integer(let range): .number(Double(min(max(1, range.lowerBound), range.upperBound)))
        case .number(let range), .interval(let range): .number(min(max(1, range.lowerBound), range.upperBound))
        case .word(let choices): .word(choices.first ?? "unknown")
        case .size: .size([1])
        case .text, .file, .key: .text("unknown")
        case .flag: .flag(true)
        }
    }
}
