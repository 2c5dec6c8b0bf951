/// Compiling was ended from outside before there was a program. Nothing has changed: a later attempt starts from the same.
public struct CompilationCancelled: Error, Hashable {
    public init() {}

    /// Throws when `isCancelled` says so.
    public static func check(_ isCancelled: () -> Bool) throws(CompilationCancelled) {
        if isCancelled() { throw CompilationCancelled() }
    }
}
