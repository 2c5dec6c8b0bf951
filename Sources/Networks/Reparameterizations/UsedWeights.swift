import Declarations

// What the tricks have in common that stand between stored and used weights.

/// What such tricks claim alike.
enum UsedWeights {
    static let clipped = Claim.conflicts(
        "has the layers use other weights than the stored ones, and a clip bounds those that are stored",
        when: .uses(.penalty, ["clip"]), help: "`penalty none`, or no such trick",
        source: "Arjovsky, Chintala, Bottou 2017, algorithm 1, whose clip is of the weights in use")
}

extension ParameterSpecification {
    /// The axis of a weight that counts the layer's outputs: each of them multiplies all that reaches it by numbers of its own.
    /// `nil` for biases, scales and whatever else multiplies nothing of the input.
    var outputAxis: Int? {
        Self.weightNames.contains(String(role)) && shape.count >= 2 ? axes.firstIndex(of: "outputs") : nil
    }

    private static let weightNames: Set<String> = ["weight", "class-weight"]
}
