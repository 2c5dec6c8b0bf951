import Graphs

/// Every application of a player to a batch in one turn, in the order in which the turn's expressions were made: by the game, by
/// tricks and by penalties.
///
/// A turn keeps it for those who look inside: at what layers made, and at the gradient on its way through them. Nothing is computed for
/// it: what no program asks for is not in the program.
public final class TurnApplications {
    public struct Entry {
        public let network: Network
        /// What names its draws says for whom it was: `discriminator-update/discriminator`, `…/penalty/…`.
        public let stream: RandomStream
        public let input: Tensor
        public let application: Application
    }

    public private(set) var entries: [Entry] = []

    func append(_ entry: Entry) { entries.append(entry) }
}
