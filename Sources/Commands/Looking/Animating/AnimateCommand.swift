import Declarations
import Figures
import Lab
import Language

/// `animate samples "collapse.gif"`: figures over the steps of a training, as a file that moves.
enum AnimateCommand: Command {
    static let declaration = CommandDeclaration(
        "animate", summary: "writes how figures change over the steps of a training, as a GIF file", group: "looking",
        arguments: [
            .entry(
                "kind", of: plotCatalogue, isOptional: true, isRepeated: true,
                summary: "what to draw, several side by side; by default what is watched, else `samples`"),
            .file(
                extensions: AnimationFormat.allCases.map(\.rawValue), isOptional: true,
                summary: "where below the output folder; by default numbered, such as `01-samples.gif`"),
        ],
        options: [
            OptionDeclaration(
                "from", .integer(0...100_000_000), isOptional: true, unit: "steps",
                summary: "the first step; by default the first that can be gone back to"),
            OptionDeclaration(
                "to", .integer(0...100_000_000), isOptional: true, unit: "steps", summary: "the last step; by default this one"),
            OptionDeclaration(
                "train", .integer(1...100_000_000), isOptional: true, unit: "steps",
                summary: "makes so many steps and shows these, not those behind"),
            OptionDeclaration("frames", .integer(2...500), default: .number(100), summary: "how many at most, evenly over the steps"),
            OptionDeclaration(
                "width", .integer(200...1200), default: .number(480), unit: "pixels",
                summary: "of each figure, or nearly so: the pixels of images stay whole"),
            OptionDeclaration("speed", .integer(1...50), default: .number(10), unit: "frames a second", summary: "how fast it goes"),
            .ofClass("of `samples` and `critic`: one class of the data, where a `layer label` takes it"),
        ],
        clauses: [ClauseDeclaration("until", summary: "with `train`: ends training when it holds")],
        examples: [
            "data ring\ntrain 20\nanimate samples \"collapse.gif\" frames 5",
            "data ring\ntrain 20\nanimate samples critic \"both.gif\" from 10 to 20 frames 3 width 240",
            "data ring\nanimate losses \"losses.gif\" train 10 frames 3",
        ],
        notes: [
            "axes and colours stand still over all frames, each frame tells its step, and the last is seen for two seconds",
            "it goes over the steps that `rewind` knows, on a copy: the session stays where it is, bit for bit",
            "steps between the kept copies are made again, which takes as long as it took; with `train` frames are taken on the way",
            "Ctrl-C on the way over steps behind writes nothing; what ends a training early leaves the frames up to there",
        ],
        changes: [.steps])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        let wish = try AnimationWish(arguments, in: session)
        if let steps = arguments.optionalInteger("train") {
            try film(steps, wish, arguments, in: session)
        } else if session.isCheckOnly {
            try check(wish, arguments, in: session)
        } else {
            try filmBehind(wish, arguments, in: session)
        }
    }

    // MARK: - The steps behind

    private static func check(_ wish: AnimationWish, _ arguments: BoundArguments, in session: GanSession) throws {
        try session.checkSteps(at: arguments.span)
        guard session.knowsRecipeOfSteps else { return }
        try checkRecipe(wish, arguments, in: session)
    }

    private static func checkRecipe(_ wish: AnimationWish, _ arguments: BoundArguments, in session: GanSession) throws(Diagnostic) {
        try session.checkClass(arguments, for: wish.look)
        guard !session.draft.isUnknown, let recipe = try? session.draft.recipe(at: arguments.span) else { return }
        try wish.checkPlots(of: recipe)
    }

    private static func filmBehind(_ wish: AnimationWish, _ arguments: BoundArguments, in session: GanSession) throws {
        guard let experiment = session.experiment, experiment.lastKnownStep > experiment.firstKnownStep else {
            throw Diagnostic(.noSteps, at: arguments.span, category: .unavailable)
        }
        let range = try range(of: experiment, arguments)
        if let name = wish.name { _ = try session.outputFile(name, at: arguments.span) }
        let (film, steps): (Film, [Int])
        do {
            try wish.checkPlots(of: experiment.recipe)
            (film, steps) = try wish.film(over: range, of: experiment, in: session)
        } catch var diagnostic as Diagnostic {
            // A check could not know under which recipe the steps behind were made.
            diagnostic.category = .unavailable
            throw diagnostic
        }
        let taken = try session.film(film, at: steps, of: experiment, span: arguments.span)
        try session.write(taken, wish, of: experiment, at: arguments.span)
    }

    private static func range(of experiment: Experiment, _ arguments: BoundArguments) throws(Diagnostic) -> ClosedRange<Int> {
        let (first, last) = (experiment.firstKnownStep, experiment.lastKnownStep)
        let from = arguments.optionalInteger("from") ?? first
        let to = arguments.optionalInteger("to") ?? experiment.step
        for (name, step) in [("from", from), ("to", to)] where !(first...last).contains(step) {
            throw arguments.error(
                "expected a step from \(first) to \(last), those that can be gone to, found \(step)", at: name,
                help: step > last ? ["`train \(step - experiment.step)` makes it"] : [], category: .unavailable)
        }
        guard from < to else {
            throw arguments.error(
                "expected a first step before the last, found \(from) and \(to)", at: arguments.isGiven("from") ? "from" : "to",
                help: ["`to \(last)` goes up to the last step that was made"], category: .unavailable)
        }
        return from...to
    }

    // MARK: - While training

    private static func film(
        _ steps: Int, _ wish: AnimationWish, _ arguments: BoundArguments, in session: GanSession
    ) throws {
        guard let experiment = try session.prepared(at: arguments.span) else {
            try checkRecipe(wish, arguments, in: session)
            return try TrainCommand.train(steps, arguments, in: session)
        }
        try wish.checkPlots(of: experiment.recipe)
        if let name = wish.name { _ = try session.outputFile(name, at: arguments.span) }
        let first = experiment.step
        session.looking.film = try wish.film(over: first...first + steps, of: experiment, in: session).film
        defer { session.looking.film = nil }
        session.takeFrame(of: experiment, isDue: true)
        let result = Result { try TrainCommand.train(steps, arguments, in: session) }
        session.takeFrame(of: experiment, isDue: true)
        // What ended a training early is worth seeing: its frames are written before it is told.
        if let film = session.looking.film, film.frames.count > 1 || (try? result.get()) != nil {
            try session.write(session.retaken(film, of: experiment, span: arguments.span), wish, of: experiment, at: arguments.span)
        }
        try result.get()
    }
}
