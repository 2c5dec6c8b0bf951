import Foundation
import Lab
import Language

/// One script with one seed: a session of its own in a folder of its own, as `gan run FILE --seed N --out out/seed-N` would
/// run it.
struct SweepRun {
    let script: SweepScript
    let seed: UInt64

    /// Holds what the run says.
    private static let logName = "output.txt"

    /// Runs the script on the calling thread; `nil` where the person stopped it.
    func perform(_ interruption: InterruptionFlag) -> SweepResult? {
        let folder = script.folder(ofSeed: seed)
        var result = SweepResult(
            seed: seed, key: script.key, status: 0, held: 0, isFinal: true, seconds: 0, measurements: [], tables: [])
        let start = ContinuousClock.now
        do throws(FileProblem) {
            try make(folder)
            SweepResult.remove(from: folder)
            let output = FileOutput(try GuardedFolder([], below: folder.path).create(Self.logName), as: EventText())
            guard run(into: output, &result, interruption) else { return nil }
            result.seconds = (ContinuousClock.now - start) / .seconds(1)
            // Nothing may seem to be kept that is not.
            if let problem = output.problem { throw problem }
            try result.write(to: folder)
        } catch {
            result.status = Diagnostic.Category.failure.exitStatus
            result.isFinal = false
            result.message = "`\(folder.relativePath)` cannot be written: \(error.reason)"
        }
        return result
    }

    private func make(_ folder: URL) throws(FileProblem) {
        do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) } catch {
            throw FileProblem((error as NSError).localizedFailureReason?.lowercased() ?? "\(error)")
        }
    }

    /// False where the person stopped it.
    private func run(
        into output: FileOutput, _ result: inout SweepResult, _ interruption: InterruptionFlag
    ) -> Bool {
        var options = script.options
        options.seed = seed
        options.outputFolder = script.folder(ofSeed: seed)
        // `threads` in the script would change the number for all runs.
        options.threads = 1
        let session = GanSession(options: options, output: output, interruption: interruption)
        defer { session.close() }
        session.filesRead = FilesRead(output: options.outputFolder)
        do throws(Diagnostic) {
            for setting in script.settings { try session.interpreter.pin(setting.name, to: setting.value) }
            try session.run(script.source)
        } catch {
            // `quit` travels up through all blocks as an error that is none.
            if !session.hasQuit {
                output.receive(.diagnostic(error))
                if error.category == .interruption { return false }
                result.status = error.category.exitStatus
                result.message = error.message
                result.isFinal = error.category == .expectation || session.trainingFailure != nil
            }
        }
        if options.diagnosesAtEnd, let experiment = session.experiment {
            result.blindFindings = try? experiment.examined(knowsModes: false)
            result.findings = result.blindFindings
            if let modes = try? experiment.modeFindings() { result.findings?.add(modes) }
        }
        result.claims = session.scripting.claims
        result.held = session.scripting.heldExpectations
        result.tables = session.recordedTables
        result.files = session.filesRead?.states ?? [:]
        if options.measuresAtEnd, result.status <= Diagnostic.Category.expectation.exitStatus { result.measurements = session.finalMeasurements }
        return true
    }
}

extension GanSession {
    /// The tables that this session wrote, by their names below the output folder.
    fileprivate var recordedTables: [String] {
        let top = resolved(options.outputFolder).path + "/"
        return scripting.columns.keys.filter { $0.hasPrefix(top) }.map { String($0.dropFirst(top.count)) }.sorted()
    }

    /// Every measurement that has a value now.
    fileprivate var finalMeasurements: [SweepResult.Measured] {
        measurementNames.compactMap { name in
            guard experiment != nil, case .number(let value)? = try? measurement(name) else { return nil }
            return SweepResult.Measured(name: name, value: value)
        }
    }
}
