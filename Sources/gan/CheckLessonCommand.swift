import ArgumentParser
import Commands
import Declarations
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

    @Option(help: ArgumentHelp("Also write the rates as a page in Markdown.", valueName: "file"), completion: .file(extensions: ["md"]))
    var page: String?

    @OptionGroup var pageNote: PageNote

    @OptionGroup var flags: SessionFlags

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("expected at least 1 for `--jobs`, found \(jobs)") }
    }

    func run() throws {
        try leave { () throws(Diagnostic) in try check(try files(in: Syllabus.usualFolder())) }
    }

    private func check(_ files: [URL]) throws(Diagnostic) -> ExitStatus {
        var lessons: [(lesson: Lesson, script: SweepScript)] = []
        for file in files {
            if let lesson = try checked(file) { lessons.append(lesson) }
        }
        guard lessons.count == files.count else { return .mistake }
        let sweep = LessonSweep(lessons, seeds: seeds?.seeds ?? [flags.seed ?? 1], jobs: jobs ?? threadCount)
        let output = Conversation(flags.options(script: nil), isQuiet: flags.quiet).output
        RunFollower(output: output).run(sweep.pool)
        guard let rates = sweep.rates else {
            output.remark("interrupted: the same command goes on where it stopped")
            return .interrupted
        }
        if let page { try write(rates, to: page) }
        for rate in rates {
            if !flags.quiet { output.write(rate.text) }
            for fault in rate.faults { report(fault) }
        }
        return rates.allSatisfy(\.faults.isEmpty) ? .allWell : .expectationFailed
    }

    private func write(_ rates: [LessonRates], to name: String) throws(Diagnostic) {
        let page = RatesPage(
            rates, command: "gan lesson check\(lessons.map { " " + $0 }.joined())\(seeds.option) --page \(name)",
            circumstances: pageNote.circumstances)
        try RunPage(file: URL(fileURLWithPath: name)).write(page.text)
    }

    private func files(in folder: URL?) throws(Diagnostic) -> [URL] {
        let syllabus = Syllabus(folder)
        if lessons.isEmpty {
            guard !syllabus.entries.isEmpty else { throw Diagnostic("no lessons were found", help: ["`gan lesson check FILE`"]) }
            return syllabus.entries.map(\.file)
        }
        var files: [URL] = []
        for name in lessons {
            if Syllabus.isFile(name) {
                files.append(URL(fileURLWithPath: name))
            } else {
                do throws(Refusal) { files.append(try syllabus.entry(name).file) } catch {
                    throw Diagnostic(error.message, help: error.help.map { [$0] } ?? [])
                }
            }
        }
        return files
    }

    /// Form and translations: `nil` where something is wrong with them, which is told.
    private func checked(_ file: URL) throws(Diagnostic) -> (lesson: Lesson, script: SweepScript)? {
        let source = try ScriptSource.read(file.path).source
        let lesson = try Lesson(source, file: file.lastPathComponent)
        var faults = lesson.faults
        for translation in lesson.translations(besides: file) {
            let text = try ScriptSource.read(translation.path).source
            faults += try Lesson(text, file: translation.lastPathComponent).differences(from: lesson)
        }
        for fault in faults { report(fault) }

        var options = flags.options(script: file)
        options.outputFolder = options.outputFolder.appendingPathComponent("lessons").appendingPathComponent(lesson.name)
        options.isCheckOnly = true
        let check = Conversation(options, isQuiet: flags.quiet)
        defer { check.session.close() }
        guard check.check(source, isWhole: false, verdict: nil) == .allWell, faults.isEmpty else { return nil }
        options.isCheckOnly = false
        options.judgesAllClaims = true
        options.measuresAtEnd = false
        return (lesson, SweepScript(source, settings: [], included: check.session.includedTexts, options: options, version: Gan.version))
    }
}
