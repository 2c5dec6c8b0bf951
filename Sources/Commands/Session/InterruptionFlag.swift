import Synchronization

/// Ctrl-C as a session sees it: raised from a signal handler or from another thread, looked at after every step.
public final class InterruptionFlag: Sendable {
    private let flag = Atomic<Bool>(false)

    public init() {}

    public var isRaised: Bool {
        get { flag.load(ordering: .relaxed) }
        set { flag.store(newValue, ordering: .relaxed) }
    }
}
