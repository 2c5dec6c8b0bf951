import Declarations
import Lab
import Language

/// `fix mode-collapse`: the cure that did best, typed.
enum FixCommand: Command {
    static let declaration = CommandDeclaration(
        "fix", summary: "cures a failure: types the cure that did best, prints it, and says why it helps; alone, lists the cures for this recipe",
        group: "clinic",
        arguments: [.failure("which; alone, all that something is known against")],
        examples: ["data ring\nbreak discriminator-too-weak\ntrain 50\nfix discriminator-too-weak\ntrain 50", "data ring\nfix"],
        notes: [
            "cures are what techniques declare of themselves, first those that were measured in recipes like this one: `help wgan-gp` tells its own",
            "what it types stands in the script in place of the word; train again to see what it does",
        ],
        changes: [.init("data"), .init("updates"), .networks, .loss, .penalty, .trick, .optimizer, .ratio, .steps], isRecorded: false)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        try session.requireNoMystery(at: arguments.span)
        guard let recipe = try session.recipeToChange(at: arguments.span) else { return }
        guard let failure = arguments.failure else { return try session.listCures(for: recipe) }
        let missing = failure.missingGrounds(in: recipe)
        guard missing.isEmpty else { throw session.refusal(of: failure.rawValue, missing: missing, at: arguments.span) }
        let origin = "fix \(failure.rawValue)"
        guard let cure = try session.cure(of: failure, in: recipe) else {
            return session.tellNoCure(of: failure, in: recipe)
        }
        let typed = cure.lines + (cure.remedy.startsAnew ? session.resetIfTrained : [])
        try session.type(typed, origin: origin)
        guard !session.isCheckOnly else { return }
        session.output.say("\(failure.rawValue): \(cure.remedy.reason)")
        session.tell(typed: typed)
        session.tellWhetherMeasured(cure.remedy)
        if let way = sabotage(of: failure)?.way(in: recipe) {
            session.output.say("train again, \(grouped(way.cureSteps)) steps, " + (way.shown.map { "and `\($0(recipe))` should hold no more" } ?? "and no number should overflow"))
        }
        session.tellOthers(than: cure.remedy, against: failure)
        session.output.say("source: \(cure.remedy.source)")
    }
}

extension GanSession {
    fileprivate func tellNoCure(of failure: Failure, in recipe: Recipe) {
        guard !isCheckOnly else { return }
        let elsewhere = DeclaredCure.against(failure)
        let idle = Remedy.against(failure).filter { $0.statements(for: recipe) == nil }
        let absent = idle.compactMap { remedy in remedy.cause.map { (cause: $0, source: remedy.source) } }
        for known in absent {
            output.say("a cure of \(failure.rawValue) is known where its cause is \(known.cause), which this recipe does not have (\(known.source))")
        }
        guard !elsewhere.isEmpty else {
            if absent.isEmpty { output.say("no cure of \(failure.rawValue) is known here") }
            return
        }
        output.say("nothing that could be typed for you cures \(failure.rawValue) in this recipe; what is said to help:")
        for cure in elsewhere { output.say("- \(cure.sentence) (\(cure.claim.source))") }
    }

    fileprivate func tellOthers(than remedy: Remedy, against failure: Failure) {
        let names = DeclaredCure.against(failure).filter { $0.sentence != remedy.reason }.map { "`\($0.word.rawValue) \($0.technique.name)`" }
        let others = names.enumerated().filter { !names[..<$0.offset].contains($0.element) && !remedy.reason.hasPrefix($0.element) }.map(\.element)
        if !others.isEmpty { output.say("also said to cure it: \(others.joined(separator: ", "))") }
    }

    /// For every failure that something is known against: what `fix` would type here.
    fileprivate func listCures(for recipe: Recipe) throws(Diagnostic) {
        guard !isCheckOnly else { return }
        var table = TextTable(header: ["failure", "what `fix` would type here"], leftColumns: [0, 1])
        for failure in failureNames.compactMap(Failure.init(rawValue:)) where failure.missingGrounds(in: recipe).isEmpty {
            guard let cure = try cure(of: failure, in: recipe) else { continue }
            table.rows.append([failure.rawValue, cure.lines.map { String($0.trimmingPrefix("  ")) }.joined(separator: ", ")])
        }
        output.receive(.table(table))
    }
}
