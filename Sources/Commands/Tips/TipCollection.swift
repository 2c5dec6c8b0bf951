import Foundation
import Language

/// Tips in a folder: a file for each source, in the order of the names, and the recipes below `baselines`.
public struct TipCollection: Sendable {
    public var sources: [TipSource]
    public var baselines: [TipBaseline]

    public init(sources: [TipSource], baselines: [TipBaseline]) {
        self.sources = sources
        self.baselines = baselines
    }

    /// Throws where a file cannot be read or is not as `TipFile` says.
    public init(folder: URL) throws(Diagnostic) {
        baselines = []
        for file in try Self.files(in: folder.appendingPathComponent("baselines", isDirectory: true)) {
            let name = file.deletingPathExtension().lastPathComponent.drop { $0.isNumber || $0 == "-" }
            baselines.append(try TipFile.baseline(try Self.text(of: file), name: String(name)))
        }
        sources = []
        for file in try Self.files(in: folder) {
            sources.append(try TipFile.source(try Self.text(of: file), baselines: baselines.map(\.name)))
        }
    }

    private static func files(in folder: URL) throws(Diagnostic) -> [URL] {
        let found = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        let files = (found ?? []).filter { $0.pathExtension == GanSession.scriptExtension }
        guard !files.isEmpty else {
            throw Diagnostic("expected files `.\(GanSession.scriptExtension)` in `\(folder.relativePath)`, found none")
        }
        return files.sorted { $0.lastPathComponent < $1.lastPathComponent }
    }

    private static func text(of file: URL) throws(Diagnostic) -> Source {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else {
            throw Diagnostic("`\(file.relativePath)` cannot be read", category: .failure)
        }
        return Source(name: file.relativePath, text: text)
    }

    public var tips: [Tip] { sources.flatMap(\.tips) }

    /// All recipes one after the other: what has the variables that a command line may set.
    public var recipes: Source {
        Source(name: "the recipes", text: baselines.map { $0.script("") }.joined(separator: "\n"))
    }

    func baseline(_ name: String) -> TipBaseline {
        guard let baseline = baselines.first(where: { $0.name == name }) else {
            preconditionFailure("a trial names a recipe that there is")
        }
        return baseline
    }

    /// The script with a tip, or without it.
    func script(_ trial: TipTrial, isWith: Bool) -> String {
        let baseline = baseline(trial.baseline)
        return isWith ? baseline.script(trial.with, training: trial.training) : baseline.script(trial.without)
    }

    /// What is wrong with the scripts that the tips make, found without running them.
    ///
    /// - Parameter settings: variables that the command line sets.
    public func mistakes(
        _ options: SessionOptions, settings: [(name: String, value: String)] = []
    ) -> [Diagnostic] {
        var seen: Set<String> = []
        var mistakes: [Diagnostic] = []
        func check(_ script: String, _ name: String) {
            guard seen.insert(script).inserted else { return }
            var options = options
            options.isCheckOnly = true
            let session = GanSession(options: options, output: RecordedOutput())
            defer { session.close() }
            do throws(Diagnostic) {
                for setting in settings { try session.interpreter.pin(setting.name, to: setting.value) }
                mistakes += session.check(Source(name: name, text: script))
            } catch { mistakes.append(error) }
        }
        for baseline in baselines { check(baseline.script(""), baseline.name) }
        for tip in tips {
            for trial in tip.trials {
                check(script(trial, isWith: false), "\(tip.title), without it, on \(trial.baseline)")
                check(script(trial, isWith: true), "\(tip.title), on \(trial.baseline)")
            }
        }
        return mistakes
    }
}
