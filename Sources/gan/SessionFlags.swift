import ArgumentParser
import Commands
import Datasets
import Figures
import Foundation

/// Options that the prompt and a run share.
struct SessionFlags: ParsableArguments {
    @Option(help: "Use this seed instead of the script's own.")
    var seed: UInt64?

    @Option(
        help: ArgumentHelp("Set a variable; the script's own `let` of that name is passed over.", valueName: "name=value"))
    var set: [Setting] = []

    @Option(help: ArgumentHelp("Write every file below this folder.", valueName: "folder"))
    var out = "out"

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

    /// The session's options.
    /// - Parameter mayAsk: whether the terminal may be asked what it can draw; nobody else may be reading the keyboard.
    func options(script: URL?, mayAsk: Bool) -> SessionOptions {
        let environment = ProcessInfo.processInfo.environment
        let terminal = Terminal.detect(environment: environment, override: graphics, mayAsk: mayAsk && !quiet).terminal
        let folder = script?.deletingLastPathComponent()
        var options = SessionOptions(
            outputFolder: URL(fileURLWithPath: out, isDirectory: true), terminal: terminal,
            dataFolders: DataFolders(script: folder))
        options.isQuiet = quiet
        options.isTrusted = trust
        options.seed = seed
        options.scriptFolder = folder
        return options
    }
}

/// `name=value` of `--set`.
struct Setting: ExpressibleByArgument, Hashable {
    let name: String
    let value: String

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else { return nil }
        name = String(argument[..<equals])
        value = String(argument[argument.index(after: equals)...])
        if value.isEmpty { return nil }
    }
}

extension GraphicsMode: ExpressibleByArgument {}
