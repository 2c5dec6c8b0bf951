extension ClaimCase {
    static let ofShown: [ClaimCase] = []
}
