import Declarations

/// What a check knows at one moment.
private struct Moment<Knowledge> {
    var values: [String: Value]
    var knowledge: Knowledge
}

extension Interpreter {
    /// Runs what a run may do or leave. False when `quit` ends it: nothing behind it comes from there.
    func whenUndecided(_ body: () throws(Diagnostic) -> Void) throws(Diagnostic) -> Bool {
        checking?.undecided += 1
        defer { checking?.undecided -= 1 }
        do throws(Diagnostic) {
            try body()
            return true
        } catch where error.category == .ending && checking?.isFull != true {
            return false
        }
    }

    // MARK: - Conditions

    /// Looks into every branch that a run may take, each from the same beginning; behind them only that is known which
    /// is the same at the end of all.
    func checkBranches(_ branches: [Branch], _ otherwise: [Statement]) throws(Diagnostic) {
        let start = moment
        var ends: [Moment<Session.Knowledge>] = []
        var isUndecided = false
        func enter(_ body: [Statement], at span: Span) throws(Diagnostic) {
            moment = start
            let comesOut = try whenUndecided { () throws(Diagnostic) in
                try nested(at: span) { () throws(Diagnostic) in try execute(body) }
            }
            if comesOut { ends.append(moment) }
            moment = start
        }
        for branch in branches {
            let span = branch.condition.span
            let holds = try decided(branch.condition)
            if holds == false { continue }
            if holds == true, !isUndecided {
                return try nested(at: span) { () throws(Diagnostic) in try execute(branch.body) }
            }
            isUndecided = true
            try enter(branch.body, at: span)
            if holds == true { return try join(ends) }
        }
        guard let span = branches.last?.condition.span else { return }
        guard isUndecided else {
            return try nested(at: span) { () throws(Diagnostic) in try execute(otherwise) }
        }
        try enter(otherwise, at: span)
        try join(ends)
    }

    /// Whether a condition holds; `nil` when only a run knows, or when it is wrong.
    private func decided(_ condition: Expression) throws(Diagnostic) -> Bool? {
        do throws(Diagnostic) {
            try condition.checkNames(in: scope)
            return try condition.truth(in: scope)
        } catch {
            try note(error)
            return nil
        }
    }

    private func join(_ ends: [Moment<Session.Knowledge>]) throws(Diagnostic) {
        guard let first = ends.first else { throw Diagnostic("every way ends here", category: .ending) }
        var values = first.values
        for end in ends.dropFirst() {
            for (name, value) in end.values where values[name] != value { values[name] = .unknown }
            for name in values.keys where end.values[name] == nil { values[name] = .unknown }
        }
        moment = Moment(values: values, knowledge: session.common(ends.map(\.knowledge)))
    }

    private var moment: Moment<Session.Knowledge> {
        get { Moment(values: scope.values, knowledge: session.knowledge) }
        set {
            scope.values = newValue.values
            session.knowledge = newValue.knowledge
        }
    }

    // MARK: - Loops

    /// The rounds of `repeat`; `nil` when only a run knows how many.
    func checkRounds(_ count: Int?, of body: [Statement], at span: Span) throws(Diagnostic) {
        let known = count.map { [Value](repeating: .unknown, count: min($0, Checking.rounds)) }
        try checkRounds(known ?? [], isAll: count.map { $0 <= Checking.rounds } ?? false, of: body, binding: nil, at: span)
    }

    /// The rounds of `for` over the members of a list and of the ranges in it.
    func checkRounds(_ members: [Value], of body: [Statement], binding name: Name) throws(Diagnostic) {
        var values: [Value] = []
        var isAll = true
        for member in members where isAll {
            switch member {
            case .unknown: isAll = false
            case .range(let range):
                for index in 0..<min(range.count, Checking.rounds) { values.append(.number(Double(range[index]))) }
                isAll = range.count <= Checking.rounds
            default: values.append(member)
            }
            isAll = isAll && values.count <= Checking.rounds
        }
        try checkRounds(Array(values.prefix(Checking.rounds)), isAll: isAll, of: body, binding: name, at: name.span)
    }

    /// Looks at rounds with their own values as long as there is patience, and at all others as one of which nothing is
    /// known that the body changes.
    private func checkRounds(
        _ values: [Value], isAll: Bool, of body: [Statement], binding name: Name?, at span: Span
    ) throws(Diagnostic) {
        let start = session.knowledge
        var made = 0
        while made < values.count, executed <= Checking.patience {
            try tick(span)
            if let name { scope[name.text] = values[made] }
            try nested(at: span) { () throws(Diagnostic) in try execute(body) }
            made += 1
        }
        if isAll, made == values.count { return }
        let changed = assignedNames(in: body, and: name)
        forget(changed)
        session.knowledge = session.common([start, session.knowledge])
        let before = session.knowledge
        let comesOut = try whenUndecided { () throws(Diagnostic) in
            try nested(at: span) { () throws(Diagnostic) in try execute(body) }
        }
        forget(changed)
        session.knowledge = comesOut ? session.common([before, session.knowledge]) : before
    }

    private func forget(_ names: Set<String>) {
        for name in names { assign(.unknown, to: name) }
    }

    /// The variables that statements may change, in blocks within them too.
    private func assignedNames(in body: [Statement], and name: Name?) -> Set<String> {
        var names: Set<String> = name.map { [$0.text] } ?? []
        for statement in body {
            switch statement.kind {
            case .assign(let name, _): names.insert(name.text)
            case .forEach(let name, _, let inner): names.formUnion(assignedNames(in: inner, and: name))
            case .repeatTimes(_, let inner): names.formUnion(assignedNames(in: inner, and: nil))
            case .conditional(let branches, let otherwise):
                names.formUnion(assignedNames(in: branches.flatMap(\.body) + otherwise, and: nil))
            case .lesson(let block): names.formUnion(assignedNames(in: block.solution ?? [], and: nil))
            // Another script may change any variable there is.
            case .include: names.formUnion(scope.ownNames)
            case .command, .define: break
            }
        }
        return names.filter { !session.measurementNames.contains($0) }
    }
}
