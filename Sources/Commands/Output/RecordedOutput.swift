import Figures
import Language

/// Keeps every event, for tests and for sessions that show nothing.
public final class RecordedOutput: SessionOutput {
    public private(set) var events: [SessionEvent] = []
    /// Results as a terminal would show them.
    public private(set) var text = ""
    /// Remarks and warnings.
    public private(set) var notes = ""
    private var eventText: EventText

    /// - Parameter terminal: what figures are drawn for; without one there are none in the text.
    public init(terminal: Terminal = Terminal(mode: .none)) { eventText = EventText(terminal: terminal) }

    public func receive(_ event: SessionEvent) {
        events.append(event)
        let shown = eventText.text(of: event)
        if event.isBesideResults { notes += shown } else { text += shown }
    }
}
