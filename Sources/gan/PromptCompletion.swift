import Commands
import Foundation
import Language

/// Completion at the prompt: the language's candidates, cut to the word that Readline replaces.
enum PromptCompletion {
    /// The same characters that `LineEditor` tells Readline.
    static let breaks: Set<Character> = [" ", "\t", "\n", "\"", "{", "}", "(", ")", ",", "=", "<", ">", "+", "*", "/", "[", "]"]

    /// The same for a session: file names are those that the statement's command can mean.
    static func complete(_ input: String, in session: GanSession) -> WordCompletion {
        let line = input.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
        let command = line.split { $0 == " " || $0 == "\t" || $0 == "\"" }.first.map(String.init) ?? ""
        let folders = session.fileFolders(of: command)
        let endings = session.interpreter.declarations.first { $0.words.contains(command) }?.fileExtensions ?? []
        return complete(input, with: Completer(session.interpreter) { files($0, in: folders, endings: endings) })
    }

    /// - Parameter input: all that was typed up to the cursor, earlier lines of an open block included.
    static func complete(_ input: String, with completer: Completer) -> WordCompletion {
        let found = completer.complete(input)
        let characters = Array(input)
        let wordStart = (characters.lastIndex { breaks.contains($0) } ?? -1) + 1
        // The language may replace more than Readline does (`"out/sam`), or less (`1..st`).
        let start = found.replaced.lowerBound
        let candidates = found.candidates.map { candidate -> String in
            start >= wordStart
                ? String(characters[wordStart..<start]) + candidate.text
                : String(candidate.text.dropFirst(wordStart - start))
        }
        return WordCompletion(candidates: candidates, ending: ending(found, in: characters))
    }

    /// A folder goes on, a file name in quotes is closed, any other word is followed by a blank.
    private static func ending(_ found: Completion, in characters: [Character]) -> Character {
        if found.candidates.count == 1, found.candidates[0].text.hasSuffix("/") { return "/" }
        let start = found.replaced.lowerBound
        return start > 0 && start <= characters.count && characters[start - 1] == "\"" ? "\"" : " "
    }

    /// Files whose path begins with what was typed, folders ending in `/`; hidden ones only when asked for.
    ///
    /// - Parameter endings: what the names of files end in, without the dot; all files without any.
    static func files(_ typed: String, in places: [URL], endings: [String] = []) -> [String] {
        var seen: Set<String> = []
        return places.flatMap { files(typed, in: $0.path) }.filter { name in
            let fits = name.hasSuffix("/") || endings.isEmpty || endings.contains { name.lowercased().hasSuffix(".\($0)") }
            return fits && seen.insert(name).inserted
        }
    }

    private static func files(_ typed: String, in place: String) -> [String] {
        let cut = typed.lastIndex(of: "/").map { typed.index(after: $0) } ?? typed.startIndex
        let folder = String(typed[..<cut])
        let beginning = typed[cut...]
        let path = folder.hasPrefix("/") ? folder : place + "/" + folder
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.sorted().filter { $0.hasPrefix(beginning) && ($0.first != "." || beginning.first == ".") }
            // A name that a terminal cannot show is none that anybody types.
            .filter { visible($0) == $0 }.map {
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: path + "/" + $0, isDirectory: &isFolder)
            return folder + $0 + (isFolder.boolValue ? "/" : "")
        }
    }
}
