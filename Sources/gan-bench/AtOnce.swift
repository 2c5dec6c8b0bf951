import Foundation
import Lab

/// Several processes that train the same workload at the same time: what each step then takes, against one process alone.
///
/// Every process gets ready, waits for the others, and trains for the same few seconds; steps are counted, so that whoever
/// is put aside pays. With n processes on n times too few processors, n is what could be hoped for.
struct AtOnce {
    let workload: Workload
    let processes: Int
    /// For `--threads` of each process; `nil` leaves the default.
    let threads: Int?

    /// The option that makes a process a member: not for people.
    static let memberOption = "--member"
    private static let seconds = 5.0

    func run() throws {
        let alone = try milliseconds(processes: 1)
        let together = try milliseconds(processes: processes)
        print(
            String(
                format: "{\"workload\": \"%@\", \"peer\": \"gan\", \"at once\": %d, \"ms\": %.4f, \"alone\": %.4f, \"ratio\": %.2f}",
                workload.name, processes, together, alone, together / alone))
        fflush(nil)
    }

    /// Milliseconds a step, over the steps of all processes.
    private func milliseconds(processes count: Int) throws -> Double {
        let members = try (0..<count).map { _ in try Member(workload, threads: threads) }
        for member in members { _ = member.line() }
        for member in members { member.start() }
        let counts = members.compactMap { Double($0.line()) }
        for member in members { member.end() }
        guard counts.count == count else { throw AtOnceError() }
        return Self.seconds * 1000 * Double(count) / counts.reduce(0, +)
    }

    /// What a member does: a line when it is ready, and its number of steps after a line from outside.
    static func beMember(_ workload: Workload) throws {
        let experiment = try Experiment(try workload.recipe())
        try experiment.train(steps: 3)
        print("ready")
        fflush(nil)
        _ = readLine()
        let clock = ContinuousClock()
        let start = clock.now
        var steps = 0.0
        var last = start
        while clock.now - start < .seconds(seconds) {
            last = clock.now
            try experiment.train(steps: 1)
            steps += 1
        }
        // Of the last step only what fell into the time counts.
        let whole = (clock.now - last) / .seconds(1)
        let inside = seconds - (last - start) / .seconds(1)
        print(steps - 1 + min(1, inside / whole))
        fflush(nil)
    }
}

struct AtOnceError: Error, CustomStringConvertible {
    var description: String { "a process of several at once ended before its time" }
}

/// One process of several, seen from the one that started it.
private final class Member {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    init(_ workload: Workload, threads: Int?) throws {
        process.executableURL = Bundle.main.executableURL
        process.arguments = [AtOnce.memberOption, workload.name] + (threads.map { ["--threads", "\($0)"] } ?? [])
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    func start() { input.fileHandleForWriting.write(Data("go\n".utf8)) }

    /// The next line it prints, empty at its end.
    func line() -> String {
        var line = Data()
        while let byte = try? output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty, byte != Data("\n".utf8) {
            line += byte
        }
        return String(decoding: line, as: UTF8.self)
    }

    func end() { process.waitUntilExit() }
}
