import Datasets
import Foundation

/// How well samples cover a mixture of known modes: the protocol of VEEGAN and PacGAN.
///
/// A sample is of high quality when it lies within 3σ of its nearest mode; a mode counts when at least one sample of
/// high quality is nearest to it. Even perfect samples do not all reach quality: in two dimensions e^−4.5 of them, 1.11 %,
/// fall outside 3σ; a share above 98.89 % is narrower than the data.
///
/// One sample in 2500 counts a mode as found, which a cloud over the whole plane achieves too. `heldModes` asks for more.
/// Source: Srivastava et al. 2017, *VEEGAN*; Lin et al. 2018, *PacGAN*.
public struct ModeCoverage: Sendable, Equatable {
    /// Samples of high quality nearest to each mode.
    public let counts: [Int]
    /// The number of samples looked at.
    public let samples: Int
    /// The share of the data in each mode; sums to 1.
    public let weights: [Double]

    /// A sample that is no number lies near no mode.
    ///
    /// - Parameter samples: `[count, dimensions]`, row-major.
    public init(samples: [Float], of mixture: Mixture) {
        let width = mixture.dimensions
        precondition(samples.count % width == 0, "the samples have the dimension of the mixture")
        var counts = [Int](repeating: 0, count: mixture.centres.count)
        for case let mode? in MixtureModes(mixture).modes(of: samples) { counts[mode] += 1 }
        self.counts = counts
        self.samples = samples.count / width
        weights = mixture.weights.map(Double.init)
    }

    /// The number of modes with at least one sample of high quality.
    public var modes: Int { counts.count { $0 > 0 } }

    /// The least part of its fair share of samples with which a mode is held.
    public static let heldShare = 0.25

    /// The number of modes that are held: at least a quarter of the samples that a perfect generator would put there, counted
    /// over *all* samples, are there and of high quality. A mode's fair share is its weight, 1/K where all weigh the same.
    public var heldModes: Int {
        zip(counts, weights).count { count, weight in
            count > 0 && Double(count) >= Self.heldShare * weight * Double(samples)
        }
    }

    /// The share of samples of high quality, 0 to 1.
    public var quality: Double {
        samples == 0 ? 0 : Double(counts.reduce(0, +)) / Double(samples)
    }

    /// How unevenly the samples of high quality spread over the modes, in nats: the reverse Kullback–Leibler divergence
    ///
    ///     Σₖ pₖ ln(pₖ / wₖ)      (equal weights: ln K − H(p))
    ///
    /// of their histogram p from the modes' weights w. 0 is even; ln K is everything in one of K modes. With N samples a
    /// perfect generator still scores about (K − 1) / 2N. Without any sample of high quality there is no histogram, and the value is
    /// infinite: worse than any spread, so that a condition `balance < 0.1` does not hold.
    public var balance: Double {
        let total = Double(counts.reduce(0, +))
        guard total > 0 else { return .infinity }
        var divergence = 0.0
        for (count, weight) in zip(counts, weights) where count > 0 {
            let share = Double(count) / total
            divergence += share * log(share / weight)
        }
        return max(0, divergence)
    }
}
