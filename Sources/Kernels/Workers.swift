/// What each thread that runs a kernel needs for itself: one value a slot of `parallel`.
final class Workers<Worker> {
    private var workers: [Worker] = []
    private let most: Int
    private let make: () throws(KernelError) -> Worker

    /// - Parameter most: how many are ever of use, however many threads there are.
    init(most: Int, _ make: @escaping () throws(KernelError) -> Worker) throws(KernelError) {
        self.most = most
        self.make = make
        try grow()
    }

    /// Makes those that are missing: before `parallel`, as there may be more threads than when the kernel was built.
    func grow() throws(KernelError) {
        while workers.count < min(threadCount, most) { workers.append(try undivided(make)) }
    }

    /// The same where sizes were accepted before: only memory can be missing, which is not a thing to go on from.
    func growForRun() {
        do { try grow() } catch { preconditionFailure("a worker as others before could not be made: \(error)") }
    }

    subscript(slot: Int) -> Worker { workers[slot] }
}
