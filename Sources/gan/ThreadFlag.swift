import ArgumentParser
import Commands
import Kernels

/// `--threads`, wherever a script may be read.
struct ThreadFlag: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: "Use at most this many threads instead of the script's own; the results are the same bit for bit.",
        transform: Self.threadNumber)
    var threads: Int?

    private static func threadNumber(_ text: String) throws -> Int {
        guard let number = Int(text), possibleThreadCounts.contains(number) else {
            let (fewest, most) = (possibleThreadCounts.lowerBound, possibleThreadCounts.upperBound)
            throw ValidationError("expected a number of threads from \(fewest) to \(most), found \(text)")
        }
        return number
    }

    func apply(to options: inout SessionOptions) {
        options.threads = threads
        if let threads { setThreadCount(threads) }
    }
}
