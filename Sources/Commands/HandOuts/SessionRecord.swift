import Figures

/// What a session said so far, bounded in memory: of it `save "session.html"` makes a page.
///
/// Figures are kept as values, since their files may be replaced by later ones. Of a training's frames at most
/// `mostFrames` are kept, evenly spread over it, the last one among them. Where everything together would take more than
/// `limit` bytes, the oldest trainings keep their last frame alone, and then the oldest events go; the record says so.
public final class SessionRecord: SessionOutput {
    /// Whether frames are to be drawn for the record where no terminal shows any.
    public let showsFrames: Bool

    private var entries: [Entry] = []
    private var bytes = 0
    /// How many events were given up.
    private var lost = 0

    /// 64 MiB.
    static let limit = 64 << 20
    static let mostFrames = 60
    private let limit: Int

    private enum Entry {
        case event(SessionEvent)
        case frames(FrameSequence)

        var byteCount: Int {
            switch self {
            case .event(let event): event.byteCount
            case .frames(let frames): frames.byteCount
            }
        }
    }

    init(showsFrames: Bool = false, limit: Int = SessionRecord.limit) {
        self.showsFrames = showsFrames
        self.limit = limit
    }

    public func receive(_ event: SessionEvent) {
        switch event {
        case .progress, .controls: return
        case .frame(let figures): add(figures)
        default:
            entries.append(.event(event))
            bytes += event.byteCount
        }
        if bytes > limit { makeRoom() }
    }

    /// Everything that is kept, in its order.
    var events: [SessionEvent] {
        let kept = entries.flatMap { entry in
            switch entry {
            case .event(let event): [event]
            case .frames(let frames): frames.frames.map { SessionEvent.frame($0) }
            }
        }
        guard lost > 0 else { return kept }
        let what = lost == 1 ? "the first result is" : "the first \(grouped(lost)) statements and results are"
        return [.remark("\(what) not kept: a session's record holds \(grouped(limit >> 20)) MiB\n")] + kept
    }

    private func add(_ figures: [ShownFigure]) {
        if case .frames(var frames)? = entries.last {
            // In place: two owners would copy all frames.
            entries.removeLast()
            bytes -= frames.byteCount
            frames.add(figures)
            entries.append(.frames(frames))
            bytes += frames.byteCount
        } else {
            let frames = FrameSequence(figures)
            entries.append(.frames(frames))
            bytes += frames.byteCount
        }
    }

    /// Down to seven eighths, so that the next event does not come here again.
    private func makeRoom() {
        let aim = limit / 8 * 7
        for (index, entry) in entries.enumerated() where bytes > aim {
            guard case .frames(var frames) = entry else { continue }
            bytes -= frames.byteCount
            frames.keepLast()
            entries[index] = .frames(frames)
            bytes += frames.byteCount
        }
        var gone = 0
        while bytes > aim, gone < entries.count {
            bytes -= entries[gone].byteCount
            gone += 1
        }
        entries.removeFirst(gone)
        lost += gone
    }
}

/// The frames of one training: of so many as come, every first, second, fourth … is kept, and the latest.
struct FrameSequence {
    private(set) var frames: [[ShownFigure]]
    private(set) var byteCount: Int
    private var seen = 1
    private var stride = 1
    /// Whether the latest frame goes when the next comes.
    private var isLatestExtra = false

    init(_ first: [ShownFigure]) {
        frames = [first]
        byteCount = Self.byteCount(of: first)
    }

    mutating func add(_ frame: [ShownFigure]) {
        if isLatestExtra, let last = frames.popLast() { byteCount -= Self.byteCount(of: last) }
        isLatestExtra = !seen.isMultiple(of: stride)
        seen += 1
        frames.append(frame)
        byteCount += Self.byteCount(of: frame)
        guard frames.count > SessionRecord.mostFrames else { return }
        let last = frames.count - 1
        isLatestExtra = isLatestExtra || !last.isMultiple(of: 2)
        stride *= 2
        frames = frames.indices.filter { $0.isMultiple(of: 2) || $0 == last }.map { frames[$0] }
        byteCount = frames.reduce(0) { $0 + Self.byteCount(of: $1) }
    }

    mutating func keepLast() {
        frames = frames.suffix(1)
        byteCount = frames.reduce(0) { $0 + Self.byteCount(of: $1) }
    }

    private static func byteCount(of frame: [ShownFigure]) -> Int { SessionEvent.frame(frame).byteCount }
}

extension SessionEvent {
    /// About so many bytes of memory hold it.
    fileprivate var byteCount: Int {
        // Of every event, with what the system keeps account of.
        let base = 256
        return switch self {
        case .passage(.words(let text)), .passage(.title(let text)), .statement(let text), .text(let text), .script(let text),
            .confirmation(let text), .remark(let text):
            base + text.utf8.count
        case .passage(.code(let lines)): lines.reduce(base) { $0 + 32 + $1.utf8.count }
        case .table(let table): table.byteCount + base
        case .figure(let shown): base + shown.byteCount
        case .frame(let figures): figures.reduce(base) { $0 + $1.byteCount }
        case .diagnostic(let diagnostic): base + diagnostic.message.utf8.count
        case .file, .expectation, .trained, .progress, .controls: 2 * base
        }
    }
}

extension ShownFigure {
    fileprivate var byteCount: Int { 512 + figure.byteCount + (facts?.byteCount ?? 0) }
}

extension TextTable {
    fileprivate var byteCount: Int { (rows + [header]).reduce(0) { $1.reduce($0) { $0 + 32 + $1.utf8.count } } }
}
