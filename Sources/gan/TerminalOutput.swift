import Commands
import Figures
import Foundation
import Language

/// Puts results, remarks, the progress line and a watched figure onto a terminal without tearing each other.
///
/// Results go to the standard output; remarks and the live line go to the standard error. On a terminal
/// the live line is always the lowest: whatever else is written takes its place, and it is drawn again below.
final class TerminalOutput: SessionOutput {
    /// How the two streams are reached; a test puts its own in place.
    struct Screen {
        var writeResult: (String) -> Void
        var writeRemark: (String) -> Void
        /// Whether results and remarks land on one terminal that obeys escape sequences.
        var redrawsResults: Bool
        var hasLiveLine: Bool
        /// Whether remarks may be coloured.
        var hasColor = false
        /// Whether words may be set in weights and colours.
        var hasResultColor = false
        /// Whether there are no letters beyond ASCII.
        var isPlain = false
        /// Whether results are read through a window, which wide tables must fit.
        var hasWindow = false
        var columns: () -> Int
        /// In seconds.
        var now: () -> Double
        /// The size of the window, where there is one: it may change at any time.
        var window: () -> (columns: Int, rows: Int)? = { nil }
    }

    /// A watched figure is drawn at most so often,
    static let framesPerSecond = 10.0
    /// and not so often that it would send more than so many bytes a second: over a network it must not fall behind.
    static let bytesPerSecond = 256_000.0
    /// After a terminal that took its time the pause is so many times as long.
    static let restAfterFrame = 4.0

    /// What figures are drawn for; a window may have another size at each statement.
    var terminal: Terminal
    private let screen: Screen
    private let isQuiet: Bool
    /// What makes text of events; `fitted` brings it up to date.
    private var eventText: EventText
    /// Steers watched trainings, where somebody sits at it and sees what it does.
    var keyboard: (any Keyboard)? { hasLiveLine && showsFrames ? attachedKeyboard : nil }
    private let attachedKeyboard: (any Keyboard)?
    /// The live line on the screen; the cursor stands behind it, or behind that of the keys below it.
    private var liveLine: String?
    /// Which keys do what, below the live line.
    private var controls: ControlLine?
    /// The rows that these lines take on the screen.
    private var liveRows = 0
    /// The rows of the watched figure above the cursor or the live line.
    private var blockRows = 0
    /// The window when that figure was drawn, while it may be redrawn.
    private var blockWindow: (columns: Int, rows: Int)?
    /// When the next frame may be drawn.
    private var nextFrame = -Double.infinity
    /// The frame on the screen.
    private var shownFrame: String?
    /// A frame that came too soon after another; it is shown when no other follows.
    private var lateFrame: String?

    init(screen: Screen, terminal: Terminal = Terminal(mode: .none), isQuiet: Bool, keyboard: (any Keyboard)? = nil) {
        self.screen = screen
        attachedKeyboard = keyboard
        self.terminal = terminal
        self.isQuiet = isQuiet
        eventText = EventText(terminal: terminal)
        eventText.isQuiet = isQuiet
        eventText.isPlain = screen.isPlain
        eventText.hasWordColor = screen.hasResultColor
        eventText.hasDiagnosticColor = screen.hasColor
    }

    var hasLiveLine: Bool { screen.hasLiveLine && !isQuiet }

    func receive(_ event: SessionEvent) {
        if let window = screen.window() { (terminal.columns, terminal.rows) = window }
        eventText.terminal = terminal
        eventText.columns = screen.columns()
        eventText.remarkColumns = remarkColumns
        eventText.tableColumns = screen.hasWindow ? terminal.columns : nil
        switch event {
        case .progress(let training) where hasLiveLine: follow(training)
        case .frame: if showsFrames { show(frame: eventText.text(of: event)) }
        case .controls(let controls): steer(by: controls)
        default:
            let text = eventText.text(of: event)
            if event.isBesideResults { put(text) } else { draw(text) }
        }
    }

    var progressPause: Duration { hasLiveLine ? .milliseconds(100) : .seconds(10) }
    var showsFrames: Bool { screen.redrawsResults && !isQuiet && terminal.mode != .none }
    var isReadyForFrame: Bool { screen.now() >= nextFrame }
    var columns: Int { terminal.columns }

    /// Where remarks are broken between words: in a window alone.
    private var remarkColumns: Int? { screen.hasLiveLine ? screen.columns() : nil }

    /// A remark that even `--quiet` lets through.
    func remark(_ text: String) { put(wrappedLines(visible(text), columns: remarkColumns)) }

    private func draw(_ text: String) {
        guard !text.isEmpty else { return }
        finishBlock()
        eraseLiveLine()
        // A picture of pixels ends below its rows by itself.
        screen.writeResult(text.hasSuffix("\n") || text.hasSuffix("\r") ? text : text + "\n")
        drawLiveLine()
    }

    private func put(_ text: String) {
        guard !text.isEmpty else { return }
        finishBlock()
        eraseLiveLine()
        screen.writeRemark(text.hasSuffix("\n") ? text : text + "\n")
        drawLiveLine()
    }

    /// A training that showed how far it is leaves its last line standing.
    private func follow(_ training: TrainingProgress) {
        let columns = min(TrainingProgress.columns, lineColumns)
        if !training.isOver || liveLine != nil { progress(training.line(isPlain: screen.isPlain, columns: columns)) }
        if training.isOver { progress(nil) }
    }

    /// Shows a line below all others, in place of the one before it; `nil` ends it and leaves the last one standing.
    func progress(_ line: String?) {
        let line = line.map(visible)
        guard hasLiveLine else {
            if let line, !isQuiet { screen.writeRemark(line + "\n") }
            return
        }
        if let line {
            liveLine = visiblePart(line, columns: lineColumns).shown
            drawLiveLine()
        } else if liveLine != nil {
            drawLateFrame()
            liveLine = nil
            (blockRows, blockWindow) = (0, nil)
            liveRows = 0
            screen.writeRemark("\n")
        } else {
            finishBlock()
        }
    }

