import Declarations
import Figures
import Foundation
import Lab
import Language
import Networks
import Testing

@testable import Commands

@Suite("Looking inside the networks")
struct InsideTests {
    private static let small = """
        data ring
        latent 4
        batch 16
        generator
          layer dense 8 relu
          layer dense 2
        discriminator
          layer dense 8 relu
          layer dense 1

        """

    @Test("the way back has a point and a name for every layer, a border at the sample, and a title that says who kills the gradient")
    func backpropagation() throws {
        let bench = LookingWorkbench()
        try bench.run(Self.small + "loss minimax\ntrain 2\nplot backpropagation \"b.svg\"")
        let experiment = try #require(bench.session.experiment)
        func plot() throws -> (title: String, plot: LinePlot) {
            let figure = try BackpropagationPlot.figure(of: experiment)
            guard case .lines(let plot) = figure.content else { throw Refusal("no lines") }
            return (try #require(figure.title), plot)
        }
        let sound = try plot()
        #expect(sound.title == "the generator's gradient · step 2 · minimax")
        #expect(sound.plot.xNames == ["D2", "D1", "D0", "G2", "G1", "G0"])
        #expect(sound.plot.yScale == .logarithmic)
        #expect(sound.plot.references.contains { $0.name == "the sample" && $0.place == .position(3.5) })
        #expect(sound.plot.overlays.map(\.points.count) == [3, 3, 2])
        // A discriminator that is sure of everything: σ(−12) = 6·10⁻⁶.
        let discriminator = try #require(experiment.network(.discriminator))
        discriminator.parameters[2].values = discriminator.parameters[2].values.map { $0 * 0.1 }
        discriminator.parameters[3].values = [-12]
        #expect(try plot().title.hasPrefix("vanishes in the loss: 1 in 1"))
    }

    @Test("each layer that learns has a point, of both networks; a network's lengths together are its gradient's")
    func layerGradients() throws {
        let bench = LookingWorkbench()
        try bench.run(Self.small + "train 2\nplot layer-gradients \"l.svg\"")
        let experiment = try #require(bench.session.experiment)
        guard case .lines(let plot) = try LayerGradientsPlot.figure(of: experiment).content else { throw Refusal("no lines") }
        #expect(plot.xNames == ["G0", "G2", "D0", "D2"])
        #expect(plot.overlays.map(\.name) == ["generator", "discriminator"])
        for (group, network) in zip(plot.overlays, [NetworkID.generator, .discriminator]) {
            let whole = group.points.reduce(0) { $0 + $1.y * $1.y }.squareRoot()
            let expected = try experiment.backpropagation(of: network).length
            #expect(abs(whole - expected) < 1e-6 * expected)
        }
    }

    @Test("histograms stand side by side, one for each layer, with the bounds of clipped weights")
    func histograms() throws {
        let bench = LookingWorkbench()
        try bench.run(Self.small + "loss wgan\ntrain 2\nplot weights \"w.svg\"\nplot activations \"a.svg\"")
        let experiment = try #require(bench.session.experiment)
        let weights = try WeightsPlot.figure(of: experiment)
        guard case .panels(let panels) = weights.content else { throw Refusal("no panels") }
        #expect(panels.count == 4)
        #expect(panels[2].title?.hasPrefix("D0 dense · ") == true)
        #expect(panels[2].title?.contains("at the bound") == true)
        guard case .lines(let plot) = panels[2].content else { throw Refusal("no lines") }
        #expect(plot.references.count == 2)
        guard case .panels(let made) = try ActivationsPlot.figure(of: experiment).content else { throw Refusal("no panels") }
        #expect(made.count == 6)
        #expect(made[1].title?.contains("% dead") == true)
    }

    @Test("a probe says what it came to, draws two curves, and leaves the experiment as it is, also behind `at`")
    func probe() throws {
        let bench = LookingWorkbench()
        try bench.run(Self.small + "loss minimax\ntrain 3")
        let before = try #require(bench.session.experiment).snapshot()
        let said = try bench.run("probe 5 \"p.png\" losses non-saturating\nexpect probe.error <= 1 and probe.gradient > 0")
        #expect(bench.output.events.contains { if case .progress(let made) = $0 { made.isOver && made.done == 5 } else { false } })
        #expect(said.hasPrefix("a fresh discriminator after 5 updates is wrong about "))
        #expect(said.contains("the generator's gradient under minimax "))
        #expect(said.contains("under non-saturating "))
        #expect(bench.bytes("p.png").starts(with: pictureSignature))
        try bench.run("at 2 probe 4")
        let experiment = try #require(bench.session.experiment)
        #expect(experiment.step == 3)
        #expect(experiment.history == before.history)
        let other = try #require(bench.failure("probe 5 losses hing"))
        #expect(other.message.contains("hing"))
    }

    @Test("a check refuses a probe where there is no discriminator")
    func checked() throws {
        let bench = LookingWorkbench(isCheckOnly: true)
        let failure = try #require(bench.failure("data ring\nmethod diffusion\nprobe"))
        #expect(failure.message == "`method diffusion` has no discriminator to ask")
    }

    @Test("`measure` alone leaves out what nobody takes while training, and measures it by name; a plot goes back for it")
    func onDemand() throws {
        let bench = LookingWorkbench()
        let all = try bench.run(Self.small + "train 3\nmeasure")
        #expect(all.contains("gradient.generator "))
        #expect(!all.contains("gradient.samples"))
        let named = try bench.run("measure gradient.samples dead.generator gradient.generator.minimax")
        #expect(named.contains("gradient.samples"))
        try bench.run("plot gradient.samples \"g.svg\"")
        #expect(bench.text("g.svg").contains("<title>gradient.samples"))
    }

    @Test("a failed training says where it began")
    func origin() throws {
        let bench = LookingWorkbench()
        let failure = try #require(bench.failure("data ring\nloss lsgan\noptimizer sgd rate 0.3\ntrain 20"))
        #expect(failure.category.exitStatus == 3)
        #expect(failure.notes.count == 1)
        #expect(failure.notes.first?.hasPrefix("it began at step ") == true)
        #expect(bench.session.experiment?.failedStretch?.origin != nil)
    }
}
