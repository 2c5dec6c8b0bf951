import Declarations
import Graphs
import Networks

/// An optimizer: every parameter goes by the rate, whichever way its mean gradient points.
///
/// Formula: m ← memory · m + (1 − memory) g; p ← p − rate · sign(m).
struct SignDescent: Optimizer, Hashable {
    static let declaration = Declaration(
        "sign", summary: "every parameter goes by the rate, against the sign of its mean gradient",
        options: [
            OptionDeclaration("rate", .positive, default: .number(0.01), isSchedule: true, summary: "how far"),
            OptionDeclaration("memory", .number(0...0.99), default: .number(0.5), summary: "share of the mean that stays"),
        ],
        example: "optimizer sign", source: "nobody 2000, a throw-away")

    let rate: Schedule
    let memory: Double

    init(rate: Schedule = 0.01, memory: Double = 0.5) {
        self.rate = rate
        self.memory = memory
    }

    init(_ values: OptionValues) throws(Refusal) {
        self.init(rate: values.schedule("rate"), memory: values.number("memory"))
    }

    var optionValues: OptionValues { OptionValues(["rate": rate.optionValue, "memory": .number(memory)]) }

    var slotNames: [String] { ["mean"] }

    func updated(
        _ parameter: Tensor, gradient: Tensor, slots: [Tensor], step: UpdateStep
    ) throws -> (parameter: Tensor, slots: [Tensor]) {
        let mean = try slots[0] * Float(memory) + gradient * Float(1 - memory)
        return (try parameter - mean.sign() * rate.value(at: step.trainingStep), [mean])
    }
}
