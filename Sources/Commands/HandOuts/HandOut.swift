import Files
import Foundation
import Language

/// A session as a page for others, in one of three forms.
public enum HandOutFormat: String, CaseIterable, Sendable {
    /// One file with pictures and a slider, for a browser.
    case html
    /// Markdown, with pictures by their places.
    case md
    /// A Jupyter notebook.
    case ipynb

    /// By the ending of a file's name.
    public init?(_ name: String) {
        guard let format = Self.allCases.first(where: { name.lowercased().hasSuffix("." + $0.rawValue) }) else { return nil }
        self = format
    }

    /// `.html, .md or .ipynb`, for messages.
    public static let endings = "`.html`, `.md` or `.ipynb`"

    /// What makes such a page of events.
    ///
    /// - Parameter folder: where the page will lie.
    func renderer(titled title: String, in folder: URL) -> any EventRenderer {
        switch self {
        case .html: HTMLPage(title: title)
        case .md: MarkdownText(besides: folder)
        case .ipynb: NotebookText()
        }
    }

    /// A whole page.
    func page(of events: [SessionEvent], in folder: URL) -> String {
        var renderer = renderer(titled: title(of: events), in: folder)
        return events.reduce(into: "") { $0 += renderer.text(of: $1) } + renderer.ending
    }

    /// The first heading of a lesson.
    private func title(of events: [SessionEvent]) -> String {
        for case .passage(.words(let words)) in events {
            for case .heading(_, let text) in Markdown(words).blocks { return text }
        }
        return "A session of gan"
    }
}

extension GanSession {
    /// Everything said so far as a page. The statement that asks for it stands last and has said nothing yet: it is left out.
    func handOut(_ format: HandOutFormat, in folder: URL) -> [UInt8] {
        var events = record.events
        switch events.last {
        case .statement, .passage(.code): events.removeLast()
        default: break
        }
        return Array(format.page(of: events, in: folder).utf8)
    }

    /// Writes it where a script may write.
    func saveHandOut(_ format: HandOutFormat, _ name: String, at span: Span) throws(Diagnostic) {
        if isCheckOnly {
            checkedRun.files.saved[name] = .unknown
            return
        }
        let file = try outputFile(name, at: span)
        try write(handOut(format, in: file.deletingLastPathComponent()), to: file, named: name, at: span)
        output.receive(.file(written(file, kind: "hand-out")))
    }

    /// Writes it where the person at the keyboard said.
    public func writeHandOut(_ format: HandOutFormat, to file: URL) throws(Diagnostic) {
        let page = Array(format.page(of: record.events, in: file.deletingLastPathComponent()).utf8)
        do throws(FileWriteError) { try writeAtomically(page, to: file) } catch {
            throw Diagnostic("`\(file.relativePath)` cannot be written: \(error.reason)", category: .failure)
        }
    }

    /// Whether a script that was checked saves a page that shows frames: they are drawn for it then, whoever looks on.
    public var savesFrames: Bool { checkedRun.files.saved.keys.contains { HandOutFormat($0) == .html } }
}
