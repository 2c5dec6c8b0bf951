/// Which of the two batches of a duel.
public enum Side: String, Sendable, CaseIterable {
    case real
    case generated
}
