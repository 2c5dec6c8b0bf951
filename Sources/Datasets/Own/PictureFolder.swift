import Foundation

/// The pictures of a folder, in the order of their names, so that a run can be repeated; each folder in it is a class.
struct PictureFolder {
    struct Entry {
        var file: URL
        /// Below the folder, with `/` between its parts.
        var name: String
        /// Bytes.
        var size: Int
        /// The folder that it lies in, `nil` at the top.
        var label: String?
    }

    let entries: [Entry]
    /// What was passed over.
    let remarks: [String]

    /// The endings of the files that are taken for pictures; what they are, their bytes tell.
    static let extensions: Set<String> = ["png", "jpg", "jpeg"]
    /// More files than this are refused.
    static let mostFiles = 1_000_000

    /// Hidden files are passed over, other files too, with a remark. A link is followed to a file within the folder, or
    /// anywhere where that is allowed; a link to a folder never is, as it may lead in a circle.
    init(_ folder: URL, named path: String, followsLinks: Bool) throws(DatasetError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder), isFolder.boolValue else {
            throw DatasetError(
                "expected a folder of pictures, found that `\(path)` is none",
                help: "a table ends in " + PointsDataset.extensions.map { ".\($0)" }.joined(separator: ", "))
        }
        let root = folder.resolvingSymlinksInPath().standardizedFileURL
        var found: [Entry] = []
        var others = 0
        var open: [(folder: URL, prefix: String)] = [(root, "")]
        while let (folder, prefix) = open.popLast() {
            let names: [String]
            do {
                names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            } catch {
                throw DatasetError("the folder `\(path)/\(prefix)` cannot be read", help: "check that you may read it")
            }
            for name in names where !name.hasPrefix(".") {
                let file = folder.appendingPathComponent(name)
                let below = prefix + name
                let type = (try? FileManager.default.attributesOfItem(atPath: file.path))?[.type] as? FileAttributeType
                if type == .typeDirectory {
                    open.append((file, below + "/"))
                    continue
                }
                guard Self.extensions.contains(file.pathExtension.lowercased()) else {
                    others += 1
                    continue
                }
                let target = type == .typeSymbolicLink ? file.resolvingSymlinksInPath().standardizedFileURL : file
                guard followsLinks || type != .typeSymbolicLink || target.path.hasPrefix(root.path + "/") else {
                    throw DatasetError(
                        "`\(below)` in `\(path)` is a link out of the folder",
                        help: "`--trust` lets a script read anywhere")
                }
                let attributes = try? FileManager.default.attributesOfItem(atPath: target.path)
                guard attributes?[.type] as? FileAttributeType == .typeRegular else {
                    throw DatasetError("expected a plain file, found that `\(below)` in `\(path)` is none")
                }
                let parts = below.split(separator: "/")
                found.append(
                    Entry(
                        file: target, name: below, size: (attributes?[.size] as? NSNumber)?.intValue ?? 0,
                        label: parts.count > 1 ? String(parts[0]) : nil))
                guard found.count <= Self.mostFiles else {
                    throw DatasetError("expected at most \(Self.mostFiles) pictures in `\(path)`, found more")
                }
            }
        }
        guard !found.isEmpty else {
            throw DatasetError("expected pictures (.png, .jpg) in `\(path)`, found none")
        }
        entries = found.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        var remarks: [String] = []
        if others > 0 {
            remarks.append(
                "\(others) \(others == 1 ? "file" : "files") in `\(path)` \(others == 1 ? "is" : "are") no .png or .jpg and left out")
        }
        let labelled = entries.count { $0.label != nil }
        if labelled > 0, labelled < entries.count {
            remarks.append("some pictures in `\(path)` lie in folders and some do not: none is labelled")
        }
        self.remarks = remarks
    }

    /// The class of each picture, where all lie in folders of their own.
    var labels: [String]? {
        let labels = entries.compactMap(\.label)
        return labels.count == entries.count ? labels : nil
    }

    /// A checksum of the names and lengths; a picture that changed and kept both goes unnoticed.
    var checksum: String {
        OwnFile.checksum(Data(entries.map { "\($0.name)\n\($0.size)\n" }.joined().utf8))
    }
}
