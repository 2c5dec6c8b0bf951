import Figures

/// Small figures that several tests draw.
enum SampleFigures {
    static let lines = Figure(
        title: "Losses",
        .lines(
            LinePlot(
                series: [
                    .init(name: "generator", x: [0, 1, 2, 3, 4], y: [4, 3, 2, 1, 0]),
                    .init(name: "discriminator", x: [0, 1, 2, 3, 4], y: [0, 0.25, 1, 2.25, 4]),
                ], xLabel: "step", yLabel: "loss")))

    static let scatter = Figure(
        title: "Samples",
        .scatter(
            Scatter(
                groups: [
                    PointGroup(name: "real", points: [Point(0, 2), Point(2, 0), Point(0, -2), Point(-2, 0)]),
                    PointGroup(name: "generated", points: [Point(0, 0), Point(1, 1)]),
                ], xLabel: "x", yLabel: "y")))

    static let map = Figure(
        title: "Critic",
        .heatmap(
            Heatmap(
                values: [0, 0.5, 1, 0.5, 0.5, 0.5, 1, 0.5, 0], width: 3, height: 3, xRange: -1...1, yRange: -1...1,
                colorMap: .diverging(centre: 0.5), colorBarLabel: "D(x)",
                overlays: [PointGroup(name: "real", points: [Point(0, 0)])], contour: 0.5)))

    static let images = Figure(
        title: "Digits",
        .images(
            ImageGrid(
                images: [-1, 1, 1, -1, 1, 1, -1, -1], count: 2, height: 2, width: 2, channels: 1, columns: 2)))

    static let all: [(name: String, figure: Figure)] = [
        ("lines", lines), ("scatter", scatter), ("map", map), ("images", images),
    ]
}
