import Foundation
import Kernels
import Lab

/// `gan-bench [WORKLOAD …]`: milliseconds per training step, one JSON object a line.
///
/// The figure is the shortest of five rounds' means; a round lasts about 0.6 seconds. `--profile` prints instead where the
/// time of a step goes, loop by loop and kernel by kernel; `--watching` what measuring and keeping copies cost; `--at-once 2` times two processes at the same time; `--losses` prints the
/// course of both losses, which other programs that make the same steps have too.
@main
struct GanBench {
    static func main() {
        var words = Array(CommandLine.arguments.dropFirst())
        if words.contains("--help") || words.contains("-h") { return print(usage) }
        let looks: [(option: String, look: (Workload) throws -> Void)] = [
            ("--profile", profile), ("--losses", losses), ("--watching", watching),
        ]
        let look = looks.filter { take($0.option, from: &words) }.first?.look
        let isMember = take(AtOnce.memberOption, from: &words)
        let threads = takeNumber("--threads", possibleThreadCounts, from: &words)
        let processes = takeNumber("--at-once", 1...1000, from: &words)
        let names = Workload.all.map(\.name) + SweepWorkload.all.map(\.name)
        if let unknown = words.first(where: { !names.contains($0) }) { refuse("unknown workload `\(unknown)`") }
        if let threads { setThreadCount(threads) }
        do {
            for workload in Workload.all where words.isEmpty || words.contains(workload.name) {
                if isMember {
                    try AtOnce.beMember(workload)
                } else if let processes {
                    try AtOnce(workload: workload, processes: processes, threads: threads).run()
                } else {
                    try (look ?? time)(workload)
                }
            }
            guard look == nil, processes == nil, !isMember else { return }
            for sweep in SweepWorkload.all where words.isEmpty || words.contains(sweep.name) {
                try report(sweep.name, seconds: sweep.secondsPerStepAndSeed())
            }
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            exit(3)
        }
    }

    private static var usage: String {
        let all = Workload.all.map { ($0.name, $0.summary) } + SweepWorkload.all.map { ($0.name, $0.summary) }
        let widest = all.map(\.0.count).max() ?? 0
        let lines = all.map { name, summary in "  " + name.padding(toLength: widest, withPad: " ", startingAt: 0) + "  " + summary }
        return """
            usage: gan-bench [--profile] [--losses] [--watching] [--at-once N] [--threads N] [WORKLOAD …]

              --profile    where the time of a step goes
              --losses     the mean of both losses over the steps 1 to 10, 11 to 20 and so on up to 50
              --watching   what measuring every step and keeping copies costs: a step with and without, in turn, and the
                           copies' share of a step
              --at-once N  milliseconds a step in N processes at the same time, alone, and their ratio
              --threads N  at most so many threads a process

            workloads:

            """ + lines.joined(separator: "\n")
    }

    private static func refuse(_ message: String) -> Never {
        FileHandle.standardError.write(Data("\(message)\n\(usage)\n".utf8))
        exit(2)
    }

    /// Whether the option is there; it is taken out.
    private static func take(_ option: String, from words: inout [String]) -> Bool {
        defer { words.removeAll { $0 == option } }
        return words.contains(option)
    }

    /// The number behind the option, where it is there; both are taken out.
    private static func takeNumber(_ option: String, _ range: ClosedRange<Int>, from words: inout [String]) -> Int? {
        guard let place = words.firstIndex(of: option) else { return nil }
        let text = place + 1 < words.count ? words[place + 1] : "nothing"
        guard let number = Int(text), range.contains(number) else {
            refuse("expected a number from \(range.lowerBound) to \(range.upperBound) behind `\(option)`, found `\(text)`")
        }
        words.removeSubrange(place...place + 1)
        return number
    }

    private static func time(_ workload: Workload) throws {
        let experiment = try Experiment(try workload.recipe())
        try experiment.train(steps: 2)
        let one = try seconds { try experiment.train(steps: 1) }
        let steps = max(2, Int(0.6 / one))
        var shortest = Double.infinity
        for _ in 0..<5 {
            shortest = min(shortest, try seconds { try experiment.train(steps: steps) } / Double(steps))
        }
        report(workload.name, seconds: shortest)
    }

    private static func report(_ name: String, seconds: Double) {
        let milliseconds = (seconds * 10_000_000).rounded() / 10_000
        print("{\"workload\": \"\(name)\", \"peer\": \"gan\", \"ms\": \(milliseconds)}")
        fflush(nil)
    }

    private static func losses(_ workload: Workload) throws {
        let experiment = try Experiment(try workload.recipe())
        try experiment.train(steps: 50)
        let means = ["discriminator", "generator"].map { network in
            let values = stride(from: 1, to: 51, by: 10).map { first in
                (first..<first + 10).reduce(0) { $0 + (experiment.history.value("loss.\(network)", atStep: $1) ?? .nan) } / 10
            }
            return "\"\(network)\": [\(values.map { String(format: "%.4f", $0) }.joined(separator: ", "))]"
        }
        print("{\"workload\": \"\(workload.name)\", \"peer\": \"gan\", \(means.joined(separator: ", "))}")
        fflush(nil)
    }

    private static func watching(_ workload: Workload) throws {
        let recipe = try workload.recipe()
        let (experiment, bare) = (try Experiment(recipe), try BareTraining(recipe))
        try experiment.train(steps: 2)
        try bare.train(steps: 2)
        // Copies are kept every hundred steps: a round has one. Rounds are short and many, so that what else the machine does
        // falls on neighbours alike.
        let steps = 100
        let rounds = max(5, Int(3 / (try seconds { try experiment.train(steps: steps) })))
        var (whole, plain): ([Double], [Double]) = ([], [])
        for _ in 0..<rounds {
            whole.append(try seconds { try experiment.train(steps: steps) } / Double(steps))
            plain.append(try seconds { try bare.train(steps: steps) } / Double(steps))
        }
        let ratios = zip(whole, plain).map { $0 / $1 }
        // The copies alone, which go into memory that is new to the process, as the timeline's do.
        var kept: [Snapshot] = []
        let copy = try seconds { for _ in 0..<30 { kept.append(experiment.snapshot()) } } / 30
        let timeline = copy / (Double(steps) * median(whole))
        func text(_ value: Double) -> String { String(format: "%.4f", value) }
        print("{\"workload\": \"\(workload.name)\", \"ms\": \(text(median(whole) * 1000)), \"bare\": \(text(median(plain) * 1000)), \"ratio\": \(text(median(ratios))), \"copies\": \(text(timeline))}")
        fflush(nil)
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    private static func profile(_ workload: Workload) throws {
        let experiment = try Experiment(try workload.recipe())
        try experiment.train(steps: 20)
        let lines = try experiment.profile(runs: 100)
        print("\(workload.name): shortest time of each segment and of its steps in one part, microseconds")
        for line in lines {
            print((line.isStep ? "            " : "") + String(format: "%10.2f  ", line.microseconds) + line.label)
        }
        print(String(format: "%10.2f  in all", lines.reduce(0) { $0 + ($1.isStep ? 0 : $1.microseconds) }))
    }

    private static func seconds(_ body: () throws -> Void) rethrows -> Double {
        let clock = ContinuousClock()
        return try clock.measure(body) / .seconds(1)
    }
}
