import Foundation

/// A file that a statement wrote.
public struct WrittenFile: Sendable, Hashable {
    /// What it holds: `samples`, `experiment`.
    public var kind: String
    public var url: URL
    /// As the person at the keyboard would type it.
    public var path: String

    public init(kind: String, url: URL, path: String) {
        self.kind = kind
        self.url = url
        self.path = path
    }

    /// `samples: out/01-samples.png`
    var line: String { "\(kind): \(path)\n" }
}
