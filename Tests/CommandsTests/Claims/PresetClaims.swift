extension ClaimCase {
    static let ofPreset: [ClaimCase] = []
}
