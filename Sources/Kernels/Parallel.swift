import COneDNN

/// How many threads `parallel` and the numeric library share.
public var threadCount: Int { Int(gan_thread_count()) }

/// The version of the oneDNN library in use, for example "2.6.3".
public var oneDNNVersion: String { String(cString: gan_one_dnn_version()) }

/// Runs `body(0)`, `body(1)`, … `body(chunks - 1)`, spread over the threads that oneDNN uses too, and returns when all are done.
///
/// Sharing oneDNN's threads matters: a second pool's threads would compete with the first's, which spin while they wait.
/// Which thread runs which chunk depends only on `chunks` and the number of threads, so an array that one kernel wrote is
/// found by the next in the caches of the same cores. A single chunk, and a call from inside another, run inline.
/// Entering and leaving the pool costs one to two microseconds: give a chunk at least that much work.
public func parallel(_ chunks: Int, _ body: (Int) -> Void) {
    if chunks <= 1 {
        if chunks == 1 { body(0) }
        return
    }
    withoutActuallyEscaping(body) { escaping in
        var call = ParallelCall(body: escaping)
        withUnsafeMutablePointer(to: &call) { context in
            gan_parallel(chunks, { context, index in context!.assumingMemoryBound(to: ParallelCall.self).pointee.body(index) }, context)
        }
    }
}

/// Builds kernels that will run inside `parallel`, where each has one thread.
public func forOneThread<Result, Failure: Error>(_ build: () throws(Failure) -> Result) throws(Failure) -> Result {
    let usual = gan_thread_count()
    gan_set_thread_count(1)
    defer { gan_set_thread_count(usual) }
    return try build()
}

/// Makes this thread and the pool's take numbers below the normal range (1.2e-38) as 0, as training frameworks do:
/// moments of a dead unit decay through that range for thousands of steps, and arithmetic there is a hundred times slower.
public func flushSubnormals() {
    gan_flush_subnormals()
}

/// What travels through the C interface.
private struct ParallelCall {
    let body: (Int) -> Void
}

/// Splits `count` elements into ranges of whole `grain`s and runs `body(range)` on each, in parallel when there are at least two grains.
/// The last range may be ragged. At most one range a thread, so every range is long enough to vectorise.
public func parallel(count: Int, grain: Int, _ body: (Range<Int>) -> Void) {
    let grains = (count + grain - 1) / grain
    let chunks = min(grains, threadCount)
    if chunks <= 1 {
        if count > 0 { body(0..<count) }
        return
    }
    parallel(chunks) { chunk in
        let from = grains * chunk / chunks * grain
        let to = min(count, grains * (chunk + 1) / chunks * grain)
        body(from..<to)
    }
}
