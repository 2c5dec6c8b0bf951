import Declarations
import Networks

extension Recipe {
    /// Why no single example has a score: there is no discriminator, or a trick lets it judge several at once. `nil` where each
    /// has one.
    public var scoreRefusal: Refusal? {
        guard method.isDuel else { return noDiscriminator }
        let shown = setting.shownSize
        guard shown != dataset.size else { return nil }
        let joining = tricks.first { $0.shownSize(dataset.size) != dataset.size }
        return Refusal(
            "the discriminator judges \(shown.sizeText) at once\(joining.map { " under `trick \($0.name)`" } ?? ""), so that a single "
                + "example has no score",
            help: "`plot score` has the means of what it judged")
    }

    /// Throws where the game has no discriminator.
    public func requireDiscriminator() throws(Refusal) {
        guard method.isDuel else { throw noDiscriminator }
    }

    var noDiscriminator: Refusal {
        Refusal(
            "`method \(method.name)` has no discriminator to ask", help: "`plot samples` and `plot losses` show how it learns")
    }
}
