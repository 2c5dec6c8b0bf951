/// Into how many parts a kernel cuts its work for threads to share.
///
/// The number follows from the sizes of the work and never from the number of threads: how sums are cut decides how they
/// are rounded, and a library may round a part of its batch otherwise than the whole. So every number of threads gives
/// the same bits.
enum Division {
    @TaskLocal fileprivate static var isAllowed = true

    /// Microseconds of work for which a part pays.
    private static let costOfPart = 128.0
    /// Less is not worth waking a thread for.
    private static let leastCost = 8.0

    /// The parts of work that takes one thread about `cost` microseconds: 1, 2, 4, … `most`.
    ///
    /// Work for which two threads are as much as pays is still cut in two.
    static func parts(cost: Double, most: Int) -> Int {
        guard isAllowed, cost >= leastCost else { return 1 }
        var parts = 2
        while parts < 16, cost >= Double(parts) * costOfPart * 2 { parts *= 2 }
        return max(1, min(parts, most))
    }

    /// About how many microseconds a number of multiplications and additions in pairs takes one thread.
    static func cost(terms: Int) -> Double { Double(terms) * 2e-5 }

    /// Stretch number `part` of `count` things cut into `parts`, as equal as whole `grain`s allow.
    static func range(_ part: Int, of parts: Int, count: Int, grain: Int = 1) -> Range<Int> {
        let grains = (count + grain - 1) / grain
        return min(count, grains * part / parts * grain)..<min(count, grains * (part + 1) / parts * grain)
    }
}

/// Builds kernels that are parts of something already cut, and will run inside `parallel`: they stay whole.
public func undivided<Result, Failure: Error>(_ build: () throws(Failure) -> Result) throws(Failure) -> Result {
    // `withValue` throws without a type.
    let result: Swift.Result<Result, Failure> = Division.$isAllowed.withValue(false) {
        do throws(Failure) { return .success(try build()) } catch { return .failure(error) }
    }
    return try result.get()
}
