extension ClaimCase {
    static let ofDynamics: [ClaimCase] = []
}
