import Declarations
import Figures
import Foundation
import Lab
import Language

/// What a file's name ends in, behind the last dot, in lower case; empty without a dot.
func fileEnding(of name: String) -> String {
    name.contains(".") ? name.split(separator: ".", omittingEmptySubsequences: false).last.map { $0.lowercased() } ?? "" : ""
}

/// What looking remembers from one statement to the next.
struct LookingState {
    /// The number of the latest figure that was named by its number.
    var figureNumber = 0
    /// What is redrawn while training runs.
    var watched: Watched?
    /// What takes frames while training runs.
    var film: Film?
    /// What the keys do while training runs.
    var controls: TrainingControls?
    /// What the prompt said of a training without being asked.
    var toldVerdict: ToldVerdict?
}

extension GanSession {
    /// Writes a figure below the output folder and shows it.
    ///
    /// - Parameters:
    ///   - name: the file a script asked for, which is replaced; otherwise `03-samples.png`, numbered in the order of
    ///     drawing behind the pictures of earlier sessions.
    func show(_ figure: Figure, kind: String, file name: String?, at span: Span) throws {
        let file = try write(figure, kind: kind, file: name, at: span)
        output.receive(.figure(ShownFigure(figure, kind: kind, file: file)))
    }

    /// Writes a figure below the output folder.
    func write(_ figure: Figure, kind: String, file name: String?, at span: Span) throws -> WrittenFile {
        let file = try outputFile(name ?? nextFigureName(kind), at: span)
        do throws(FigureError) {
            try render(figure, to: file)
        } catch {
            throw Diagnostic(error.message, at: span, help: error.help.map { [$0] } ?? [], category: .failure)
        }
        return written(file, kind: kind)
    }

    /// Numbers go on behind those in the folder, so that no session overwrites the pictures of another.
    func nextFigureName(_ kind: String, ending: String = FigureFormat.png.rawValue) -> String {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: options.outputFolder.path)) ?? []
        looking.figureNumber = names.compactMap(figureNumber).reduce(looking.figureNumber, max) + 1
        let number = looking.figureNumber
        return (number < 10 ? "0" : "") + "\(number)-\(kind).\(ending)"
    }

    /// The number of a figure that was named by it; `nil` for files with other names.
    private func figureNumber(_ name: String) -> Int? {
        let digits = name.prefix { $0.isASCII && $0.isNumber }
        let rest = name.dropFirst(digits.count)
        let endings = [FigureFormat.png.rawValue] + AnimationFormat.allCases.map(\.rawValue)
        guard (2...9).contains(digits.count), rest.hasPrefix("-"), let ending = endings.first(where: { rest.hasSuffix("." + $0) })
        else { return nil }
        let kind = rest.dropFirst().dropLast(ending.count + 1)
        let others = [SampleCommand.declaration.name, CompareCommand.declaration.name, ProbeCommand.declaration.name]
        return plotCatalogue.entries.contains { $0.name == kind } || others.contains(String(kind)) ? Int(digits) : nil
    }

    /// Refuses a picture's name before anything is computed for it.
    func checkFigureName(_ arguments: BoundArguments) throws(Diagnostic) {
        guard let name = arguments.optionalText("file") else { return }
        try checkFigureName(name, at: arguments.spans["file"] ?? arguments.span)
    }

    func checkFigureName(_ name: String, at span: Span) throws(Diagnostic) {
        let ending = fileEnding(of: name)
        guard FigureFormat(rawValue: ending) != nil else {
            let isAnimation = AnimationFormat(rawValue: ending) != nil
            throw Diagnostic(
                "a figure can be written as .png, .svg or .pdf, found `\(name)`", at: span,
                help: [
                    isAnimation
                        ? "`animate samples \"\(name)\"` writes how it changes over the steps"
                        : "`\(name.split(separator: ".").first.map(String.init) ?? "figure").png`"
                ])
        }
    }

    /// Refuses in a checked script what its recipe gives no grounds for, where the recipe is known.
    func checkRecipe(at span: Span, _ rule: (Recipe) throws(Refusal) -> Void) throws(Diagnostic) {
        guard !draft.isUnknown, let recipe = try? draft.recipe(at: span) else { return }
        do throws(Refusal) { try rule(recipe) } catch { throw Diagnostic(error, at: span) }
    }

    /// Refuses a plot of training steps in a checked script that has made none.
    func checkSteps(at span: Span) throws(Diagnostic) {
        guard !draft.isUnknown, !checkedRun.isTrained else { return }
        throw Diagnostic(.noSteps, at: span)
    }

    /// Makes a figure, with a place for what cannot be drawn; `nil` while a script is only checked.
    func figure(at span: Span, _ make: (Experiment) throws -> Figure) throws -> Figure? {
        guard let experiment = try prepared(at: span) else { return nil }
        do {
            return try make(experiment)
        } catch let refusal as Refusal {
            throw Diagnostic(refusal, at: span)
        }
    }
}
