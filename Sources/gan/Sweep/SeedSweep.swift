import Commands
import Foundation
import Kernels
import Language

/// `gan run FILE --seeds 1..100`: checks the script once, makes the runs, and tells the rate at which its claims hold.
struct SeedSweep {
    let flags: SessionFlags
    let seeds: [UInt64]
    /// How many at once; by default as many as a single run would take threads.
    let jobs: Int?

    func run(_ source: Source, file: URL?) throws(Diagnostic) -> ExitStatus {
        let options = flags.options(script: file)
        var checking = options
        checking.isCheckOnly = true
        let check = Conversation(checking, on: flags.terminal(mayAsk: false), isQuiet: flags.quiet)
        try flags.set.check(against: source, in: check.session)
        try check.pin(flags.set)
        if let problem = check.session.outputFolderProblem { throw problem }
        // A mistake is told once, not once for each seed.
        let status = check.check(source, isWhole: false, verdict: flags.quiet ? nil : "; nothing was run")
        guard status == .allWell else { return status }

        let sweep = Sweep(
            SweepScript(
                source, settings: flags.set.map { ($0.name, $0.value) }, included: check.session.includedTexts,
                options: options, version: Gan.version),
            seeds: seeds, jobs: jobs ?? threadCount)
        return try run(sweep, output: check.output)
    }

    private func run(_ sweep: Sweep, output: TerminalOutput) throws(Diagnostic) -> ExitStatus {
        RunFollower(output: output).run(sweep.pool)

        let results = sweep.results
        let files = try sweep.writeTables()
        guard results.count == seeds.count else {
            output.remark(
                "interrupted: \(results.count) of \(seeds.count) runs are finished and kept; "
                    + "the same command goes on with the other \(seeds.count - results.count)")
            return .interrupted
        }
        let summary = SweepSummary(results)
        if !flags.quiet {
            output.write(summary.measurements)
            output.write("tables: \(files.joined(separator: ", "))\n")
        }
        output.write(summary.rate)
        return ExitStatus(rawValue: summary.status) ?? .runFailed
    }
}
