/// The passages of a lesson as text, with the blank lines that keep words, statements and results apart.
public struct NarrationText {
    private let prompts: (first: String, further: String)
    private var last: Narration.Passage?

    /// - Parameter prompts: what stands before statements, as if a person had typed them.
    public init(prompts: (first: String, further: String)) {
        self.prompts = prompts
    }

    /// Whole lines. The lesson's own letters cannot steer the terminal, the renderer's styles do.
    public mutating func text(of passage: Narration.Passage, by renderer: ProseRenderer) -> String {
        defer { last = passage }
        switch passage {
        case .words(let words): return (last == nil ? "" : "\n") + renderer.render(visible(words)) + "\n"
        case .title(let title):
            if case .words? = last { return renderer.render(title: visible(title)) }
            return (last == nil ? "" : "\n") + renderer.render(title: title)
        case .code(let lines): return renderer.render(code: lines.map(visible), prompts: prompts)
        }
    }
}
