import Declarations
import Figures
import Foundation
import Lab
import Networks

/// One kind of figure that `plot` and `watch` can draw: its word, and how an experiment becomes a figure.
///
/// A plot looks and changes nothing: samples for figures have random streams of their own, so training gives the same
/// bits with and without it.
protocol PlotKind: Sendable {
    static var declaration: Declaration { get }

    /// Whether it shows what training steps measured, and is empty before the first.
    static var showsSteps: Bool { get }

    /// Throws where a recipe leaves nothing to draw, however long it is trained. It is asked before `figure`, and by a check.
    static func check(_ recipe: Recipe) throws(Refusal)

    /// The picture of the experiment as it stands; throws `Refusal` where there is nothing to see yet.
    static func figure(of experiment: Experiment) throws -> Figure

    /// The same as one of many frames, which show the same piece of the plane where they show one: it only grows.
    static func figure(of experiment: Experiment, holding frame: inout PlaneFrame?) throws -> Figure
}

extension PlotKind {
    static var showsSteps: Bool { false }

    static func figure(of experiment: Experiment, holding frame: inout PlaneFrame?) throws -> Figure {
        try figure(of: experiment)
    }

    static func check(_ recipe: Recipe) throws(Refusal) {}
}

/// A plot that can show one class of the data: `plot samples class 3`.
protocol ClassPlotKind: PlotKind {
    /// What must take the class for it to mean something.
    static var classLook: ClassLook { get }

    /// - Parameter label: the class, counted from 0; `nil` where none was asked for.
    static func figure(of experiment: Experiment, ofClass label: Int?) throws -> Figure

    static func figure(of experiment: Experiment, ofClass label: Int?, holding frame: inout PlaneFrame?) throws -> Figure
}

extension ClassPlotKind {
    static func figure(of experiment: Experiment) throws -> Figure { try figure(of: experiment, ofClass: nil) }

    static func figure(of experiment: Experiment, holding frame: inout PlaneFrame?) throws -> Figure {
        try figure(of: experiment, ofClass: nil, holding: &frame)
    }
}

extension Refusal {
    static let noSteps = Refusal("no training step has been made yet", help: "`train 100` makes some")
}

/// Places in the palette that mean the same in every figure, so that a class reads the tenth picture at a glance.
enum FigureStyle {
    static let real = 0
    static let generated = 1
    /// Purple, dashes and dots: it stays visible over filled densities from afar.
    static let discriminator = 3
    /// Black: lines to compare with, such as the ½ of an undecided discriminator.
    static let reference = 6
    /// Sky blue, the palest that is still seen: a field of arrows behind what it is about.
    static let neutral = 5
    /// Orange: where a training failed.
    static let failure = 4
    /// Green: what a network learns, beside what it makes.
    static let weights = 2

    /// The place of a network's own curve.
    static func style(of network: NetworkID, in networks: [NetworkID]) -> Int {
        switch network {
        case .generator: generated
        case .discriminator: discriminator
        // One network is the one that makes the samples; more are those that tricks brought.
        default: networks.count == 1 ? generated : [2, 5][(networks.firstIndex(of: network) ?? 0) % 2]
        }
    }
}

/// What a title says of a class that was asked for: ` of class 3`.
func classText(_ label: Int?, of experiment: Experiment) -> String {
    label.map { " of class \(experiment.classNames[$0])" } ?? ""
}

/// What every title ends with: where training stands, and under which loss, or which method that is no duel; the loss is left out while a
/// mystery is open.
func titled(_ subject: String, _ experiment: Experiment) -> String {
    let recipe = experiment.recipe
    let place = subject + stepText(experiment.step)
    guard !(recipe.method.isDuel && experiment.hidesLoss) else { return place }
    return "\(place) · \(recipe.method.isDuel ? recipe.loss.name : recipe.method.name)"
}

private func stepText(_ step: Int) -> String { " · step \(grouped(step))" }

extension Figure {
    /// Under a title without the step, where that stands beside it.
    func withoutStep(_ step: Int) -> Figure {
        Figure(title: title?.replacingOccurrences(of: stepText(step), with: ""), content)
    }
}
