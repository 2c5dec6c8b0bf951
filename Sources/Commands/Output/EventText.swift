import Figures
import Language

extension SessionEvent {
    /// Whether it goes to the standard error, where a person sees it and a file of results does not.
    public var isBesideResults: Bool {
        switch self {
        case .progress, .controls, .remark, .diagnostic: true
        default: false
        }
    }
}

/// Events as the text of a terminal or of a log.
///
/// What scripts and files supply is made visible here, on its way out; what the program draws itself, with its colours and
/// graphics, stays as it is.
public struct EventText {
    /// What figures are drawn for; without pictures their places alone are told.
    public var terminal: Terminal
    /// Results and errors only: no words, no remarks, no pictures.
    public var isQuiet = false
    /// Whether there are no letters beyond ASCII.
    public var isPlain = false
    /// Whether words of a lesson may be set in weights and colours.
    public var hasWordColor = false
    /// Whether diagnostics may be coloured.
    public var hasDiagnosticColor = false
    /// The columns of words.
    public var columns = 80
    /// The columns of remarks and diagnostics; any number where nobody looks through a window.
    public var remarkColumns: Int?
    /// The columns that a table may have before it goes on below itself; any number where nobody looks through a window.
    public var tableColumns: Int?
    /// The lines below a frame while keys steer the training: all of the window but these is the frame's.
    public var linesBelowFrame: Int?
    private var narration = NarrationText(prompts: GanSession.prompts)

    public init(terminal: Terminal = Terminal(mode: .none)) { self.terminal = terminal }

    /// The text of an event, empty where it has none here.
    public mutating func text(of event: SessionEvent) -> String {
        switch event {
        case .passage(let passage):
            guard !isQuiet else { return "" }
            return narration.text(
                of: passage, by: ProseRenderer(columns: columns, hasColor: hasWordColor, isPlain: isPlain))
        case .statement: return ""
        case .text(let text), .script(let text): return visible(text)
        case .table(let table): return visible(table.text(columns: tableColumns))
        case .figure(let shown): return text(of: shown)
        case .file(let file): return visible(file.line)
        case .confirmation(let text): return isQuiet ? "" : visible(text)
        case .expectation(let held): return isQuiet ? "" : visible(held.line(isPlain: isPlain))
        case .trained(let training): return isQuiet ? "" : visible(training.text)
        case .progress(let progress): return isQuiet || progress.isOver ? "" : visible(progress.line(isPlain: isPlain)) + "\n"
        case .frame(let figures): return isQuiet ? "" : text(ofFrame: figures)
        case .controls: return ""
        case .remark(let text): return isQuiet ? "" : wrappedLines(visible(text), columns: remarkColumns)
        case .diagnostic(let diagnostic):
            // What failed is told in any case.
            guard !isQuiet || diagnostic.severity != .warning else { return "" }
            return diagnostic.render(color: hasDiagnosticColor, columns: remarkColumns) + "\n"
        }
    }

    private func text(of shown: ShownFigure) -> String {
        let facts = shown.facts.map { visible($0.text(columns: tableColumns)) } ?? ""
        let place = shown.file.map { visible($0.line) } ?? ""
        guard !isQuiet, !shown.wasWatched else { return facts + place }
        let lines = (facts + place).split(separator: "\n").map(String.init)
        let picture = renderTerminal(shown.figure, on: room(besides: lines))
        // A picture of pixels ends below its rows by itself, and so does text.
        let end = picture.isEmpty || picture.hasSuffix("\n") || picture.hasSuffix("\r") ? "" : "\n"
        return facts + picture + end + place
    }

    /// Below a frame stand the live line, the line that closes the training and the files' names: together all must fit
    /// the window, as what has scrolled away cannot be redrawn.
    private func text(ofFrame figures: [ShownFigure]) -> String {
        let closing = String(repeating: "-", count: FinishedTraining.widest)
        let files = figures.compactMap { $0.file.map { visible($0.line.trimmingEnd) } }
        var room = room(besides: ["", closing] + files)
        // In a small window the last frame rather scrolls a little than shrinks to its titles.
        room.rows = linesBelowFrame.map { terminal.rows - $0 } ?? max(room.rows, terminal.rows * 2 / 3)
        let count = Arrangement.legibleCount(of: figures.count, columns: room.columns, rows: room.rows)
        return renderTerminal(figures.prefix(count).map(\.figure), on: room)
    }

    /// The terminal with the rows that are left for a picture, when other lines and the prompt stand on the same screen:
    /// what has scrolled away at the top is not seen.
    private func room(besides lines: [String]) -> Terminal {
        let columns = max(1, terminal.columns)
        var room = terminal
        room.rows -= 1 + lines.map { max(1, (displayWidth($0) + columns - 1) / columns) }.reduce(0, +)
        return room
    }
}

extension HeldExpectation {
    /// `✓ modes >= 7  modes = 8`
    func line(isPlain: Bool) -> String {
        let values = found.listed
        return (isPlain ? "ok " : "✓ ") + condition + (values.isEmpty ? "" : "  " + values) + "\n"
    }
}

extension String {
    /// Without its line end.
    fileprivate var trimmingEnd: String { hasSuffix("\n") ? String(dropLast()) : self }
}
