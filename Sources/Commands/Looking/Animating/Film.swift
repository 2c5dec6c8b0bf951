import Declarations
import Figures
import Lab

/// Frames of some figures, taken at steps of a training, on one piece of the plane.
struct Film {
    /// What was to be seen at a step.
    struct Frame {
        var step: Int
        var figures: [Figure]
        /// The piece of the plane that the first of them shows; the others may show more.
        var plane: PlaneFrame?
    }

    /// Names of the plot catalogue.
    let kinds: [String]
    /// The label of the class that those plots show which can show one.
    let label: Int?
    private let steps: Set<Int>
    private(set) var frames: [Frame] = []
    private var plane: PlaneFrame?
    /// Why the latest frame that is missing could not be taken.
    private(set) var reason: Refusal?

    /// - Parameter steps: at which a frame is to be taken.
    init(of kinds: [String], label: Int?, at steps: [Int]) {
        (self.kinds, self.label, self.steps) = (kinds, label, Set(steps))
    }

    func isDue(at step: Int) -> Bool { steps.contains(step) }

    /// Takes the next frame. A step at which there is nothing to see is left out: a curve begins when its first values were
    /// measured.
    mutating func take(_ experiment: Experiment) {
        guard frames.last.map({ $0.step < experiment.step }) ?? true, let frame = frame(of: experiment) else { return }
        frames.append(frame)
    }

    /// The steps whose maps show a smaller piece of the plane than the last: they are to be drawn again, as what lies around
    /// them is not known.
    var staleSteps: [Int] {
        frames.filter { frame in
            let hasMap = frame.figures.contains { if case .heatmap = $0.content { true } else { false } }
            return hasMap && frame.plane.map(\.corners) != plane.map(\.corners)
        }.map(\.step)
    }

    /// Takes a frame again, on the piece of the plane that holds all.
    mutating func retake(_ experiment: Experiment) {
        guard let place = frames.firstIndex(where: { $0.step == experiment.step }), let frame = frame(of: experiment) else { return }
        frames[place] = frame
    }

    private mutating func frame(of experiment: Experiment) -> Frame? {
        do {
            var figures: [Figure] = []
            var first: PlaneFrame?
            for kind in kinds {
                let figure = try figure(named: kind, of: experiment, ofClass: label(of: kind), holding: &plane)
                figures.append(figure.withoutStep(experiment.step))
                first = first ?? plane
            }
            return Frame(step: experiment.step, figures: figures, plane: first)
        } catch {
            reason = (error as? Refusal) ?? Refusal("nothing can be drawn: \(error)")
            return nil
        }
    }

    /// Leaves frames out that can no longer be taken again.
    mutating func drop(_ steps: [Int]) { frames.removeAll { steps.contains($0.step) } }

    /// The frames in order, with the axes of all of them.
    func animation(width: Int, framesPerSecond: Int) -> Animation {
        let columns = kinds.indices.map { kind in sharingLimits(frames.map { $0.figures[kind] }) }
        let (first, last) = (frames.first?.step ?? 0, frames.last?.step ?? 0)
        return Animation(
            frames.enumerated().map { place, frame in
                Animation.Frame(
                    columns.map { $0[place] }, caption: "step \(grouped(frame.step))",
                    share: last > first ? Double(frame.step - first) / Double(last - first) : 1)
            }, width: width, framesPerSecond: framesPerSecond)
    }

    private func label(of kind: String) -> Int? {
        classPlotKinds.contains { $0.declaration.words.contains(kind) } ? label : nil
    }

    /// So many steps of a range, evenly apart, both ends among them; all of them where there are no more.
    static func evenSteps(_ range: ClosedRange<Int>, count: Int) -> [Int] {
        let gaps = min(range.count, max(2, count)) - 1
        guard gaps > 0 else { return [range.lowerBound] }
        let span = range.upperBound - range.lowerBound
        return (0...gaps).map { range.lowerBound + (2 * $0 * span + gaps) / (2 * gaps) }
    }
}

extension PlaneFrame {
    var corners: [Double] { [ranges.x.lowerBound, ranges.x.upperBound, ranges.y.lowerBound, ranges.y.upperBound] }
}
