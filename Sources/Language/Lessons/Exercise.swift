/// A task of a lesson, with its texts and conditions read.
public struct Exercise {
    /// In Markdown.
    public let task: String
    /// In Markdown, from the first to be given away to the last.
    public let hints: [String]
    /// What must hold when it is done.
    public let checks: [BoundExpression]
    public let solution: [Statement]
    /// The whole block.
    public let span: Span
}

/// A question of a lesson.
public struct Question {
    public struct Choice {
        /// In Markdown.
        public let text: String
        public let isRight: Bool
        /// In Markdown.
        public let reason: String?
    }

    /// How it is answered.
    public enum Form {
        /// By the number of a choice, counted from 1.
        case choices([Choice])
        /// By a number that is at most so far off.
        case number(Double, within: Double, reason: String?)
    }

    /// In Markdown.
    public let text: String
    public let form: Form
    /// The whole block.
    public let span: Span
}
