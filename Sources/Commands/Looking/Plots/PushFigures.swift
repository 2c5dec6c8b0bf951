import Figures
import Foundation
import Lab

/// Where the generator's loss would have its examples go, as arrows or as colour over images.
enum PushFigures {
    /// Arrows of one figure: more hide the map.
    private static let mostArrows = 60
    /// The longest arrow, and the least distance of two, as shares of the plane's width.
    private static let longest = 0.12
    private static let apart = 0.045
    private static let images = 16

    /// Arrows at some of the first generated points, no two too close, their lengths in one scale: the longest is an eighth of the
    /// plane, and named. `nil` where no point is pushed at all, or scores do not tell.
    static func arrows(
        of experiment: Experiment, count: Int, ofClass label: Int?, in frame: (x: ClosedRange<Double>, y: ClosedRange<Double>)
    ) throws -> ArrowGroup? {
        guard experiment.recipe.pushRefusal == nil else { return nil }
        let pushes = try experiment.pushes(count: count, ofClass: label)
        let width = frame.x.upperBound - frame.x.lowerBound
        let (points, directions) = (planePoints(pushes.points), planePoints(pushes.directions))
        var chosen: [Int] = []
        for place in points.indices where chosen.count < mostArrows {
            let point = points[place]
            guard frame.x.contains(point.x), frame.y.contains(point.y),
                chosen.allSatisfy({ hypot(points[$0].x - point.x, points[$0].y - point.y) > apart * width })
            else { continue }
            chosen.append(place)
        }
        return group(chosen.map { (points[$0], directions[$0]) }, longest: longest * width)
    }

    /// The same along a line, at a height of no meaning.
    static func arrows(of experiment: Experiment, at values: [Float], height: Double, ofClass label: Int?, width: Double) throws -> ArrowGroup? {
        guard experiment.recipe.pushRefusal == nil else { return nil }
        let pushes = try experiment.pushes(on: values, ofClass: label ?? 0)
        var chosen: [Int] = []
        for place in values.indices where chosen.allSatisfy({ abs(Double(values[$0] - values[place])) > longest * width }) {
            chosen.append(place)
        }
        return group(
            chosen.map { (Point(Double(values[$0]), height), Point(Double(pushes.directions[$0]), 0)) }, longest: longest * width)
    }

    private static func group(_ pushed: [(point: Point, direction: Point)], longest: Double) -> ArrowGroup? {
        let pushed = pushed.filter { $0.direction.x.isFinite && $0.direction.y.isFinite }
        guard let most = pushed.map({ hypot($0.direction.x, $0.direction.y) }).max(), most > 0 else { return nil }
        let scale = longest / most
        return ArrowGroup(
            name: "push, longest \(shortNumber(most))",
            arrows: pushed.map { point, direction in
                .init(from: point, to: Point(point.x + scale * direction.x, point.y + scale * direction.y))
            })
    }

    /// Generated images in pairs: the image, and over it where it is pushed, blue where brighter would please the discriminator and
    /// orange where darker would, the stronger the harder.
    static func images(of experiment: Experiment, ofClass label: Int?) throws -> Figure {
        let pushes = try experiment.pushes(count: images, ofClass: label)
        let size = experiment.recipe.dataset.size
        let (height, width, channels) = (size[0], size[1], size[2])
        let pixels = pushes.points.count / channels
        func value(_ values: [Float], _ pixel: Int) -> Float {
            (0..<channels).reduce(0) { $0 + values[pixel * channels + $1] } / Float(channels)
        }
        let directions = (0..<pixels).map { value(pushes.directions, $0) }
        // One bright pixel must not make all others black.
        let sorted = directions.map { abs($0) }.filter(\.isFinite).sorted()
        let most = sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, sorted.count * 995 / 1000)]
        var colors: [Float] = []
        colors.reserveCapacity(2 * pixels * 3)
        for image in 0..<images {
            let shown = (image * height * width)..<((image + 1) * height * width)
            for pixel in shown {
                for part in 0..<3 { colors.append(pushes.points[pixel * channels + (channels == 3 ? part : 0)]) }
            }
            for pixel in shown {
                let weight = most > 0 ? min(1, abs(directions[pixel]) / most).squareRoot() : 0
                let grey = 0.55 * (min(max(value(pushes.points, pixel), -1), 1) + 1) - 1
                let hue: [Float] = directions[pixel] > 0 ? [-0.45, 0.4, 1] : [1, 0.1, -0.9]
                colors += hue.map { grey + ($0 - grey) * weight }
            }
        }
        let grid = ImageGrid(images: colors, count: 2 * images, height: height, width: width, channels: 3, columns: 8)
        return Figure(
            title: titled("pushed: blue up, orange down\(classText(label, of: experiment))", experiment), .images(grid))
    }

    /// Two digits: `0.31`, `2.4e-05`.
    private static func shortNumber(_ value: Double) -> String { String(format: "%.2g", value) }
}
