import Figures
import Lab
import Testing

@testable import Commands

@Suite("Plots over the kept steps, and of pushes")
struct SeenPlotTests {
    private func figure(_ name: String, _ script: String) throws -> Figure {
        let run = Run(script)
        try #require(run.error == nil, "\(run.message ?? "")")
        return try Commands.figure(named: name, of: #require(run.session.experiment))
    }

    @Test("the ledger has a row a mode, one for what is of none, and the modes of each column sum to one")
    func ledger() throws {
        guard case .heatmap(let map) = try figure("ledger", "data ring modes 3\ntrain 130\ntrain 100").content else {
            Issue.record("a ledger is a map")
            return
        }
        #expect(map.rowNames == ["none", "2", "1", "0"] && map.height == 4)
        // A copy of step 100, and step 230: columns of a hundred steps, each up to its end. The copy of step 0 stands for no steps.
        #expect(map.width == 3 && map.xRange == 0...300)
        guard case .heatmap(let even) = try figure("ledger", "data ring modes 3\ntrain 300").content else { return }
        #expect(even.width == 3 && even.xRange == 0...300)
        guard case .heatmap(let short) = try figure("ledger", "data ring modes 3\ntrain 5").content else { return }
        #expect(short.width == 1 && short.xRange == 0...5)
        for column in 0..<map.width {
            let shares: [Float] = (1..<map.height).map { map.values[$0 * map.width + column] }
            let sum = shares.reduce(0, +)
            #expect(abs(sum - 1) < 1e-5)
        }
    }

    @Test("digits have a ledger of their classes")
    func digits() throws {
        guard case .heatmap(let map) = try figure("ledger", "data digits\ntrain 2").content else { return }
        #expect(map.rowNames == ["none"] + (0...9).reversed().map(String.init) && map.yLabel == "class")
    }

    @Test("the centre's path begins at the first kept step and ends now")
    func centre() throws {
        let run = Run("data ring\ntrain 120")
        let experiment = try #require(run.session.experiment)
        let shown = try Commands.figure(named: "centre", of: experiment)
        #expect(shown.title?.contains("seen every 100 steps") == true)
        guard case .scatter(let scatter) = shown.content else { return }
        let path = try #require(scatter.paths.first).points
        let looks = try experiment.keptLooks()
        #expect(path == looks.map { Point($0.moments.mean[0], $0.moments.mean[1]) } && path.count == 3)
        #expect(scatter.groups.first { $0.name == "step 0" }?.points == [path[0]])
        #expect(scatter.groups.first { $0.name == "now" }?.points == [path[2]])
        guard case .lines(let plot) = try figure("centre", "data line\ntrain 120").content else { return }
        #expect(plot.series[0].x == [0, 100, 120])
    }

    @Test("arrows of the critic begin at generated points and none is longer than an eighth of the plane")
    func arrows() throws {
        guard case .heatmap(let map) = try figure("critic", "data ring\ntrain 5").content, let arrows = map.arrows else {
            Issue.record("a critic of points has arrows")
            return
        }
        let generated = try #require(map.overlays.first { $0.name == "generated" }).points
        #expect(!arrows.arrows.isEmpty && arrows.arrows.allSatisfy { generated.contains($0.tail) })
        func length(_ arrow: ArrowGroup.Arrow) -> Double {
            let (across, up) = (arrow.head.x - arrow.tail.x, arrow.head.y - arrow.tail.y)
            return (across * across + up * up).squareRoot()
        }
        let longest = try #require(arrows.arrows.map(length).max())
        #expect(abs(longest / (map.xRange.upperBound - map.xRange.lowerBound) - 0.12) < 0.005)
        #expect(arrows.name.hasPrefix("push, longest "))
    }

    @Test("of images the critic shows pairs: the image, and its push over it in colour")
    func images() throws {
        let run = Run("data digits\ntrain 2")
        let experiment = try #require(run.session.experiment)
        guard case .images(let grid) = try Commands.figure(named: "critic", of: experiment).content else {
            Issue.record("images")
            return
        }
        #expect(grid.count == 32 && grid.channels == 3 && grid.columns == 8)
        let samples = try experiment.samples(count: 16)
        for pixel in 0..<64 { for part in 0..<3 { #expect(grid.images[pixel * 3 + part] == samples[pixel]) } }
        let over = (64..<128).filter { grid.images[$0 * 3] != grid.images[$0 * 3 + 2] }
        #expect(over.count > 50)
    }

    @Test("samples in training mode are drawn and written, and belong to no other plot")
    func training() throws {
        let game = "data ring\nbatch 4\ngenerator\n  layer dense 8\n  layer batchnorm\n  layer dense data\ntrain 3\n"
        let bench = LookingWorkbench()
        try bench.run(game + "sample 6 \"a.csv\"\nsample 6 training \"b.csv\"\nplot samples training \"c.svg\"\nsample 6 training \"d.png\"")
        #expect(bench.text("a.csv") != bench.text("b.csv"))
        #expect(bench.text("b.csv").split(separator: "\n").count == 7)
        #expect(bench.text("c.svg").contains("in batches of 4"))
        #expect(bench.failure("plot losses training")?.message == "`training` belongs to `plot samples`, found it behind `plot losses`")
        #expect(bench.failure("sample 6 real training")?.message == "`training` makes samples of the generator, found `real`")
        try LookingWorkbench().run("data line\nplot samples training \"e.png\"")
    }
}
