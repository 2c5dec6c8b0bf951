import ArgumentParser
import Commands
import Figures
import Foundation
import Language

/// `gan run FILE`: runs a script up to its end or its first error, once a check has found nothing wrong with it: a slip in
/// the last line must not cost the hours before it.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a script; `gan FILE` is short for it, `-` reads the standard input.")

    @Argument(help: ArgumentHelp("The script.", valueName: "file"), completion: .file(extensions: ["gan"]))
    var file: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Run it once for each of these seeds, beside each other and below `seed-N/`, such as 1..10 or 1,3,5. What is "
                + "finished is not run again, unless the script, a setting or a file that it reads has changed (by its size "
                + "and time).",
            valueName: "list"),
        transform: SeedList.init)
    var seeds: SeedList?

    @Option(help: ArgumentHelp("How many runs of `--seeds` at once (default: as many as there are threads).", valueName: "count"))
    var jobs: Int?

    @Option(
        help: ArgumentHelp(
            "Also write what the run says, figures included, as a page: `.md` as it is said, `.html` or `.ipynb` at the end.",
            valueName: "file"),
        completion: .file(extensions: HandOutFormat.allCases.map(\.rawValue)))
    var transcript: String?

    @Flag(help: "Step through it as a lesson, at the prompt.")
    var step = false

    @OptionGroup var flags: SessionFlags

    func validate() throws {
        if let transcript {
            // A slip must not write over the script.
            guard HandOutFormat(transcript) != nil else {
                throw ValidationError("expected a file \(HandOutFormat.endings) for `--transcript`, found `\(transcript)`")
            }
            if seeds != nil { throw ValidationError("`--transcript` keeps one run: expected it without `--seeds`") }
        }
        if step, seeds != nil || transcript != nil { throw ValidationError("`--step` opens the prompt: expected it without `--seeds` and `--transcript`") }
        if seeds != nil, flags.seed != nil { throw ValidationError("expected `--seed` or `--seeds`, found both") }
        guard let jobs else { return }
        guard seeds != nil else { throw ValidationError("`--jobs` is of use with `--seeds` only") }
        guard jobs >= 1 else { throw ValidationError("expected at least 1 for `--jobs`, found \(jobs)") }
    }

    func run() throws {
        if step { return try openPrompt(flags, lesson: OpenedLesson(file, isFile: true)) }
        try leave(after: perform)
    }

    private func perform() throws(Diagnostic) -> ExitStatus {
        let (source, url) = try ScriptSource.read(file)
        if let seeds { return try SeedSweep(flags: flags, seeds: seeds.seeds, jobs: jobs).run(source, file: url) }
        let terminal = flags.terminal(mayAsk: isatty(0) == 1)
        var options = flags.options(script: url)
        let checked = try check(source, options, terminal)
        guard checked.status == .allWell else { return checked.status }
        options.tellsWords = true
        let page = transcript.map { URL(fileURLWithPath: $0) }
        let format = transcript.flatMap { HandOutFormat($0) }
        options.keepsFrames = checked.savesFrames || format == .html
        // Markdown can be read while it grows.
        let kept = try format == .md ? page.map { page throws(Diagnostic) in try FileOutput.transcript(at: page) } : nil
        let conversation = Conversation(options, on: terminal, isQuiet: flags.quiet, transcript: kept)
        try conversation.pin(flags.set)
        try flags.checkOutputFolder(of: conversation)
        let status = conversation.run(source)
        if let page, let kept {
            try kept.finish(page)
        } else if let page, let format {
            try conversation.session.writeHandOut(format, to: page)
        }
        return status
    }

    /// Looks for mistakes without a word about anything else: the run has its own warnings.
    private func check(_ source: Source, _ options: SessionOptions, _ terminal: Terminal) throws(Diagnostic)
        -> (status: ExitStatus, savesFrames: Bool)
    {
        var options = options
        options.isCheckOnly = true
        let conversation = Conversation(options, on: terminal, isQuiet: true)
        defer { conversation.session.close() }
        try flags.set.check(against: source, in: conversation.session)
        try conversation.pin(flags.set)
        let status = conversation.check(source, isWhole: false, verdict: flags.quiet ? nil : "; nothing was run")
        return (status, conversation.session.savesFrames)
    }
}
