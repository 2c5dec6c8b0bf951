import Commands
import Declarations
import Language
import TestSupport

/// Makes scripts from what the language declares of itself: every command, option and value, at their edges and beyond.
struct ScriptGrammar {
    /// Values small enough to train with.
    var isTame = false
    /// Values that only a run knows.
    var measures = false
    var random: SplitMix

    private static let declarations: [CommandDeclaration] = {
        let session = GanSession(options: SessionOptions(), output: RecordedOutput())
        defer { session.close() }
        return session.interpreter.declarations
    }()

    /// Words that a script may say anywhere: variables, blocks, slips.
    private static let names = ["n", "kind", "steps", "rate", "gone"]

    init(seed: Int, isTame: Bool, measures: Bool) {
        (self.isTame, self.measures) = (isTame, measures)
        random = SplitMix(state: UInt64(seed))
    }

    mutating func script() -> String {
        var lines = ["data \(pick(["ring modes 4", "ring", "line", "digits"]))", "batch \(pick(["4", "8"]))"]
        if oneIn(2) { lines += ["let n = \(number(1, 4))", "let kind = \(pick(["wgan", "relu", "adam", "8x8x1"]))"] }
        if oneIn(2) { lines.append(pick(["train 1", "train (n - n + 1)", "model mlp width 4"])) }
        for _ in 0..<Int.random(in: 1...8, using: &random) { lines += statement(depth: 0) }
        if oneIn(3) { lines.append("train 1") }
        return (oneIn(4) ? mutated(lines) : lines).joined(separator: "\n")
    }

    // MARK: - Statements

    private mutating func statement(depth: Int) -> [String] {
        if depth < 3, oneIn(5) { return block(depth: depth) }
        if oneIn(8) { return ["let \(pick(Self.names)) = \(expression())"] }
        if oneIn(4) { return network() }
        let declaration = pick(Self.declarations.filter { $0.form == nil && !["include", "quit"].contains($0.name) })
        return [line(declaration)]
    }

    private mutating func block(depth: Int) -> [String] {
        var body: [String] = []
        for _ in 0..<Int.random(in: 0...3, using: &random) { body += statement(depth: depth + 1) }
        switch Int.random(in: 0..<5, using: &random) {
        case 0: return ["for n in \(pick(["1..3", "2, 4", "0..-1", expression()]))"] + body + ["end"]
        case 1: return ["repeat \(pick(["2", "0", "(n)", expression()]))"] + body + ["end"]
        case 2: return ["if \(condition())"] + body + ["else"] + statement(depth: depth + 1) + ["end"]
        case 3: return ["if \(condition())"] + body + (oneIn(4) ? ["quit"] : []) + ["end"]
        default: return ["define gone x"] + body + ["end", "gone \(pick(["1", "n", expression()]))"]
        }
    }

    /// Both networks or one, right more often than not.
    private mutating func network() -> [String] {
        let width = number(1, 6)
        let layers = pick([["layer dense \(width) relu", "layer dense data"], ["layer dense \(width)", "layer dense 1"], ["layer flatten"]])
        return [pick(["generator", "discriminator", "critic"])] + layers.map { "  " + $0 }
    }

    private mutating func line(_ declaration: CommandDeclaration) -> String {
        var words = [pick(declaration.words)]
        for argument in declaration.arguments where !argument.isOptional || oneIn(2) {
            words.append(argumentText(argument))
            if argument.isRepeated, oneIn(3) { words.append(argumentText(argument)) }
        }
        for option in declaration.options where oneIn(3) { words += [option.name] + valueText(option) }
        for clause in declaration.clauses where clause.isRequired || oneIn(2) { words += [clause.name, condition()] }
        return words.joined(separator: " ")
    }

