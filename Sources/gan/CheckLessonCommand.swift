import ArgumentParser
import Commands
import Foundation
import Kernels
import Language

/// `gan lesson check 2 --seeds 1..10`: whether a lesson is whole, and whether its words say what is measured.
struct CheckLessonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check lessons: form, translations, every solution against its check, and the rates that the words state.")

    @Argument(help: ArgumentHelp("Numbers, names or files (default: all lessons).", valueName: "lesson"), completion: .file(extensions: ["gan"]))
    var lessons: [String] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Measure the rates over these seeds, such as 1..10; what is finished is not run again.", valueName: "list"),
        transform: SeedList.init)
    var seeds: SeedList?

    @Option(help: ArgumentHelp("How many runs at once (default: as many as there are threads).", valueName: "count"))
    var jobs: Int?

    @OptionGroup var flags: SessionFlags

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("expected at least 1 for `--jobs`, found \(jobs)") }
    }

    func run() throws {
        let folder = Syllabus.usualFolder()
        var worst = ExitStatus.allWell
        do throws(Diagnostic) {
            for file in try files(in: folder) {
                let status = try check(file)
                if status.rawValue > worst.rawValue { worst = status }
                if status == .interrupted { break }
            }
        } catch {
            report(error)
            throw ExitStatus(error)
        }
        if worst != .allWell { throw worst }
    }

    private func files(in folder: URL?) throws(Diagnostic) -> [URL] {
        let syllabus = Syllabus(folder)
        if lessons.isEmpty {
            guard !syllabus.entries.isEmpty else { throw Diagnostic("no lessons were found", help: ["`gan lesson check FILE`"]) }
            return syllabus.entries.map(\.file)
        }
        var files: [URL] = []
        for name in lessons {
            if name.contains("/") || name.hasSuffix(".gan") {
                files.append(URL(fileURLWithPath: name))
            } else {
                do { files.append(try syllabus.entry(name).file) } catch { throw Diagnostic("\(error)") }
            }
        }
        return files
    }

    /// Form and translations first, then the run, or the runs.
    private func check(_ file: URL) throws(Diagnostic) -> ExitStatus {
        let source = try ScriptSource.read(file.path).source
        let lesson = try Lesson(source, file: file.lastPathComponent)
        var faults = lesson.faults
        for translation in lesson.translations(besides: file) {
            let text = try ScriptSource.read(translation.path).source
            faults += try Lesson(text, file: translation.lastPathComponent).differences(from: lesson)
        }
        for fault in faults { report(fault) }
        guard faults.isEmpty else { return .mistake }

        var options = flags.options(script: file)
        options.outputFolder = options.outputFolder.appendingPathComponent("lessons").appendingPathComponent(lesson.name)
        var checking = options
        checking.isCheckOnly = true
        let check = Conversation(checking, isQuiet: flags.quiet)
        defer { check.session.close() }
        let status = check.check(source, isWhole: false, verdict: nil)
        guard status == .allWell else { return status }
        options.judgesAllClaims = true
        let seeds = seeds?.seeds ?? [flags.seed ?? 1]
        let sweep = Sweep(
            SweepScript(source, settings: [], included: check.session.includedTexts, options: options, version: Gan.version), seeds: seeds,
            jobs: jobs ?? threadCount)
        RunFollower(output: check.output).run(sweep.pool)
        let results = sweep.results
        guard results.count == seeds.count else {
            check.output.remark("interrupted: the same command goes on where it stopped")
            return .interrupted
        }
        let rates = LessonRates(lesson, results)
        if !flags.quiet { check.output.write(rates.text) }
        for fault in rates.faults { report(fault) }
        return rates.faults.isEmpty ? .allWell : .expectationFailed
    }
}
