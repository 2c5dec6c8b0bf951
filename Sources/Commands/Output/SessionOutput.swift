import Language

/// Where a session's events go: a terminal, a log, a page.
public protocol SessionOutput: AnyObject {
    func receive(_ event: SessionEvent)

    /// So long apart are two events of a running training; the first comes after as long.
    var progressPause: Duration { get }
    /// Whether frames of watched figures are shown; where they are not, none is drawn.
    var showsFrames: Bool { get }
    /// False while a frame would come too soon after the one before it to be shown.
    var isReadyForFrame: Bool { get }
    /// The columns that words are laid out in.
    var columns: Int { get }
    /// Steers watched trainings; `nil` where nobody sits at keys.
    var keyboard: (any Keyboard)? { get }
}

extension SessionOutput {
    /// Lines that stay are worth reading every ten seconds.
    public var progressPause: Duration { .seconds(10) }
    public var showsFrames: Bool { false }
    public var isReadyForFrame: Bool { true }
    public var columns: Int { 80 }
    public var keyboard: (any Keyboard)? { nil }

    public func write(_ text: String) { receive(.text(text)) }
    public func note(_ text: String) { receive(.remark(text)) }
    /// A remark of whole sentences, in the columns that there are.
    func tell(_ sentences: String) { note(wrapped(sentences, columns: columns).joined(separator: "\n") + "\n") }
    /// A result of whole sentences, in the columns that there are; what goes on below stands further in.
    func say(_ sentences: String) { write(wrapped(sentences, columns: columns, hanging: "  ").joined(separator: "\n") + "\n") }
    public func warn(_ warning: Diagnostic) { receive(.diagnostic(warning)) }
}

/// Two outputs at once: what is shown while it happens, and what is kept of it.
public final class DividedOutput: SessionOutput {
    private let shown: any SessionOutput
    private let kept: any SessionOutput

    public init(shown: any SessionOutput, kept: any SessionOutput) {
        self.shown = shown
        self.kept = kept
    }

    public func receive(_ event: SessionEvent) {
        shown.receive(event)
        kept.receive(event)
    }

    public var progressPause: Duration { shown.progressPause }
    public var showsFrames: Bool { shown.showsFrames || kept.showsFrames }
    public var isReadyForFrame: Bool { shown.showsFrames ? shown.isReadyForFrame : kept.isReadyForFrame }
    public var columns: Int { shown.columns }
    public var keyboard: (any Keyboard)? { shown.keyboard }
}
