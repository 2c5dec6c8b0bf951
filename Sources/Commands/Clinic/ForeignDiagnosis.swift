import Datasets
import Declarations
import Foundation
import Lab
import Language
import Networks

/// `diagnose "log.csv" samples "s.npy"`: a training in another framework, by its log and its samples.
extension GanSession {
    /// Says what is wrong there, and what else one would have to know.
    func diagnoseForeign(_ arguments: BoundArguments) throws {
        let log = try arguments.has("log") ? foreignLog(arguments) : nil
        let samples = try arguments.has("samples") ? foreignSamples(arguments) : nil
        guard !isCheckOnly else { return }
        let chosenLoss = arguments.has("loss") ? arguments.word("loss") : nil
        let isCritic = chosenLoss.map(isCritic(loss:)) ?? log?.looksLikeCritic ?? false
        if let log { tell(log, isCritic: isCritic, isGuessed: chosenLoss == nil) }
        let diagnosis = try Diagnosis(log, isCritic: isCritic, samples: samples)
        if samples == nil, diagnosis.first?.verdict.failure == nil {
            output.say("nothing in these curves speaks for a failure; without samples nobody can say that all is well")
        } else {
            for found in diagnosis.cases.prefix(Self.mostTold) { tellVerdict(found) }
        }
        if let name = diagnosis.first?.verdict.failure?.rawValue { output.say("`help \(name)` tells what is known of it, `explain \(name)` what it is called so for") }
        tellMissing(of: diagnosis, in: log)
    }

    private func tell(_ log: ForeignLog, isCritic: Bool, isGuessed: Bool) {
        output.say("read as " + log.columns.map { "`\($0.measurement)` from column `\(visible($0.name))`" }.joined(separator: ", "))
        if !log.unread.isEmpty { output.say("not read: " + log.unread.prefix(12).map { "`\(visible($0))`" }.joined(separator: ", ")) }
        guard isGuessed else { return }
        output.say(
            isCritic
                ? "the discriminator's loss is below 0 somewhere, so it is taken for a critic; `loss` behind the file says which loss it was"
                : "taken for a loss whose scores are probabilities; `loss wgan-gp` behind the file says that it was another")
    }

    /// What was not there, with the verdicts that need it.
    private func tellMissing(of diagnosis: Diagnosis, in log: ForeignLog?) {
        let known = Set(log?.columns.map(\.measurement) ?? [])
        var needs: [(what: String, verdicts: [String])] = []
        for (verdict, missing) in diagnosis.unknown where verdict.failure != nil {
            guard let what = missing.lazy.compactMap({ $0.evidence.described(without: known) }).first else { continue }
            if let place = needs.firstIndex(where: { $0.what == what }) {
                needs[place].verdicts.append(verdict.name)
            } else {
                needs.append((what, [verdict.name]))
            }
        }
        guard !needs.isEmpty else { return }
        var table = TextTable(header: ["not looked for", "what it takes"], leftColumns: [0, 1])
        for need in needs {
            for (place, name) in need.verdicts.enumerated() { table.rows.append([name, place == 0 ? need.what : "\""]) }
        }
        output.receive(.table(table))
    }

    // MARK: - Files

    private func foreignLog(_ arguments: BoundArguments) throws(Diagnostic) -> ForeignLog? {
        let name = arguments.text("log")
        let file = try readableFile(name, at: arguments.spans["log"] ?? arguments.span)
        do throws(DatasetError) {
            let log = ForeignLog(try LogTable([UInt8](try OwnFile.bytes(file, named: name)), name: name))
            guard !log.columns.isEmpty else {
                let wanted = ForeignLog.measurements.map { "`\($0)`" }.joined(separator: ", ")
                throw DatasetError(
                    "no column of `\(name)` is known: \(log.unread.prefix(12).map { "`\(visible($0))`" }.joined(separator: ", "))",
                    help: "name one of them \(wanted); `d_loss`, `g_loss`, `D(x)`, `D(G(z))` and the like will do")
            }
            return log
        } catch {
            throw arguments.error(error.refusal, at: "log", category: .failure)
        }
    }

