extension Collection where Element == Int {
    /// How many numbers an array of this size holds; `Int.max` where that would overflow, so that an absurd recipe
    /// is refused by its memory estimate instead of trapping.
    var saturatingCount: Int {
        reduce(1) { $0.saturatingProduct($1) }
    }
}

extension Int {
    /// The product, or the largest integer where it overflows.
    func saturatingProduct(_ other: Int) -> Int {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? .max : product
    }

    /// The sum, or the largest integer where it overflows.
    func saturatingSum(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
