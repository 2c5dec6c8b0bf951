import Foundation
import Lab
import Language

/// Every case of a clinic under every seed, each diagnosed at its end, with what is known of synthetic data and without.
public struct ClinicRuns: Sendable {
    let cases: [ClinicCase]
    let seeds: [UInt64]
    public let pool: RunPool

    /// - Parameter options: those of every run; each case has a folder below the output folder.
    public init(_ cases: [ClinicCase], seeds: [UInt64], jobs: Int, options: SessionOptions, version: String) {
        self.cases = cases
        self.seeds = seeds
        let runs = cases.flatMap { patient in
            var options = options
            options.judgesAllClaims = true
            options.diagnosesAtEnd = true
            options.measuresAtEnd = false
            options.outputFolder = options.outputFolder.appendingPathComponent(patient.name, isDirectory: true)
            let script = SweepScript(patient.source, settings: [], included: [:], options: options, version: version)
            return seeds.map { SweepRun(script: script, seed: $0) }
        }
        pool = RunPool(runs, jobs: jobs)
    }

    /// One run, judged.
    struct Outcome {
        let patient: ClinicCase
        /// The verdict that comes first.
        let first: String

        /// The first verdict names an illness.
        var isAlarm: Bool { verdictCatalogue.contains { $0.name == first && $0.failure != nil } }

        /// Called by its name, or by another side of the same thing; of a sound training, not called ill.
        var isRight: Bool {
            patient.verdict.failure == nil ? !isAlarm : first == patient.verdict.name || patient.verdict.equivalents.contains(first)
        }
    }

    /// The finished runs that show what they are about, and how many do not.
    ///
    /// - Parameter isBlind: diagnosed without what is known of synthetic data.
    func outcomes(isBlind: Bool) -> (shown: [Outcome], notShown: [ClinicCase: Int]) {
        var shown: [Outcome] = []
        var notShown: [ClinicCase: Int] = [:]
        for (place, result) in pool.results.enumerated() {
            guard let result else { continue }
            let patient = cases[place / seeds.count]
            if patient.isShown(by: result) {
                let findings = (isBlind ? result.blindFindings : result.findings) ?? Findings()
                shown.append(Outcome(patient: patient, first: Diagnosis(findings).first?.verdict.name ?? "none"))
            } else {
                notShown[patient, default: 0] += 1
            }
        }
        return (shown, notShown)
    }
}

extension ClinicCase: Hashable {
    public static func == (left: Self, right: Self) -> Bool { left.name == right.name }
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
