import Datasets
import Foundation
import Language
import Testing

@testable import Commands
@testable import gan

/// Scripts that nobody would write, a few hundred in a few seconds. For longer:
///
///     GAN_FUZZ_SECONDS=600 swift test --filter ScriptFuzzTests
///
/// and with `GAN_FUZZ_SEED=1234` from another beginning, or to see one failure again.
@Suite("No script can crash, hang, or pass a check and then be refused", .serialized)
struct ScriptFuzzTests {
    private let seconds = ProcessInfo.processInfo.environment["GAN_FUZZ_SECONDS"].flatMap(Double.init) ?? 2
    private let first = ProcessInfo.processInfo.environment["GAN_FUZZ_SEED"].flatMap(Int.init) ?? 0

    /// Seeds from the first on until the time is up.
    private func forSeeds(_ body: (Int) throws -> Void) rethrows {
        let end = ContinuousClock.now + .seconds(seconds)
        var seed = first
        while ContinuousClock.now < end || seed < first + 10 {
            try body(seed)
            seed += 1
        }
    }

    /// A session that writes onto a terminal of paper.
    private final class Desk {
        let session: GanSession
        private let paper: Paper
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gan-fuzz-\(UUID().uuidString)")

        final class Paper { var text = "" }

        init(isCheckOnly: Bool) {
            let paper = Paper()
            self.paper = paper
            var options = SessionOptions(outputFolder: folder, dataFolders: DataFolders(only: [Self.data]))
            options.isCheckOnly = isCheckOnly
            let output = TerminalOutput(
                screen: .init(
                    writeResult: { paper.text += $0 }, writeRemark: { paper.text += $0 }, redrawsResults: false,
                    hasLiveLine: false, columns: { 80 }, now: { 0 }), isQuiet: false)
            session = GanSession(options: options, output: output)
            session.interpreter.limits.statements = 400
        }

        var text: String { paper.text }

        func close() {
            session.close()
            try? FileManager.default.removeItem(at: folder)
        }

        private static let data = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("datasets", isDirectory: true)
    }

    private func run(_ script: String, at desk: Desk) -> Diagnostic? {
        do throws(Diagnostic) {
            try desk.session.run(Source(name: "fuzz.gan", text: script))
            return nil
        } catch { return desk.session.hasQuit ? nil : error }
    }

    private func isPlain(_ text: String) -> Bool { visible(text) == text }

    /// What holds of every mistake.
    private func inspect(_ mistake: Diagnostic, _ script: String, _ seed: Int) {
        #expect(!mistake.message.isEmpty && mistake.span != nil, "seed \(seed): \(mistake)\n\(script)")
        #expect(isPlain(mistake.render(color: false)), "seed \(seed)")
    }

    @Test("a check ends with mistakes that have a place, whatever the values", .timeLimit(.minutes(60)))
    func checks() {
        forSeeds { seed in
            var grammar = ScriptGrammar(seed: seed, isTame: false, measures: !seed.isMultiple(of: 3))
            let script = grammar.script()
            let desk = Desk(isCheckOnly: true)
            defer { desk.close() }
            for mistake in desk.session.check(Source(name: "fuzz.gan", text: script)) { inspect(mistake, script, seed) }
            #expect(isPlain(desk.text), "seed \(seed): \(script)")
        }
    }

    @Test("what a check passes, a run does not refuse; what a run does, a check passes", .timeLimit(.minutes(60)))
    func runs() {
        forSeeds { seed in
            let measures = seed.isMultiple(of: 2)
            var grammar = ScriptGrammar(seed: seed, isTame: true, measures: measures)
            let script = grammar.script()
            let (checked, ran) = (Desk(isCheckOnly: true), Desk(isCheckOnly: false))
            defer {
                checked.close()
                ran.close()
            }
            let mistakes = checked.session.check(Source(name: "fuzz.gan", text: script), isWhole: false)
            let error = run(script, at: ran)
            if let error { inspect(error, script, seed) }
            #expect(isPlain(ran.text), "seed \(seed): \(script)")
            // Values that only the run knows may be wrong there, and the columns of its tables.
            if mistakes.isEmpty, !measures, error?.span?.text.contains("table") != true, error?.span?.source.name == "fuzz.gan" {
                #expect(error?.category != .mistake, "seed \(seed): passed and refused\n\(script)\n\(error?.description ?? "")")
            }
            // A mistake where the run never came is one all the same.
            if error == nil, !script.contains("if "), !script.contains("for "), !script.contains("repeat "),
                !script.contains("define "), !script.contains("quit"), !script.contains("exit"),
                !script.contains(" or "), !script.contains(" and ")
            {
                #expect(mistakes.isEmpty, "seed \(seed): ran and refused\n\(script)\n\(mistakes)")
            }
        }
    }

    @Test("a statement that is refused leaves everything as it was", .timeLimit(.minutes(60)))
    func unchanged() {
        forSeeds { seed in
            var grammar = ScriptGrammar(seed: seed, isTame: true, measures: true)
            let desk = Desk(isCheckOnly: false)
            defer { desk.close() }
            for line in grammar.script().split(separator: "\n").map(String.init) {
                let before = desk.session.standingText
                // Steps that were made before a condition turned out wrong are made.
                guard let error = run(line, at: desk), error.category == .mistake, !line.hasPrefix("train") else { continue }
                #expect(desk.session.standingText == before, "seed \(seed): \(line)\n\(error)")
            }
        }
    }
}

extension GanSession {
    /// The recipe, the variables and what was typed, in words. Weights are left out: networks that were described anew start
    /// anew when a statement looks at them, also when it then refuses to show them.
    fileprivate var standingText: String {
        let variables = interpreter.variables.ownNames.map { "\($0)=\(interpreter.variables[$0]?.description ?? "")" }
        return "\(draft.statements) \(variables) \(transcript)"
    }
}
