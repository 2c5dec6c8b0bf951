/// A few values by key, the longest unused given up for a new one: what was compiled for looking would else grow with
/// every other number of samples asked for.
struct RecentlyUsed<Key: Hashable, Value> {
    private let limit: Int
    /// The latest used last.
    private var entries: [(key: Key, value: Value)] = []

    init(limit: Int) { self.limit = limit }

    var count: Int { entries.count }

    /// The value kept under the key, or a new one that is kept from now on.
    mutating func value(_ key: Key, make: () throws -> Value) rethrows -> Value {
        if let index = entries.firstIndex(where: { $0.key == key }) {
            entries.append(entries.remove(at: index))
        } else {
            let made = try make()
            if entries.count >= limit { entries.removeFirst(entries.count - limit + 1) }
            entries.append((key, made))
        }
        return entries[entries.count - 1].value
    }

    /// Puts another value under a key that is kept.
    mutating func replace(_ key: Key, with value: Value) {
        guard let index = entries.firstIndex(where: { $0.key == key }) else { return }
        entries[index].value = value
    }
}