    /// Shows a frame in place of the one before it; one that comes too soon is shown when no other follows.
    func show(frame: String) {
        guard isReadyForFrame else {
            lateFrame = frame
            return
        }
        lateFrame = nil
        drawWatched(frame)
    }

    /// Shows what the keys do below the live line, and where a training pauses in it; `nil` takes it away.
    private func steer(by line: ControlLine?) {
        guard hasLiveLine else { return }
        // Both rows go, and the live line alone comes back.
        if line == nil, controls != nil { eraseLiveLine() }
        controls = line
        eventText.linesBelowFrame = line == nil ? nil : 2
        if let pause = line?.pause { liveLine = visiblePart(visible(pause.line(columns: lineColumns)), columns: lineColumns).shown }
        drawLiveLine()
    }

    /// What stood on the screen stands there no more, or somewhere else: another program has written in between.
    func forgetScreen() {
        (blockRows, liveRows) = (0, 0)
        (shownFrame, blockWindow) = (nil, nil)
    }

    /// Ends whatever is alive, so that the next text starts on a line of its own.
    func settle() { progress(nil) }

    // MARK: - The watched figure

    private func drawWatched(_ block: String) {
        let (window, columns) = (screen.window(), max(1, screen.columns()))
        let isResized = blockWindow != nil && !isEqual(window, blockWindow)
        guard blockRows == 0 || isResized || block != shownFrame else { return }
        let start = screen.now()
        eraseLiveLine()
        // A picture of pixels ends below its rows by itself.
        let lines = block.hasSuffix("\n") || block.hasSuffix("\r") ? block : block + "\n"
        if isResized {
            // In another window the lines have wrapped anew, and nobody knows where they stand: all of it is cleared.
            screen.writeResult("\u{1B}[H\u{1B}[2J" + lines)
        } else if blockRows > 0 {
            screen.writeResult("\u{1B}[\(blockRows)A\r" + replacingRows(lines, columns: columns))
        } else {
            screen.writeResult(lines)
        }
        blockWindow = window
        blockRows = rowCount(of: block, columns: columns)
        shownFrame = block
        drawLiveLine()
        let end = screen.now()
        nextFrame = max(
            start + 1 / Self.framesPerSecond, start + Double(block.utf8.count) / Self.bytesPerSecond,
            end + (end - start) * Self.restAfterFrame)
    }

    private func drawLateFrame() {
        guard let block = lateFrame else { return }
        lateFrame = nil
        drawWatched(block)
    }

    private func finishBlock() {
        drawLateFrame()
        (blockRows, blockWindow) = (0, nil)
    }

    // MARK: - The live line

    /// A line as wide as the terminal would wrap, and could not be erased any more.
    private var lineColumns: Int { max(1, screen.columns() - 1) }

    private func eraseLiveLine() {
        if liveRows > 0 { screen.writeRemark(liveRows > 1 ? "\u{1B}[1A\r\u{1B}[J" : "\r\u{1B}[K") }
        liveRows = 0
    }

    private func drawLiveLine() {
        guard liveLine != nil || controls != nil else { return }
        var text = (liveRows > 1 ? "\u{1B}[1A" : "") + "\r\(liveLine ?? "")\u{1B}[K"
        if let controls {
            let keys = controls.text(columns: lineColumns) { screen.hasColor ? "\u{1B}[7m\($0)\u{1B}[0m" : $0 }
            text += "\n\r\(visiblePart(screen.isPlain ? plainLetters(keys) : keys, columns: lineColumns).shown)\u{1B}[K"
        }
        liveRows = controls == nil ? 1 : 2
        screen.writeRemark(text)
    }

    private func plainLetters(_ text: String) -> String { text.replacingOccurrences(of: "← →", with: "<- ->") }

    private func isEqual(_ one: (columns: Int, rows: Int)?, _ other: (columns: Int, rows: Int)?) -> Bool {
        one?.columns == other?.columns && one?.rows == other?.rows
    }
}

extension TerminalOutput.Screen {
    /// The process's own streams.
    static func standard(environment: [String: String], graphics: GraphicsMode) -> TerminalOutput.Screen {
        let term = environment["TERM"] ?? ""
        let obeys = !term.isEmpty && term != "dumb"
        return TerminalOutput.Screen(
            writeResult: StandardStream.output.write, writeRemark: StandardStream.error.write,
            redrawsResults: obeys && StandardStream.output.isTerminal,
            hasLiveLine: obeys && StandardStream.error.isTerminal,
            hasColor: Conversation.hasColor(environment),
            hasResultColor: detectColorDepth(environment: environment, isTerminal: StandardStream.output.isTerminal) != .none,
            isPlain: isPlain(environment, graphics: graphics),
            hasWindow: StandardStream.output.isTerminal,
            columns: { (TerminalQuery.size(of: 2) ?? TerminalQuery.size(of: 1))?.columns ?? 80 },
            now: {
                var time = timespec()
                clock_gettime(CLOCK_MONOTONIC, &time)
                return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
            },
            window: { TerminalQuery.size(of: 1).map { ($0.columns, $0.rows) } })
    }
    /// Letters for pictures asked for as ASCII, a terminal or a locale without Unicode. The pictures may go to a file
    /// while the live line is on a terminal, so the environment is asked as well.
    static func isPlain(_ environment: [String: String], graphics: GraphicsMode) -> Bool {
        graphics == .ascii || detectGraphicsMode(environment: environment, isTerminal: true).mode == .ascii
    }
}
