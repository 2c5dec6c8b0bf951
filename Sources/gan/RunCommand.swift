import ArgumentParser
import Foundation
import Language

/// `gan run FILE`: runs a script up to its end or its first error.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a script; `gan FILE` is short for it, `-` reads the standard input.")

    @Argument(help: ArgumentHelp("The script.", valueName: "file"), completion: .file(extensions: ["gan"]))
    var file: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Run it once for each of these seeds, beside each other and below `seed-N/`, such as 1..10 or 1,3,5.",
            valueName: "list"),
        transform: SeedList.init)
    var seeds: SeedList?

    @Option(help: ArgumentHelp("How many runs of `--seeds` at once (default: as many as there are threads).", valueName: "count"))
    var jobs: Int?

    @OptionGroup var flags: SessionFlags

    func validate() throws {
        if seeds != nil, flags.seed != nil { throw ValidationError("expected `--seed` or `--seeds`, found both") }
        guard let jobs else { return }
        guard seeds != nil else { throw ValidationError("`--jobs` is of use with `--seeds` only") }
        guard jobs >= 1 else { throw ValidationError("expected at least 1 for `--jobs`, found \(jobs)") }
    }

    func run() throws {
        let status: ExitStatus
        do throws(Diagnostic) {
            let (source, url) = try ScriptSource.read(file)
            if let seeds {
                let status = try SeedSweep(flags: flags, seeds: seeds.seeds, jobs: jobs).run(source, file: url)
                if status != .allWell { status.leave() }
                return
            }
            var options = flags.options(script: url, mayAsk: isatty(0) == 1)
            options.tellsWords = !flags.quiet
            let conversation = Conversation(options)
            try flags.set.check(against: source, in: conversation.session)
            try conversation.pin(flags.set)
            try flags.checkOutputFolder(of: conversation)
            status = conversation.run(source)
        } catch {
            report(error)
            throw ExitStatus(error)
        }
        if status != .allWell { throw status }
    }
}
