import Datasets

/// The curves of a training in another framework, read by the names that people give them.
///
/// A name is compared without capitals and signs, so that `D_loss`, `loss/D` and `lossD` are one. `D(x)` and `D(G(z))` are the mean
/// scores of real and generated examples, as in the DCGAN example of PyTorch.
public struct ForeignLog: Sendable {
    /// The measurements that were found, and the columns that hold them.
    public let columns: [(measurement: String, name: String)]
    /// Columns that mean nothing here.
    public let unread: [String]
    /// Whether the discriminator's loss is below 0 somewhere, as a cross-entropy never is: a critic's.
    public let looksLikeCritic: Bool
    private let curves: Curves
    private let brokenRow: Int?

    /// What a diagnosis can use.
    public static let measurements = spellings.map(\.measurement)

    public init(_ table: LogTable) {
        var columns: [(String, String)] = []
        var values: [String: [Double]] = [:]
        var given: [String: [Double?]] = [:]
        var steps: [Double?]?
        var unread: [String] = []
        for (name, column) in zip(table.names, table.columns) {
            let letters = name.lowercased().filter { $0.isLetter || $0.isNumber }
            if Self.stepNames.contains(letters) {
                steps = steps ?? column
            } else if let measurement = Self.spellings.first(where: { $0.names.contains(letters) })?.measurement, values[measurement] == nil {
                columns.append((measurement, name))
                given[measurement] = column
                values[measurement] = Self.fractions(column.map { $0 ?? .nan }, of: measurement)
            } else {
                unread.append(name)
            }
        }
        self.columns = columns
        self.unread = unread
        looksLikeCritic = values["loss.discriminator"]?.contains { $0 < -1e-6 } ?? false
        // A row that was not logged is empty; one that is there and no number is where training ended.
        brokenRow = (0..<table.rows).first { row in
            Self.mustBeFinite.contains { name in given[name]?[row].map { !$0.isFinite } ?? false }
        }
        curves = Curves(columns: values, steps: steps.map(Self.steps))
    }

    /// What the curves tell under a loss.
    func findings(under facts: LossFacts) -> Findings {
        var findings = curves.findings(under: facts)
        findings.note(brokenRow == nil ? 0 : 1, as: .brokenStep, steps: brokenRow.map { curves.step(of: $0)...curves.step(of: $0) } ?? curves.allSteps)
        findings.note(Double(curves.allSteps.upperBound), as: .steps, steps: curves.allSteps)
        return findings
    }

    /// Shares that are given in per cent become shares.
    private static func fractions(_ values: [Double], of measurement: String) -> [Double] {
        guard measurement.hasPrefix("accuracy"), let most = values.filter(\.isFinite).max(), most > 1.5, most <= 100 else { return values }
        return values.map { $0 / 100 }
    }

    /// Rows whose step is missing are one step behind those before them.
    private static func steps(_ given: [Double?]) -> [Int] {
        var last = 0
        return given.map { value in
            last = value.flatMap { Int(exactly: $0.rounded()) } ?? last + 1
            return last
        }
    }

    private static let stepNames: Set = ["step", "steps", "iteration", "iterations", "iter", "globalstep", "epoch", "batch"]
    private static let mustBeFinite = ["loss.discriminator", "loss.generator", "gradient.generator", "gradient.discriminator"]

    private static let spellings: [(measurement: String, names: Set<String>)] =
        [
            ("loss.discriminator", both("loss", ["d", "disc", "discriminator", "critic"]).union(["errd", "lossdtotal", "dlosstotal"])),
            ("loss.generator", both("loss", ["g", "gen", "generator"]).union(["errg", "lossgtotal", "glosstotal"])),
            ("gradient.generator", gradients(["g", "gen", "generator"])),
            ("gradient.discriminator", gradients(["d", "disc", "discriminator", "critic"])),
            ("score.real", sides("real", ["score", "dscore", "d", "prob"]).union(["dx"])),
            ("score.fake", sides("fake", ["score", "dscore", "d", "prob"]).union(["dgz", "dgz1", "dgz2"])),
            ("accuracy.real", sides("real", ["accuracy", "acc", "dacc", "daccuracy"])),
            ("accuracy.fake", sides("fake", ["accuracy", "acc", "dacc", "daccuracy"])),
        ]

    private static func both(_ word: String, _ others: [String]) -> Set<String> { Set(others.flatMap { [word + $0, $0 + word] }) }
    private static func sides(_ side: String, _ words: [String]) -> Set<String> { Set(words.flatMap { [$0 + side, side + $0] }) }
    private static func gradients(_ networks: [String]) -> Set<String> {
        Set(["gradient", "grad", "gradnorm", "gradientnorm"].flatMap { both($0, networks) })
            .union(networks.flatMap { ["grad\($0)norm", "gradient\($0)norm"] })
    }
}

extension Diagnosis {
    /// Of a training in another framework, by what of it is at hand.
    ///
    /// - Parameters:
    ///   - isCritic: whether scores are a critic's values, which have no ½ and no accuracy.
    ///   - samples: of the trained generator, and real examples to compare them with: whole rows of `length` numbers.
    public init(
        _ log: ForeignLog?, isCritic: Bool, samples: (generated: [Float], real: [Float], length: Int)? = nil
    ) throws {
        var findings = log?.findings(under: LossFacts(isCritic: isCritic, hasProbabilities: !isCritic)) ?? Findings()
        let step = log == nil ? 0 : Int(findings[.steps]?.value ?? 0)
        if let samples, let likeness = try Likeness(samples.real, length: samples.length) {
            findings.add(WayFindings([(step, try likeness.resemblance(of: samples.generated))], likeness).findings)
        }
        self.init(findings)
    }
}
