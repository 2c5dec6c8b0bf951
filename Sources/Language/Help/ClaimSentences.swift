import Declarations

extension [Claim] {
    /// What a thing claims, a sentence each; claims that differ in the failure alone are one.
    var sentences: [String] {
        var groups: [[Claim]] = []
        for claim in self {
            if let place = groups.firstIndex(where: { $0[0].says(what: claim) }) { groups[place].append(claim) } else { groups.append([claim]) }
        }
        return groups.map { group in
            let failures = group.compactMap { $0.failure?.rawValue }
            let head = ([group[0].kind.rawValue] + (failures.isEmpty ? [] : [failures.joined(separator: ", ")])).joined(separator: " ")
            let statements = group[0].statements.map { "`\($0)`" }
            let by = statements.isEmpty ? "" : ", by \(statements.joined(separator: " and "))"
            return "\(head): \(group[0].text)\(by) (\(group[0].source))"
        }
    }
}

extension Claim {
    fileprivate func says(what other: Claim) -> Bool {
        (kind, text, source) == (other.kind, other.text, other.source) && statements == other.statements
    }
}
