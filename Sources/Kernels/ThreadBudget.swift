import COneDNN
import CThreads

// No number depends on how many threads compute it, so the budget is free to change at any time.

/// How many threads what the calling thread runs may use, itself included.
public var threadCount: Int { Int(gan_thread_count()) }

/// The numbers of threads that can be asked for.
public let possibleThreadCounts = 1...Int(gan_most_threads)

/// How many processors this process may run on.
public var processorCount: Int { Int(gan_processor_count()) }

/// Sets how many threads the process uses, for every thread without a limit of its own.
///
/// Without it, as many as the environment's `OMP_NUM_THREADS` says, otherwise one a processor. Beside other programs
/// fewer take part, as many as get processors.
public func setThreadCount(_ count: Int) {
    precondition(possibleThreadCounts.contains(count), "whoever asks for threads keeps to the possible numbers")
    gan_set_thread_count(Int32(count))
}

/// Runs `body` with `count` threads for what the calling thread computes, whatever the process's number is. A limit
/// inside another never allows more.
public func withThreads<Result, Failure: Error>(
    _ count: Int, _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
    precondition(possibleThreadCounts.contains(count), "whoever limits threads keeps to the possible numbers")
    let before = gan_limit_threads(0)
    _ = gan_limit_threads(before > 0 ? min(before, Int32(count)) : Int32(count))
    defer { _ = gan_limit_threads(before) }
    return try body()
}

/// Runs `body` on the calling thread alone: for experiments beside each other, each on a thread of its own.
public func forOneThread<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
    try withThreads(1, body)
}

/// The version of the oneDNN library in use, for example "2.6.3".
public var oneDNNVersion: String { String(cString: gan_one_dnn_version()) }
