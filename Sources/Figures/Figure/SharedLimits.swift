/// The frames of one figure with the axes of all of them, so that only what they show moves.
///
/// Where `HeldLimits` does not know what is still to come, all frames are known here: the axes reach from the least to the
/// greatest that any frame shows, out to round numbers, and the colours of a map stand for the same values in every frame.
public func sharingLimits(_ frames: [Figure]) -> [Figure] {
    let frames = sharingScales(frames)
    var limits = HeldLimits()
    for frame in frames { _ = limits.hold(frame) }
    let colors = sharedColors(of: frames)
    return frames.map { frame in
        // By now they take everything in, and nothing moves them any more.
        var frame = limits.hold(frame)
        if case .heatmap(var map) = frame.content, let colors {
            map.valueRange = colors
            frame.content = .heatmap(map)
        }
        return frame
    }
}

/// Curves chose the scale that suits them; the last frame's suits the longest.
private func sharingScales(_ frames: [Figure]) -> [Figure] {
    let plots = frames.compactMap { frame -> LinePlot? in
        if case .lines(let plot) = frame.content { plot } else { nil }
    }
    guard let last = plots.last else { return frames }
    return frames.map { frame in
        guard case .lines(var plot) = frame.content else { return frame }
        (plot.xScale, plot.yScale) = (last.xScale, last.yScale)
        return Figure(title: frame.title, .lines(plot))
    }
}

/// `nil` where the maps say themselves which values their colours stand for.
private func sharedColors(of frames: [Figure]) -> ClosedRange<Double>? {
    let shown = frames.compactMap { frame -> ClosedRange<Double>? in
        guard case .heatmap(let map) = frame.content, map.valueRange == nil else { return nil }
        return map.shownValues
    }
    guard let lower = shown.map(\.lowerBound).min(), let upper = shown.map(\.upperBound).max() else { return nil }
    return HeldLimits.rounded(lower...upper, on: .linear)
}
