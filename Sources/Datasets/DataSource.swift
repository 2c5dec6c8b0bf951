import Graphs

/// Where the real examples of a training step come from: a distribution that draws itself.
///
/// A draw is nodes of a program: each run of the program makes other examples, keyed by the random position, and nothing
/// is copied from outside while training runs. Numbers that a draw needs (centres, examples) lie in variables that belong
/// to the source, once, however many programs draw from it.
///
/// Random streams lie below the one that the user names (`discriminator-update/real/noise`). Each distribution says at its
/// `batch` which it draws from, in row-major order:
///
///     mode        which part of the distribution: one whole number an example (a uniform one where parts weigh differently)
///     place       where along a curve: one uniform number an example
///     noise       normals around it
///     example     which of fixed examples: one whole number an example
public protocol DataSource: Sendable {
    /// `count` fresh examples, and their classes where there are some.
    func batch(_ count: Int, stream: RandomStream) throws(ShapeError) -> Batch

    /// The name of each class, in the order of the labels; empty where a batch has no labels.
    var classNames: [String] { get }

    /// The range of each coordinate that holds practically all of the data, with a margin for plots; `nil` for images.
    var bounds: [ClosedRange<Float>]? { get }

    /// The probability density at a point, in units of 1 / length^dimensions; `nil` where it is not known.
    func density(at point: [Float]) -> Double?

    /// The modes, where they are known exactly: what measurements of mode coverage count.
    var modes: Mixture? { get }

    /// The examples, where they are fixed; `nil` where each draw is new.
    var fixedExamples: Examples? { get }

    /// Up to so many examples of the same distribution that training never sees; `nil` where none are left, or where every draw is
    /// one that training has not seen.
    func unseen(_ count: Int) -> Examples.Part?

    /// How the values that networks see follow from the data's own.
    var scaling: Scaling { get }

    /// How examples that are not fixed come about, in a few words.
    var drawing: String { get }
}

extension DataSource {
    public var classNames: [String] { [] }
    public func density(at point: [Float]) -> Double? { nil }
    public var modes: Mixture? { nil }
    public var fixedExamples: Examples? { nil }
    public var scaling: Scaling { .identity }

    /// What was held out.
    public func unseen(_ count: Int) -> Examples.Part? {
        guard let heldOut = fixedExamples?.heldOut, heldOut.count > 0 else { return nil }
        return heldOut.chosen(count, seed: 0)
    }

    public var drawing: String { "drawn fresh at every step" }
}
