import Foundation
import Lab

/// How often diagnosing is right, as a page in Markdown; every figure in it comes from runs.
public struct ClinicPage {
    private let runs: ClinicRuns
    private let command: String
    private let circumstances: String

    /// - Parameters:
    ///   - command: what makes the page, as a person would type it.
    ///   - circumstances: by which program on which machine.
    public init(_ runs: ClinicRuns, command: String, circumstances: String) {
        self.runs = runs
        self.command = command
        self.circumstances = circumstances
    }

    public var text: String {
        ([introduction] + [false, true].map(section) + [cases]).joined(separator: "\n\n") + "\n"
    }

    private var introduction: String {
        """
        # How good `diagnose` is

        \(runs.cases.count) cases, each under \(runs.seeds.count) seeds (\(runs.seeds.seedText)): a recipe with something done to it, or a sound one. Each case \
        shows by statements of its own that the failure is there, which know what diagnosing does not; a run in which they do not hold is \
        counted apart. A verdict is right when it is the first one and has the case's name, or that of another side of the same thing, which \
        `explain` tells.

        This page is made, and resumed where it was stopped, by

            \(command)

        \(circumstances)
        """
    }

    private func section(isBlind: Bool) -> String {
        let outcomes = runs.outcomes(isBlind: isBlind).shown
        let ill = outcomes.filter { $0.patient.verdict.failure != nil }
        let well = outcomes.filter { $0.patient.verdict.failure == nil }
        let words = isBlind
            ? "## As with data of your own\n\nNothing is used that is known of synthetic data: modes, labels, mixture parameters."
            : "## With what is known of the modes"
        return """
            \(words)

            Sick trainings named right: \(share(ill.count(where: \.isRight), of: ill.count)). Sound trainings called ill: \(share(well.count(where: \.isAlarm), of: well.count)).

            \(table(of: outcomes))
            """
    }

    /// A row for each true name, a column for each name that was given.
    private func table(of outcomes: [ClinicRuns.Outcome]) -> String {
        let names = verdictCatalogue.map(\.name)
        let given = names.filter { name in outcomes.contains { $0.first == name } }
        let rows = names.filter { name in outcomes.contains { $0.patient.verdict.name == name } }
        var lines = ["| it was | runs | right | called |", "|---|---:|---:|---|"]
        for row in rows {
            let own = outcomes.filter { $0.patient.verdict.name == row }
            let called = given.compactMap { name -> String? in
                let count = own.count { $0.first == name }
                return count == 0 ? nil : "\(name) \(count)"
            }
            lines.append("| \(row) | \(own.count) | \(share(own.count(where: \.isRight), of: own.count)) | \(called.joined(separator: ", ")) |")
        }
        return lines.joined(separator: "\n")
    }

    private var cases: String {
        let (shown, notShown) = runs.outcomes(isBlind: false)
        let blind = runs.outcomes(isBlind: true).shown
        var lines = ["## The cases", "", "| case | is to be called | runs that show it | right | right, modes hidden |", "|---|---|---:|---:|---:|"]
        for patient in runs.cases {
            let own = shown.filter { $0.patient == patient }
            let ownBlind = blind.filter { $0.patient == patient }
            lines.append(
                "| \(patient.title) | \(patient.verdict.name) | \(own.count) of \(own.count + (notShown[patient] ?? 0)) "
                    + "| \(own.count(where: \.isRight)) | \(ownBlind.count(where: \.isRight)) |")
        }
        return lines.joined(separator: "\n")
    }

    private func share(_ part: Int, of all: Int) -> String {
        all == 0 ? "–" : "\(part) of \(all) (\(Int((100 * Double(part) / Double(all)).rounded())) %)"
    }
}
