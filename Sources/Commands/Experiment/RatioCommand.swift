import Declarations
import Lab
import Language
import Networks

/// `ratio discriminator 5 generator 1`: updates of each network in one training step.
enum RatioCommand: Command {
    static let declaration = CommandDeclaration(
        "ratio", summary: "how many updates of each network make one training step", group: "experiment",
        options: [.init("discriminator", updates, default: .number(1), isList: true, summary: "its updates in a step")]
            + aliases.map {
                OptionDeclaration($0, updates, isOptional: true, isList: true, summary: "another word for `discriminator`")
            }
            + [.init("generator", updates, default: .number(1), isList: true, summary: "its updates in a step")],
        clauses: [.init("while", summary: "makes more updates of the network with a range, as long as it holds")],
        examples: [
            "ratio discriminator 5 generator 1", "data ring\nratio discriminator 1..5 while loss.discriminator > 0.6\ntrain 5",
        ],
        notes: [
            "`discriminator 1..5 while CONDITION` makes at least 1 update in a step, and as long as the condition holds after an update one "
                + "more, up to 5; `updates.discriminator` is how many it was",
            "the condition compares what the network's own update measured with a number: `loss.discriminator > 0.6`, `accuracy.real < 0.9`",
            "losses of a duel say little about who is ahead, and most who tried to balance one by them found no schedule that lasts: "
                + "Chintala et al. 2016, How to train a GAN, no. 11; Goodfellow 2016, NIPS tutorial, on balancing",
        ],
        source: "Goodfellow et al. 2014, algorithm 1, where k discriminator updates precede each of the generator",
        isRecipe: true)

    private static let updates = OptionKind.integer(1...1000)
    private static let aliases = NetworkID.discriminator.aliases

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        guard declaration.options.contains(where: { arguments.isGiven($0.name) }) else {
            throw arguments.error(
                "expected `discriminator` or `generator` and a number, found the end of the line",
                help: ["the ratio now: `\(statement(of: session.draft.ratio))`"])
        }
        let alias = aliases.first { arguments.isGiven($0) }
        if let alias, arguments.isGiven("discriminator") {
            throw arguments.error("expected `discriminator` or `\(alias)`, found both", at: alias)
        }
        let discriminator = try count(alias ?? "discriminator", arguments)
        let generator = try count("generator", arguments)
        var ratio = Recipe.Ratio(discriminator: discriminator.lowerBound, generator: generator.lowerBound)
        let ranges = [(NetworkID.discriminator, discriminator), (.generator, generator)].filter { $0.1.count > 1 }
        switch (ranges.first, arguments.expression("while")) {
        case (nil, nil): break
        case (let range?, let condition?) where ranges.count == 1:
            ratio.further = FurtherUpdates(range.0, most: range.1.upperBound, while: try condition.stepCondition())
        case (nil, _?):
            throw arguments.error(
                "expected a range of updates for `while`, found one number", at: "while", help: ["`ratio discriminator 1..5 while loss.discriminator > 0.6`"])
        case (let range?, nil):
            throw arguments.error(
                "expected `while` and a condition behind a range of updates, found none",
                help: ["`ratio \(range.0) \(range.1.lowerBound)..\(range.1.upperBound) while loss.\(range.0) > 0.6`, or one number"])
        case (_, _?):
            throw arguments.error("expected a range of updates for one network, found one for each", help: ["`generator 1` is one number"])
        }
        session.draft.ratio = ratio
        session.draft.markChosen(.ratio, at: arguments.span)
    }

    /// The numbers of an option as the range that they are.
    private static func count(_ option: String, _ arguments: BoundArguments) throws(Diagnostic) -> ClosedRange<Int> {
        let numbers = arguments.list(option).map { value in if case .number(let number) = value { Int(number) } else { 1 } }
        guard let first = numbers.first, let last = numbers.last else { return 1...1 }
        guard numbers == Array(first...max(first, last)) else {
            throw arguments.error(
                "expected a number of updates or a range such as `1..5`, found \(numbers.map(String.init).joined(separator: ", "))", at: option,
                help: ["`ratio \(option) \(first)`, or `ratio \(option) \(first)..\(max(first, last)) while loss.discriminator > 0.6`"])
        }
        return first...last
    }

    /// The line that makes a ratio again.
    static func statement(of ratio: Recipe.Ratio) -> String {
        let counts = "ratio discriminator \(ratio.text(of: .discriminator)) generator \(ratio.text(of: .generator))"
        guard let condition = ratio.further?.condition else { return counts }
        return counts + " while \(condition.quantity.name) \(condition.comparison.rawValue) \(Value.number(condition.bound))"
    }
}

extension BoundExpression {
    /// A measurement of every step on the left of a comparison, a number on the right.
    fileprivate func stepCondition() throws(Diagnostic) -> StepCondition {
        guard case .binary(let comparison, .name(let name, _), let right, _) = expression,
            let comparison = StepCondition.Comparison(rawValue: comparison.rawValue)
        else {
            throw Diagnostic(
                "expected a measurement of the network's updates, a comparison and a number, found `\(text)`", at: span,
                help: ["`while loss.discriminator > 0.6`"])
        }
        return StepCondition(StepQuantity(name), comparison, try right.number(in: scope))
    }
}