    private mutating func argumentText(_ argument: ArgumentDeclaration) -> String {
        switch argument.kind {
        case .value(let option): return valueText(option).joined(separator: " ")
        case .file(let extensions):
            return "\"\(pick(["a", "b-{n}", measures ? "c{step}" : "c"])).\(extensions.randomElement(using: &random) ?? "x")\""
        case .entry(let catalogue, let trailing):
            let entry = pick(catalogue.entries)
            var words = [pick(entry.words)]
            for option in entry.arguments { words += valueText(option) }
            for option in entry.options where oneIn(4) { words += [option.name] + valueText(option) }
            if let trailing, oneIn(2) { words.append(pick(trailing.names)) }
            return words.joined(separator: " ")
        case .name: return pick(Self.names)
        case .topic: return pick(Self.declarations).name
        case .expression: return "(\(expression()))"
        case .condition: return condition()
        case .statement:
            let declarations = oneIn(10) ? Self.declarations : Self.declarations.filter(\.isLook)
            return line(pick(declarations))
        case .alternatives(let commands):
            let name = pick(commands)
            guard let declaration = Self.declarations.first(where: { $0.name == name }) else { return name }
            var ways: [String] = []
            for _ in 0..<(oneIn(5) ? 1 : 2) { ways.append(line(declaration).split(separator: " ").dropFirst().joined(separator: " ")) }
            // Short ones: each is a training.
            return "\(name) \(ways.joined(separator: ", ")) seeds 1 train 2"
        }
    }

    // MARK: - Values

    /// At the edges of what an option takes, inside and outside.
    private mutating func valueText(_ option: OptionDeclaration) -> [String] {
        if oneIn(15) { return [pick(Self.names)] }
        if measures, oneIn(8) { return ["(modes + 1)"] }
        switch option.kind {
        case .flag: return []
        case .word(let choices): return [choices.randomElement(using: &random) ?? pick(Self.names)]
        case .text, .key: return ["\"t\""]
        case .file: return [pick(["\"t.csv\"", "\"../t\"", "\"\"", "\"/dev/null\"", "t"])]
        case .size: return [isTame ? pick(["2", "data", "4x4x1", "1"]) : pick(["data", "1", "0x2", "28x28x1", "1000000000"])]
        case .integer(let range):
            // Training and drawing take time by the number.
            let low = range.lowerBound
            if isTame { return [number(low, min(range.upperBound, low + 3))] }
            return [pick([number(low, low + 1), "\(range.upperBound)", "\(max(low, Int.min + 1) - 1)", "1e300", "0.5"])]
        case .interval(let range):
            let (low, high) = (Value.exact(range.lowerBound), Value.exact(min(range.upperBound, range.lowerBound + 1)))
            return [isTame ? "\(low)..\(high)" : pick([low, "\(low)..\(high)", "\(high)..\(low)", "0..", "1..1e308", "-1"])]
        case .number(let range):
            let low = Value.exact(range.lowerBound)
            let middle = Value.exact(min(range.upperBound, max(range.lowerBound, 0.1)))
            return [isTame ? middle : pick([low, middle, Value.exact(range.upperBound), "-1", "1e308"])]
        }
    }

    private mutating func expression() -> String {
        var terms = ["1", "n", "2.5", "1..3", "[1, [2, n]]", "max(1, n)", "\"t{n}\"", "kind", "(n + 1)", "n / 0", "-n", "4x4x1"]
        if measures { terms += ["modes", "loss.generator", "step", "quality * 2"] }
        let left = pick(terms)
        return oneIn(2) ? left : "\(left) \(pick(["+", "*", "-", "^", "=="])) \(pick(terms))"
    }

    private mutating func condition() -> String {
        let left = measures ? pick(["step", "modes", "n", "kind"]) : pick(["n", "1", "kind"])
        let first = "\(left) \(pick(["<", ">=", "==", "!="])) \(pick(["2", "n", "1"]))"
        return oneIn(4) ? "\(first) \(pick(["and", "or"])) n > 1" : first
    }

    private mutating func number(_ low: Int, _ high: Int) -> String { "\(Int.random(in: low...max(low, high), using: &random))" }

    // MARK: - Slips

    /// A line lost, doubled or swapped, a letter changed.
    private mutating func mutated(_ lines: [String]) -> [String] {
        var lines = lines
        let index = Int.random(in: lines.indices, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: lines.remove(at: index)
        case 1: lines.append(lines[index])
        case 2: lines.swapAt(index, Int.random(in: lines.indices, using: &random))
        default:
            var letters = Array(lines[index])
            guard !letters.isEmpty else { return lines }
            let letter: Character = pick(["\u{1B}", "\"", "(", "{", "\u{202E}", "x", "é", "]", "\u{9B}", "=", "?"])
            letters[Int.random(in: letters.indices, using: &random)] = letter
            lines[index] = String(letters)
        }
        return lines
    }

    private mutating func pick<Thing>(_ things: [Thing]) -> Thing { things[Int.random(in: things.indices, using: &random)] }
    private mutating func oneIn(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &random) == 0 }
}
