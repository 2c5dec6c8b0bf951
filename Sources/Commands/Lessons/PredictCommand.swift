import Declarations
import Lab
import Language

/// `predict modes after 2000 steps`: asks for a guess before a training, and tells the truth after it.
enum PredictCommand: Command {
    static let declaration = CommandDeclaration(
        "predict", summary: "asks for a guess of a measurement, answered when training comes there", group: LessonStatement.group,
        arguments: [.value("measurement", .word(measurementCatalogue.map(\.name)), summary: "which")],
        options: [
            OptionDeclaration("after", .count, isOptional: true, unit: "steps", summary: "the step; by default the end of the next `train`"),
            OptionDeclaration("steps", .flag, summary: "may stand behind the number, and says nothing"),
        ],
        examples: ["data ring\npredict modes after 20 steps\ntrain 20"],
        notes: ["in a run the question and its answer are told"], isRecorded: false)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        guard !session.isCheckOnly else { return }
        let prediction = Prediction(measurement: arguments.word("measurement"), step: arguments.optionalInteger("after"))
        let step = session.experiment?.step ?? 0
        if let target = prediction.step, target <= step {
            throw arguments.error(
                "step \(target) lies behind: this is step \(step)", at: "after", help: ["`predict \(prediction.measurement) after \(step + 1000)`"],
                category: .unavailable)
        }
        session.learning.predictions.append(prediction)
        if session.lesson?.meet(prediction) == true { return }
        session.output.receive(.passage(.words(prediction.words)))
    }
}
