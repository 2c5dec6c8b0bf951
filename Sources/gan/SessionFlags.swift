import ArgumentParser
import Commands
import Datasets
import Declarations
import Figures
import Foundation
import Language

/// Options that the prompt and a run share.
struct SessionFlags: ParsableArguments {
    @Option(
        parsing: .unconditional, help: "Use this seed instead of the script's own.", transform: Self.seedNumber)
    var seed: UInt64?

    @Option(
        help: ArgumentHelp("Set a variable; the script's own `let` of that name is passed over.", valueName: "name=value"))
    var set: [Setting] = []

    @Option(help: ArgumentHelp("Write every file below this folder (default: \(Self.usualOut)).", valueName: "folder"))
    var out: String?

    @OptionGroup var threadFlag: ThreadFlag

    @Flag(help: "Show results and errors only: no progress, no remarks, no pictures in the terminal.")
    var quiet = false

    @Option(
        help: ArgumentHelp(
            "How to show pictures: \(GraphicsMode.allCases.map(\.rawValue).joined(separator: ", ")). "
                + "Without it, `GAN_GRAPHICS` or the terminal decides.",
            valueName: "mode"))
    var graphics: GraphicsMode?

    @Flag(help: "Let the script read and write files anywhere.")
    var trust = false

    @Option(help: ArgumentHelp("Take lessons in this language where they are told in it (default: the locale's).", valueName: "code"))
    var language: String?

    private static let usualOut = "out"

    /// A minus sign makes no other option of the value: it is refused with its reason.
    private static func seedNumber(_ text: String) throws -> UInt64 {
        guard let number = UInt64(text) else {
            throw ValidationError("expected a whole number of at least 0, found \(text)")
        }
        // A saved experiment tells its seed as a statement, which takes no more.
        guard number <= OptionKind.largestSeed else {
            throw ValidationError("expected a seed of at most \(OptionKind.largestSeed), found \(text)")
        }
        return number
    }

    /// Before a script begins: an output folder that was asked for and cannot be used is an error, as its results
    /// would be lost; the usual one only may be needed.
    func checkOutputFolder(of conversation: Conversation) throws(Diagnostic) {
        guard var problem = conversation.session.outputFolderProblem else { return }
        guard out == nil else { throw problem }
        problem.severity = .warning
        conversation.show(problem)
    }

    /// What the terminal can show.
    /// - Parameter mayAsk: whether it may be asked; nobody else may be reading the keyboard.
    func terminal(mayAsk: Bool) -> Terminal {
        let environment = ProcessInfo.processInfo.environment
        if graphics == nil, !quiet, let wish = unknownGraphicsWish(in: environment) {
            report(
                Diagnostic(
                    "expected one of \(GraphicsMode.allCases.map(\.rawValue).joined(separator: ", ")) in `GAN_GRAPHICS`, "
                        + "found `\(wish)`: the terminal decides", severity: .warning))
        }
        return Terminal.detect(environment: environment, override: graphics, mayAsk: mayAsk && !quiet).terminal
    }

    /// `zh` of `LANG=zh_CN.UTF-8`; `nil` for English and for no language at all.
    static func localeLanguage(_ environment: [String: String]) -> String? {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        let code = locale.prefix { $0.isLetter }.lowercased()
        return code.count < 2 || code == "posix" || code == "en" ? nil : code
    }

    /// The session's options.
    func options(script: URL?) -> SessionOptions {
        let folder = script?.deletingLastPathComponent()
        var options = SessionOptions(
            outputFolder: URL(fileURLWithPath: out ?? Self.usualOut, isDirectory: true),
            dataFolders: DataFolders(script: folder))
        options.isTrusted = trust
        options.seed = seed
        threadFlag.apply(to: &options)
        options.scriptFolder = folder
        options.language = language ?? Self.localeLanguage(ProcessInfo.processInfo.environment)
        options.progressFile = UserFolders().progress
        return options
    }
}

extension GraphicsMode: ExpressibleByArgument {}
