extension ClaimCase {
    static let ofNorm: [ClaimCase] = []
}
