import Language

/// The forms in which numbers leave and enter: text that every program reads, NumPy's arrays, and several named arrays.
enum ExportFormat: String, CaseIterable {
    case csv, npy, safetensors

    static let extensions = allCases.map(\.rawValue)

    /// By the name's ending; `nil` for any other.
    init?(_ name: String) {
        guard name.contains("."), let ending = name.split(separator: ".").last?.lowercased() else { return nil }
        self.init(rawValue: ending)
    }
}

extension BoundArguments {
    /// The format of the file that an argument names; throws where its ending is none of those.
    func exportFormat(of name: String, in argument: String) throws(Diagnostic) -> ExportFormat {
        guard let format = ExportFormat(name) else {
            throw error(
                "numbers are kept as .csv, .npy or .safetensors, found `\(name)`", at: argument,
                help: ["`\(name.split(separator: ".").first.map(String.init) ?? "numbers").csv`"])
        }
        return format
    }
}
