import Declarations
import Graphs

extension Loss {
    /// Scores are compared with a target.
    var hasTargets: Bool { (try? exampleTerm(.constant(0), target: .constant(1))) != nil }
}

extension Trick {
    /// Throws where the loss compares scores with no target, which a trick would change.
    ///
    /// - Parameter change: what it does to targets: `moves the target of real examples`.
    func requireTargets(to change: String, in setting: GameSetting) throws(Refusal) {
        let loss = setting.loss
        guard !loss.hasTargets else { return }
        let others = lossCatalogue.compactMap { try? $0.init(OptionValues($0.declaration)) }.filter(\.hasTargets)
        throw Refusal(
            "`trick \(name)` \(change), and `loss \(loss.name)` compares scores with none",
            help: others.map { "`loss \($0.name)`" }.joined(separator: ", ") + ", or no `trick \(name)`")
    }
}
