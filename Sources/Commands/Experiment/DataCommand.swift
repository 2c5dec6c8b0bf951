import Datasets
import Declarations
import Language

/// `data ring modes 8`, `data "points.csv"`: chooses what the generator must learn to imitate.
enum DataCommand: Command {
    static let declaration = CommandDeclaration(
        "data", summary: "chooses what the generator must learn to imitate", group: "experiment",
        arguments: [.entry("set", of: datasetEntries, summary: "which data; or a file or folder of your own, in quotes")],
        examples: [
            "data ring modes 8 radius 2", "data mnist classes 1, 7 size 16",
            "data spiral\nsample 300 real \"points.csv\"\ndata \"points.csv\" held-out 0.2\ntrain 5",
        ],
        notes: [
            "networks that no `generator` or `discriminator` line describes get a size that suits the data",
            "`data \"points.csv\"` means `data points \"points.csv\"`, `data \"faces/\"` means `data pictures \"faces/\"`",
            "of your own data at most \(OwnDataLimits.values >> 20) million numbers are taken, \(OwnDataLimits.fileBytes >> 30) GiB a file; links out of a folder are not followed",
        ],
        isRecipe: true, readsFiles: true)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        let entry = arguments.entry("set")
        var dataset: any Dataset = try entry.made(of: datasetCatalogue)
        if let own = dataset as? any OwnDataset {
            guard let opened = try open(own, arguments, in: session) else { return }
            dataset = opened
        }
        session.draft.dataset = dataset
        session.draft.markChosen(.data, at: arguments.span)
    }

    /// Reads a person's own data; a check reads only what tells the size. `nil` where a check cannot know the file: it
    /// has a name that only a run knows, or the script itself would have written it by now.
    private static func open(
        _ dataset: any OwnDataset, _ arguments: BoundArguments, in session: GanSession
    ) throws(Diagnostic) -> (any OwnDataset)? {
        let span = arguments.entry("set").span
        let isKnown = !arguments.isGuessed && !session.hasWrittenData(dataset.path)
        if session.isCheckOnly, !isKnown {
            session.draft.isUnknown = true
            return nil
        }
        do throws(Refusal) {
            let place = try session.readablePlace(dataset.path)
            do throws(DatasetError) {
                let opened = try dataset.opened(
                    at: place, depth: session.isCheckOnly ? .size : .everything, followsLinks: session.options.isTrusted)
                for remark in opened.remarks { session.output.note(remark + "\n") }
                return opened
            } catch {
                throw error.refusal
            }
        } catch {
            throw Diagnostic(error, at: span, category: .failure)
        }
    }
}

extension GanSession {
    /// Notes in a check that the run will have written this file or folder from here on.
    func willWriteData(_ name: String) { checkedRun.files.saved[Self.withoutSlash(name)] = .unknown }

    fileprivate func hasWrittenData(_ name: String) -> Bool { mayExistLater(Self.withoutSlash(name)) }

    private static func withoutSlash(_ name: String) -> String { name.hasSuffix("/") ? String(name.dropLast()) : name }
}
