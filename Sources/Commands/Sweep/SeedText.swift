extension [UInt64] {
    /// Seeds in words: "1 to 10", "7", "1, 3, 5".
    var seedText: String {
        guard let first, let last, count > 1 else { return self.first.map(String.init) ?? "none" }
        return self == Array(first...Swift.max(first, last)) ? "\(first) to \(last)" : map(String.init).joined(separator: ", ")
    }
}
