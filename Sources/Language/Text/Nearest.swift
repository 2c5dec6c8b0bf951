/// The choice that a person most likely meant by a word, or `nil` when none is near.
///
/// Near is a third of the word's letters in edits, or a single choice that begins with the word.
public func nearest(to word: String, in choices: [String]) -> String? {
    let typed = word.lowercased()
    guard typed.count <= 64 else { return nil }
    let limit = max(1, typed.count / 3)
    var best: (choice: String, distance: Int)?
    for choice in choices {
        let distance = editDistance(typed, choice.lowercased())
        // A word of one or two letters is near only to words that share a letter with it.
        guard distance <= limit, distance < max(typed.count, choice.count) else { continue }
        // Another letter in so short a word makes another word: `foo` is not `for`, but `fro` is.
        if typed.count <= 3, choice.count == typed.count, typed.sorted() != choice.lowercased().sorted() { continue }
        if best == nil || distance < best!.distance { best = (choice, distance) }
    }
    if let best { return best.choice }
    let continued = choices.filter { typed.count >= 2 && $0.lowercased().hasPrefix(typed) }
    return continued.count == 1 ? continued.first : nil
}

/// Damerau–Levenshtein distance (optimal string alignment): the least number of insertions, deletions, substitutions
/// and swaps of neighbours that turn one word into the other.
///
/// Swaps count once because they are the commonest slip of fast fingers: `trian` for `train`.
/// Source: F. Damerau, "A technique for computer detection and correction of spelling errors", CACM 7 (1964).
public func editDistance(_ left: String, _ right: String) -> Int {
    let left = Array(left)
    let right = Array(right)
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var beforePrevious = [Int](repeating: 0, count: right.count + 1)
    var previous = Array(0...right.count)
    for row in 1...left.count {
        var current = [row] + [Int](repeating: 0, count: right.count)
        for column in 1...right.count {
            let substitution = previous[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1)
            var least = min(previous[column] + 1, current[column - 1] + 1, substitution)
            if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                least = min(least, beforePrevious[column - 2] + 1)
            }
            current[column] = least
        }
        (beforePrevious, previous) = (previous, current)
    }
    return previous[right.count]
}
