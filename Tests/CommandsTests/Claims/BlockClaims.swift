extension ClaimCase {
    static let ofBlock: [ClaimCase] = []
}
