/// What samples say beside the examples that were trained on, where these are fixed: 1000 of each, compared number by number.
///
/// Pixels are no judge of what a person would see, and need none that was trained before; on small centred digits the nearest
/// example is nearly always of the same class.
let neighbourMeasurements: [Measurement] = [
    Measurement(
        "classes",
        summary: "how many classes the samples are of, in effect, each taken for its nearest training example's: e^entropy of the shares",
        best: .highest, isCostly: true,
        example: "data digits\ntrain 1\nexpect classes <= 10",
        source: "Hill 1973, Diversity and evenness, of order 1",
        unavailable: { recipe in
            if type(of: recipe.dataset).readsFiles, recipe.dataset.classCount != nil { return nil }
            return "`data \(recipe.dataset.name)` has no fixed examples with classes; `data digits` and `data mnist` have"
        },
        read: { try $0.neighbourhood().classes }),
    Measurement(
        "nearest",
        summary: "how far samples lie from the nearest training example, in units of how far examples lie apart: 1 like them, near 0 copies",
        best: .nearest(1), isCostly: true,
        example: "data digits\ntrain 1\nexpect nearest > 0",
        source: "after Cover, Hart 1967, Nearest neighbor pattern classification",
        unavailable: { recipe in
            recipe.hasFixedExamples ? nil : "`data \(recipe.dataset.name)` is drawn anew at every step; `examples 100` behind it keeps to a hundred draws"
        },
        read: { try $0.neighbourhood().distance }),
]
