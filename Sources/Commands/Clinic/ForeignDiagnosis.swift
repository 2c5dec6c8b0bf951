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
        if arguments.has("real"), !arguments.has("samples") {
            throw arguments.error(
                "`real` stands beside `samples`, and there are none", at: "real", help: ["`diagnose \"log.csv\" samples \"samples.npy\" real …`"])
        }
        let log = try arguments.has("log") ? foreignLog(arguments) : nil
        let samples = try arguments.has("samples") ? foreignSamples(arguments) : nil
        guard !isCheckOnly else { return }
        let chosenLoss = arguments.has("loss") ? arguments.word("loss") : nil
        let isCritic = chosenLoss.map(isCritic(loss:)) ?? log?.looksLikeCritic ?? false
        if let log { tell(log, isCritic: isCritic, isGuessed: chosenLoss == nil) }
        if let samples { tellBroken(samples.generated, length: samples.length) }
        let diagnosis = try Diagnosis(log, isCritic: isCritic, samples: samples)
        if samples == nil, diagnosis.first?.verdict.failure == nil {
            let isShort = log.map { $0.rows < ForeignLog.fewestRows } ?? false
            let found = isShort ? "a log of fewer than \(ForeignLog.fewestRows) rows tells nothing yet" : "nothing in these curves speaks for a failure"
            output.say("\(found); without samples nobody can say that all is well")
        } else {
            for found in diagnosis.cases.prefix(Self.mostTold) { tellVerdict(found) }
        }
        if let name = diagnosis.first?.verdict.failure?.rawValue { output.say("`help \(name)` tells what is known of it, `explain \(name)` what it is called so for") }
        tellMissing(of: diagnosis, in: log)
    }

    private func tell(_ log: ForeignLog, isCritic: Bool, isGuessed: Bool) {
        output.say("read as " + log.columns.map { "`\($0.measurement)` from column `\(visibleOnOneLine($0.name))`" }.joined(separator: ", "))
        if !log.unread.isEmpty { output.say("not read: " + log.unreadNames) }
        if let broken = log.broken { output.say("`\(visibleOnOneLine(broken.name))` holds no finite number from step \(grouped(broken.step)) on") }
        if log.wasReordered { output.say("the rows are taken in the order of their steps") }
        if let gaps = log.gaps {
            output.say(
                "a loss or a gradient is no finite number in \(grouped(gaps.rows)) of \(grouped(log.rows)) rows, first at step "
                    + "\(grouped(gaps.firstStep)), and training went on: taken for gaps")
        }
        guard isGuessed else { return }
        output.say(
            isCritic
                ? "the discriminator's loss is below 0 somewhere, so it is taken for a critic; `loss` behind the file says which loss it was"
                : "taken for a loss whose scores are probabilities; `loss wgan-gp` behind the file says that it was another")
    }

    /// Samples that are no numbers are like no example.
    private func tellBroken(_ samples: [Float], length: Int) {
        let broken = Diagnosis.brokenRows(of: samples, length: length)
        if broken > 0 { output.say("\(grouped(broken)) of \(grouped(samples.count / length)) samples hold something that is no finite number") }
    }

    /// What was not there, with the verdicts that need it.
    private func tellMissing(of diagnosis: Diagnosis, in log: ForeignLog?) {
        let known = Set(log?.columns.map(\.measurement) ?? [])
        var needs: [(what: String, verdicts: [String])] = []
        for (verdict, missing) in diagnosis.unknown where verdict.failure != nil {
            guard let what = missing.lazy.compactMap({ $0.evidence.described(without: known, rows: log?.rows) }).first else { continue }
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
                let found = log.unread.isEmpty ? "it holds nothing but steps" : log.unreadNames
                // A column whose name is right needs no other.
                let isNamed = log.unread.contains(where: { $0.isMeasurement })
                throw DatasetError(
                    isNamed ? "no column of `\(name)` can be read: \(found)" : "no column of `\(name)` is known: \(found)",
                    help: isNamed
                        ? "write numbers alone there; in PyTorch `loss.item()` is the number of a tensor"
                        : "name one of them \(wanted); `d_loss`, `g_loss`, `D(x)`, `D(G(z))` and the like will do")
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
            try expectComparable(real, length: length, of: "`\(arguments.text("real"))`", at: "real", in: arguments)
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
        try expectComparable(real, length: own, of: "`data \(experiment.recipe.dataset.name)`", at: "samples", in: arguments)
        return (experiment.scaling.applied(to: generated.map(Double.init)), real, own)
    }

    /// Beside real examples that are no numbers, or one and the same, samples tell nothing.
    private func expectComparable(_ real: [Float], length: Int, of source: String, at argument: String, in arguments: BoundArguments) throws {
        let broken = Diagnosis.brokenRows(of: real, length: length)
        guard broken == 0 else {
            throw arguments.error(
                "expected real examples of finite numbers in \(source), found others in \(grouped(broken)) of \(grouped(real.count / length))",
                at: argument, help: ["take those rows out: `real[numpy.isfinite(real).all(axis=1)]`"], category: .failure)
        }
        guard try Diagnosis.canCompare(with: real, length: length) else {
            throw arguments.error(
                "expected real examples that differ in \(source), found that most of them or all lie at one place", at: argument,
                help: ["`real \"FILE\"` takes examples of the data that the training was shown"], category: .failure)
        }
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

extension ForeignLog {
    /// The columns that were not read, with the reasons, on one line.
    fileprivate var unreadNames: String {
        let most = 12
        var shown = unread.prefix(most).map { column -> String in
            let reason = column.reason.map { " (\($0))" } ?? ""
            return visibleOnOneLine("`\(column.name)`\(reason)")
        }
        if unread.count > most { shown.append("and \(unread.count - most) more") }
        return shown.joined(separator: ", ")
    }
}

extension Finding.Evidence {
    /// What of it a person has to bring; `nil` where all of it is there and holds no number.
    ///
    /// - Parameter rows: of the log; `nil` without one.
    fileprivate func described(without known: Set<String>, rows: Int?) -> String? {
        switch self {
        case .curves(let names):
            let absent = names.filter { !known.contains($0) }
            var needs: [String] = absent.isEmpty ? [] : ["in the log: " + absent.joined(separator: ", ")]
            if let rows, rows < ForeignLog.fewestRows { needs.append("at least \(ForeignLog.fewestRows) rows; the log has \(rows)") }
            return needs.isEmpty ? nil : needs.joined(separator: ", and ")
        case .samples: return "samples \"FILE\" and real examples"
        case .way: return "samples of many steps, as a training here keeps"
        case .networks: return "the networks themselves, as here"
        }
    }
}
