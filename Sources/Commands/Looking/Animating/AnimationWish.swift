import Declarations
import Figures
import Lab
import Language

/// What a statement asks of an animation, apart from the steps.
struct AnimationWish {
    /// Names of the plot catalogue.
    let kinds: [String]
    let look: ClassLook
    /// The file's name; `nil` where it is to be numbered.
    let name: String?
    private let arguments: BoundArguments

    /// Finds what is wrong with the statement by itself.
    init(_ arguments: BoundArguments, in session: GanSession) throws(Diagnostic) {
        var kinds: [String] = []
        for entry in arguments.entries["kind"] ?? [] where !kinds.contains(entry.name) { kinds.append(entry.name) }
        if kinds.isEmpty { kinds = session.looking.watched?.kinds ?? [SamplesPlot.declaration.name] }
        guard kinds.count <= Animation.mostFigures else {
            throw arguments.error(
                "an animation shows at most \(Animation.mostFigures) figures, found \(kinds.count)", at: "kind")
        }
        self.kinds = kinds
        look = try classLook(of: kinds, arguments)
        name = arguments.optionalText("file")
        self.arguments = arguments
        if let name { try Self.check(name, at: arguments.spans["file"] ?? arguments.span) }
        let trains = arguments.has("train")
        for steps in ["from", "to"] where trains && arguments.has(steps) {
            throw arguments.error(
                "`\(steps)` chooses among the steps behind, but `train` makes new ones", at: steps,
                help: ["leave one of them out"])
        }
        if let until = arguments.expression("until"), !trains {
            throw Diagnostic(
                "`until` ends a training, found it without `train`", at: until.span,
                help: ["`animate … train 2000 until \(until.text)`"])
        }
        if let from = arguments.optionalInteger("from"), let to = arguments.optionalInteger("to"), from >= to {
            throw arguments.error("expected a first step before the last, found \(from) and \(to)", at: "from")
        }
    }

    private static func check(_ name: String, at span: Span) throws(Diagnostic) {
        let ending = fileEnding(of: name)
        guard AnimationFormat(rawValue: ending) == nil else { return }
        let endings = AnimationFormat.allCases.map { ".\($0.rawValue)" }.joined(separator: ", ")
        let beginning = name.split(separator: ".").first.map(String.init) ?? "animation"
        throw Diagnostic(
            "an animation can be written as \(endings), found `\(name)`", at: span,
            help: ["`\(beginning)\(endings)`"] + (FigureFormat(rawValue: ending) == nil ? [] : ["`plot` writes one look as `.\(ending)`"]))
    }

    /// Refuses plots under whose recipe there is nothing to draw, before any step is gone to.
    func checkPlots(of recipe: Recipe) throws(Diagnostic) {
        for kind in kinds {
            do throws(Refusal) { try checkPlot(named: kind, of: recipe) } catch {
                let span = arguments.entries["kind"]?.first { $0.name == kind }?.span
                throw Diagnostic(error, at: span ?? arguments.span)
            }
        }
    }

    /// An empty film for a range of steps.
    func film(over steps: ClosedRange<Int>, of experiment: Experiment, in session: GanSession) throws -> (film: Film, steps: [Int]) {
        let steps = Film.evenSteps(steps, count: arguments.integer("frames"))
        return (Film(of: kinds, label: try session.chosenClass(arguments, for: look, of: experiment), at: steps), steps)
    }

    func animation(of film: Film) -> Animation {
        film.animation(width: arguments.integer("width"), framesPerSecond: arguments.integer("speed"))
    }
}
