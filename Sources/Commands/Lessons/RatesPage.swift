import Foundation

/// How often the claims of lessons hold, as a page in Markdown; every figure in it comes from runs.
public struct RatesPage {
    private let lessons: [LessonRates]
    private let command: String
    private let circumstances: String

    /// - Parameters:
    ///   - command: what makes the page, as a person would type it.
    ///   - circumstances: by which program on which machine.
    public init(_ lessons: [LessonRates], command: String, circumstances: String) {
        self.lessons = lessons
        self.command = command
        self.circumstances = circumstances
    }

    public var text: String {
        let rows = lessons.flatMap(\.rows)
        return """
            # How often the lessons hold

            Each lesson ran once for each seed, its exercises with their solutions. A row is a cell with claims, `expect` or the check of an \
            exercise, and counts the runs in which all of them hold. This page is made, and resumed where it was stopped, by

                \(command)

            \(circumstances)

            | lesson | cell | holds | seconds a run |
            |---|---|---:|---:|
            \(rows.joined(separator: "\n"))

            """
    }
}

extension LessonRates {
    /// The table's rows: the lesson's name and the time of a run stand in its first.
    fileprivate var rows: [String] {
        rates.enumerated().map { place, rate in
            let isFirst = place == 0
            return "| \(isFirst ? lesson : "") | \(rate.cell.id) | \(rate.held) of \(seeds.count) | \(isFirst ? String(format: "%.0f", seconds) : "") |"
        }
    }
}
