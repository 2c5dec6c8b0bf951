import Figures
import Foundation
import Lab
import Language

/// What looking remembers from one statement to the next.
struct LookingState {
    /// How many figures were written under names of their own, for the next number.
    var figureCount = 0
    /// What is redrawn while training runs.
    var watched: Watched?
}

extension GanSession {
    /// Draws a figure in the terminal, writes it below the output folder, and says where.
    ///
    /// - Parameters:
    ///   - name: the file a script asked for; otherwise `03-samples.png`, numbered in the order of drawing, so that a
    ///     second run of a script writes the same names.
    func show(_ figure: Figure, kind: String, file name: String?, at span: Span) throws {
        let place = try write(figure, kind: kind, file: name, at: span)
        if !options.isQuiet { output.draw(renderTerminal(figure, on: terminal)) }
        output.write(place)
    }

    /// Writes a figure below the output folder; the result is the line that says where.
    func write(_ figure: Figure, kind: String, file name: String?, at span: Span) throws -> String {
        let file = try outputFile(name ?? nextFigureName(kind), at: span)
        do throws(FigureError) {
            try render(figure, to: file)
        } catch {
            throw Diagnostic(error.message, at: span, help: error.help.map { [$0] } ?? [], category: .failure)
        }
        return "\(kind): \(shownPath(file))\n"
    }

    private func nextFigureName(_ kind: String) -> String {
        looking.figureCount += 1
        let number = looking.figureCount
        return (number < 10 ? "0" : "") + "\(number)-\(kind).png"
    }

    /// Refuses a picture's name before anything is computed for it.
    func checkFigureName(_ arguments: BoundArguments) throws(Diagnostic) {
        guard let name = arguments.optionalText("file") else { return }
        let ending = name.split(separator: ".", omittingEmptySubsequences: false).last.map { $0.lowercased() } ?? ""
        guard name.contains("."), FigureFormat(rawValue: ending) != nil else {
            throw arguments.error(
                "a figure can be written as .png, .svg or .pdf, found `\(name)`", at: "file",
                help: ["`\(name.split(separator: ".").first.map(String.init) ?? "figure").png`"])
        }
    }

    /// Refuses a plot of training steps in a checked script that has made none.
    func checkSteps(at span: Span) throws(Diagnostic) {
        guard !draft.isUnknown, !foreseen.isTrained else { return }
        throw Diagnostic(PlotError.noSteps.message, at: span, help: PlotError.noSteps.help.map { [$0] } ?? [])
    }

    /// Makes a figure, with a place for what cannot be drawn; `nil` while a script is only checked.
    func figure(at span: Span, _ make: (Experiment) throws -> Figure) throws -> Figure? {
        guard let experiment = try prepared(at: span) else { return nil }
        do {
            return try make(experiment)
        } catch let error as PlotError {
            throw Diagnostic(error.message, at: span, help: error.help.map { [$0] } ?? [])
        }
    }
}
