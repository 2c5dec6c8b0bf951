/// Why a kernel could not be built: sizes that make no sense, or that the numeric library does not accept.
public struct KernelError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One line in lower case, for example "oneDNN rejects these sizes in a matrix product of [4, 0] by [0, 3]".
    public let message: String

    public init(message: String) { self.message = message }

    public var description: String { message }
}

/// Turns a status of the C interface (nothing, or a sentence) into a throw that says what was being built.
@inline(never)
func check(_ status: UnsafePointer<CChar>?, building what: @autoclosure () -> String) throws(KernelError) {
    guard let status else { return }
    throw KernelError(message: "\(String(cString: status)) in \(what())")
}

/// A primitive that was built and is given valid arrays runs; anything else is our own mistake.
@inline(__always)
func requireSuccess(_ status: UnsafePointer<CChar>?) {
    if let status { failRun(status) }
}

@inline(never)
private func failRun(_ status: UnsafePointer<CChar>) {
    preconditionFailure("a numeric kernel failed to run: \(String(cString: status))")
}
