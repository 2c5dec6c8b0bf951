import Datasets
import Declarations
import Foundation
import Language

/// The lessons of a folder, in the order of their numbers.
///
/// Lessons in another language stand in a folder below it, under the same names: `ru/02-mode-collapse.gan`. Where there is none,
/// the one in the folder itself does.
public struct Syllabus {
    public struct Entry {
        public let file: URL
        /// `mode-collapse`.
        public let name: String
        /// Of the file's name.
        public let number: Int?
    }

    public let entries: [Entry]

    /// - Parameter language: `ru`, `zh`; `nil` or unknown for the lessons of the folder itself.
    public init(_ folder: URL?, language: String? = nil) {
        guard let folder else {
            entries = []
            return
        }
        func scripts(_ folder: URL) -> [String] {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
            return names.filter { $0.hasSuffix(".\(GanSession.scriptExtension)") && $0.first != "." }
        }
        let translated = language.map { folder.appendingPathComponent($0, isDirectory: true) }
        let translations = Set(translated.map(scripts) ?? [])
        let all = scripts(folder).sorted { ($0.number ?? .max, $0) < ($1.number ?? .max, $1) }
        entries = all.map { name in
            let place = translations.contains(name) ? translated ?? folder : folder
            return Entry(file: place.appendingPathComponent(name), name: Lesson.name(ofFile: name), number: name.number)
        }
    }

    /// The lesson of that number or name.
    public func entry(_ word: String) throws(Refusal) -> Entry {
        if let number = Int(word), let entry = entries.first(where: { $0.number == number }) { return entry }
        if let entry = entries.first(where: { $0.name == word }) { return entry }
        guard !entries.isEmpty else {
            throw Refusal("no lessons were found", help: "`lesson \"file.gan\"` opens a file")
        }
        let near = nearest(to: word, in: entries.map(\.name)).map { "did you mean `lesson \($0)`?" }
        throw Refusal("no lesson is called `\(word)`", help: near ?? "`lesson` lists them")
    }

    /// The first of the usual places that holds lessons: `lessons` in the working folder, in every folder above the program, and
    /// where an installed program has its own.
    public static func usualFolder(
        workingFolder: URL = URL(fileURLWithPath: FileManager.default.currentDirectoryPath), executable: URL? = Bundle.main.executableURL
    ) -> URL? {
        let folders = [workingFolder, installedFolder(of: executable)].compactMap { $0 } + foldersAbove(executable)
        return folders.map { $0.appendingPathComponent("lessons", isDirectory: true) }.first { !Syllabus($0).entries.isEmpty }
    }

    /// Whether a word names a file, and no lesson by its number or name.
    public static func isFile(_ word: String) -> Bool { word.contains("/") || word.hasSuffix(".\(GanSession.scriptExtension)") }
}

extension String {
    /// What a file's name begins with.
    fileprivate var number: Int? { Int(prefix { $0.isASCII && $0.isNumber }) }
}

extension GanSession {
    var syllabus: Syllabus { Syllabus(options.lessonFolder ?? Syllabus.usualFolder(), language: options.language) }

    /// The lesson that a person names by number, name or file.
    func lesson(named word: String) throws(Refusal) -> Lesson {
        let isFile = Syllabus.isFile(word)
        let file = isFile ? try readableFile(word) : try syllabus.entry(word).file
        guard let data = try? Data(contentsOf: file), data.count <= Self.largestLesson, let text = String(data: data, encoding: .utf8) else {
            throw Refusal("`\(word)` cannot be read as a lesson: expected a text of at most \(Self.largestLesson >> 20) MiB")
        }
        do throws(Diagnostic) {
            return try Lesson(Source(name: isFile ? word : file.lastPathComponent, text: text), file: file.lastPathComponent)
        } catch {
            throw Refusal("`\(word)` is no lesson: \(error.message)", help: "`gan check \(word)` shows where")
        }
    }

    private static let largestLesson = 1 << 20
}
