/// The result of a calculation, refused where it is no number or too large for one.
///
/// Not-a-number and infinity pass when they came in: a measurement may be one, and `infinity` is a value.
func finite(_ result: Double, of inputs: [Double], at span: Span, help: String? = nil) throws(Diagnostic) -> Value {
    if result.isFinite || inputs.contains(where: { $0.isNaN }) { return .number(result) }
    if result.isNaN {
        throw Diagnostic(
            "`\(span.excerpt)` is not a number", at: span, help: [help ?? "a difference or quotient of infinities has no value"])
    }
    if inputs.contains(where: { $0.isInfinite }) { return .number(result) }
    throw Diagnostic(
        "`\(span.excerpt)` is \(help == nil ? "too large for a number" : "infinite")", at: span,
        help: [help ?? "numbers reach up to 1.8e308"])
}

extension Span {
    /// The text, shortened to what a message can hold.
    var excerpt: String { shortened(text) }
}
