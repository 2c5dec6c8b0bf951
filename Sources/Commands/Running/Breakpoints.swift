import Lab
import Language

/// The conditions that end a training: those of `stop when`, and its own `until`.
///
/// Whoever trains on where a `stop when` ended the training before wants to get past it: there a condition ends nothing until it
/// has not held once. An `until` is part of the line, and is meant as it stands.
struct Breakpoints {
    private var conditions: [(condition: BoundExpression, isPassed: Bool)]
    private let until: BoundExpression?
    /// The one that ended the training.
    private(set) var met: BoundExpression?

    init(_ conditions: [BoundExpression] = [], until: BoundExpression? = nil, passing stop: PassedStop? = nil) {
        self.conditions = conditions.map { ($0, stop?.conditions.contains($0.text) == true) }
        self.until = until
    }

    var isEmpty: Bool { conditions.isEmpty && until == nil }

    /// Those that end nothing yet.
    var passed: [BoundExpression] { conditions.filter(\.isPassed).map(\.condition) }

    /// Whether training ends here.
    mutating func look() throws(Diagnostic) -> Bool {
        for index in conditions.indices {
            let holds = try conditions[index].condition.holdsByNow()
            if holds, !conditions[index].isPassed {
                met = conditions[index].condition
                return true
            }
            conditions[index].isPassed = holds
        }
        if let until, try until.holdsByNow() { met = until }
        return met != nil
    }

    /// How often to look: measurements that draw samples would cost more than the steps between.
    var usualInterval: Int {
        let names = Set((conditions.map(\.condition) + [until].compactMap { $0 }).flatMap(\.names))
        return measurementCatalogue.contains { $0.isCostly && names.contains($0.name) } ? 20 : 1
    }
}

/// Where a training ended, and the conditions of `stop when` that had held there since it got to them.
struct PassedStop {
    let step: Int
    let beginnings: Int
    let conditions: Set<String>

    init(_ experiment: Experiment, _ conditions: [BoundExpression]) {
        step = experiment.step
        beginnings = experiment.beginnings
        self.conditions = Set(conditions.map(\.text))
    }

    func isAt(_ experiment: Experiment) -> Bool { experiment.step == step && experiment.beginnings == beginnings }
}

extension BoundExpression {
    /// Whether it holds; what takes more steps to have a value does not hold yet.
    fileprivate func holdsByNow() throws(Diagnostic) -> Bool {
        do throws(Diagnostic) { return try holds() } catch where error.category == .early { return false }
    }

    /// The value of every name and of every recorded stretch in a condition. One that has none is left out: the condition was
    /// decided without it.
    var foundValues: [(name: String, value: String)] {
        expression.quantities.compactMap { quantity in
            if case .name(let name, _) = quantity {
                return (try? scope.value(of: name)).flatMap { $0 }.map { (name, $0.display) }
            }
            return (try? quantity.evaluate(in: scope)).map { (quantity.span.text, $0.display) }
        }
    }

    /// What a condition that holds does not say by itself: `gradient.generator = 132.4`.
    var foundText: String {
        if case .binary(.equal, _, _, _) = expression { return "" }
        return foundValues.filter { $0.name != "step" }.listed
    }
}
