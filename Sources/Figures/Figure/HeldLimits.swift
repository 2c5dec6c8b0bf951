/// The limits that the frames of one watched figure have shown: axes hold still between frames.
///
/// The policy: axes only grow. A limit that the data leaves moves outward to a round number, well beyond where the data
/// is, so that it moves seldom; no limit comes back. The colours of a map grow in the same way and come back only when
/// the values fill less than half of them, since a critic's scores wander and the map would fade.
public struct HeldLimits: Sendable, Hashable {
    private var x: Held?
    private var y: Held?
    private var colors: ClosedRange<Double>?

    private struct Held: Hashable {
        var range: ClosedRange<Double>
        var scale: Scale
    }

    public init() {}

    /// The same figure within the limits held so far, which take in what it shows.
    public mutating func hold(_ figure: Figure) -> Figure {
        var figure = figure
        switch figure.content {
        case .lines(var plot):
            guard let scene = Scene(figure), scene.note == nil else { return figure }
            x = Self.grown(x, to: scene.xAxis, isRound: plot.xRange == nil)
            y = Self.grown(y, to: plot.yRange == nil ? scene.yAxis.withoutMargin : scene.yAxis, isRound: plot.yRange == nil)
            (plot.xRange, plot.yRange) = (x?.range, y?.range)
            figure.content = .lines(plot)
        case .scatter(var scatter):
            var natural = scatter
            natural.hasEqualAspect = false
            guard let scene = Scene(Figure(.scatter(natural))), scene.note == nil else { return figure }
            x = Self.grown(x, to: scene.xAxis, isRound: scatter.xRange == nil)
            y = Self.grown(y, to: scene.yAxis, isRound: scatter.yRange == nil)
            (scatter.xRange, scatter.yRange) = (x?.range, y?.range)
            figure.content = .scatter(scatter)
        case .heatmap(var map):
            guard map.valueRange == nil, let shown = map.shownValues else { return figure }
            if let held = colors, held.lowerBound <= shown.lowerBound, held.upperBound >= shown.upperBound,
                shown.upperBound - shown.lowerBound > (held.upperBound - held.lowerBound) / 2
            {
                map.valueRange = held
            } else {
                colors = Self.rounded(shown, on: .linear)
                map.valueRange = colors
            }
            figure.content = .heatmap(map)
        case .images, .panels: break
        }
        return figure
    }

    private static func grown(_ held: Held?, to axis: Axis, isRound: Bool) -> Held {
        let shown = axis.lower...axis.upper
        guard let held, held.scale == axis.scale else {
            return Held(range: isRound ? rounded(shown, on: axis.scale) : shown, scale: axis.scale)
        }
        guard shown.lowerBound < held.range.lowerBound || shown.upperBound > held.range.upperBound else { return held }
        let both = min(held.range.lowerBound, shown.lowerBound)...max(held.range.upperBound, shown.upperBound)
        return Held(range: isRound ? rounded(both, on: axis.scale) : both, scale: axis.scale)
    }

    /// The range out to the next round numbers: a few steps wide, whatever its size.
    static func rounded(_ range: ClosedRange<Double>, on scale: Scale) -> ClosedRange<Double> {
        if scale == .linear {
            let (step, _) = Ticks.niceStep((range.upperBound - range.lowerBound) / 4)
            guard step > 0 else { return range }
            let slack = step * 1e-6
            let lower = ((range.lowerBound + slack) / step).rounded(.down) * step
            return lower...(((range.upperBound - slack) / step).rounded(.up) * step)
        }
        guard let low = scale.distance(range.lowerBound), let high = scale.distance(range.upperBound) else { return range }
        return scale.value(at: low.rounded(.down))...scale.value(at: high.rounded(.up))
    }
}

extension Axis {
    /// The part that the values fill: rounding gives air enough.
    fileprivate var withoutMargin: Axis {
        guard let low = scale.distance(lower), let high = scale.distance(upper) else { return self }
        let room = (high - low) * Scene.margin / (1 + 2 * Scene.margin)
        var axis = self
        (axis.lower, axis.upper) = (scale.value(at: low + room), scale.value(at: high - room))
        return axis
    }
}