    /// Generated and real examples in one unit: those of a file, or of the data that stand.
    private func foreignSamples(_ arguments: BoundArguments) throws -> (generated: [Float], real: [Float], length: Int)? {
        if arguments.has("real") {
            let (generated, length) = try array(in: "samples", of: arguments)
            let (real, realLength) = try array(in: "real", of: arguments)
            guard length == realLength else {
                throw arguments.error(
                    "expected as many numbers for a real example as for a sample, \(length), found \(realLength)", at: "real", category: .failure)
            }
            return (generated, real, length)
        }
        guard let experiment = try prepared(at: arguments.span) else { return nil }
        let (generated, length) = try array(in: "samples", of: arguments)
        let own = experiment.recipe.dataset.size.elementCount
        guard length == own else {
            throw arguments.error(
                "expected samples like `data \(experiment.recipe.dataset.name)`, \(own) numbers each, found \(length)", at: "samples",
                help: ["`real \"FILE\"` behind it gives real examples to compare with; or choose their `data` first"], category: .failure)
        }
        let real = try experiment.realExampleSet(count: Self.mostCompared).values
        return (experiment.scaling.applied(to: generated.map(Double.init)), real, own)
    }

    /// Rows of a file, as many as are compared, evenly chosen.
    private func array(in argument: String, of arguments: BoundArguments) throws(Diagnostic) -> (values: [Float], length: Int) {
        let name = arguments.text(argument)
        let file = try readableFile(name, at: arguments.spans[argument] ?? arguments.span)
        do throws(DatasetError) {
            let content = try OwnFile.bytes(file, named: name)
            let (values, count): ([Double], Int)
            if try arguments.exportFormat(ofRows: name) == .csv {
                let rows = try NumericRows([UInt8](content), name: name, preferring: [])
                (values, count) = (rows.values, rows.values.count / max(1, rows.width))
            } else {
                let array = try NPYFile(content, name: name)
                (values, count) = (array.values, array.shape.first ?? 0)
            }
            guard count >= 3, !values.isEmpty else { throw DatasetError("expected three rows at least in `\(name)`, found \(count)") }
            let length = values.count / count
            let kept = count <= Self.mostCompared ? Array(0..<count) : (0..<Self.mostCompared).map { $0 * count / Self.mostCompared }
            return (kept.flatMap { values[$0 * length..<($0 + 1) * length].map { Float($0) } }, length)
        } catch {
            throw arguments.error(error.refusal, at: argument, category: .failure)
        }
    }

    private static let mostTold = 3
    private static let mostCompared = 1000

    /// Whether the scores of a loss have no ½.
    private func isCritic(loss name: String) -> Bool {
        let losses = lossCatalogue.compactMap { try? $0.init(OptionValues($0.declaration)) }
        return losses.contains { $0.name == name && $0.decisionThreshold == nil }
    }
}

extension BoundArguments {
    fileprivate func exportFormat(ofRows name: String) throws(DatasetError) -> ExportFormat {
        guard let format = ExportFormat(name), format != .safetensors else {
            throw DatasetError("rows of samples are read from .npy and .csv, found `\(name)`", help: "`numpy.save(\"samples.npy\", array)`")
        }
        return format
    }
}

extension Finding.Evidence {
    /// What of it a person has to bring; `nil` where all of it is there and holds no number.
    fileprivate func described(without known: Set<String>) -> String? {
        switch self {
        case .curves(let names):
            let absent = names.filter { !known.contains($0) }
            return absent.isEmpty ? nil : "in the log: " + absent.joined(separator: ", ")
        case .samples: return "samples \"FILE\" and real examples"
        case .way: return "samples of many steps, as a training here keeps"
        case .networks: return "the networks themselves, as here"
        }
    }
}
