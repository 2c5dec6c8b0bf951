import CThreads

/// Runs `body(0)`, `body(1)`, … `body(chunks - 1)`, spread over as many threads as may be used, and returns when all are done.
///
/// Each thread begins with a stretch of its own, the same one every time, so that an array that one kernel wrote is found by
/// the next in the caches of the same core; who is done early takes over what others have not begun. No result may
/// therefore depend on which thread runs a chunk. As many threads are woken as there are chunks: give a chunk at least a
/// few microseconds of work. A single chunk, a call from inside another, and one while another thread's call is running
/// stay on the calling thread.
public func parallel(_ chunks: Int, _ body: (Int) -> Void) {
    parallel(chunks) { chunk, _ in body(chunk) }
}

/// The same for `body(chunk, slot)`: calls that run at the same time have different slots, 0 to `threadCount - 1`.
@inline(__always)
func parallel(_ chunks: Int, _ body: (Int, Int) -> Void) {
    if chunks <= 1 {
        if chunks == 1 { body(0, 0) }
        return
    }
    withoutActuallyEscaping(body) { escaping in
        var call = ParallelCall(body: escaping)
        withUnsafeMutablePointer(to: &call) { context in
            gan_parallel(
                chunks,
                { context, index, slot in
                    context!.assumingMemoryBound(to: ParallelCall.self).pointee.body(index, Int(slot))
                }, context)
        }
    }
}

/// What travels through the C interface.
private struct ParallelCall {
    let body: (Int, Int) -> Void
}

/// Splits `count` elements into ranges of whole `grain`s and runs `body(range)` on each, in parallel when there are at least two grains.
/// The last range may be ragged. At most one range a thread, so every range is long enough to vectorise: no result may
/// depend on where a range ends.
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

/// Makes this thread take numbers below the normal range (1.2e-38) as 0, as training frameworks do and as `parallel` does
/// on every thread: moments of a dead unit decay through that range for thousands of steps, and arithmetic there is a
/// hundred times slower.
public func flushSubnormals() {
    gan_flush_subnormals()
}
