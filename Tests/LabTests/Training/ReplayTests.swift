import Networks
import Testing

@testable import Lab

@Suite("Going over the steps of a training on a copy")
struct ReplayTests {
    /// Trained under one loss and then another, with copies between.
    private func trained() throws -> Experiment {
        let experiment = try Experiment(try ringRecipe())
        try experiment.train(steps: 120)
        var other = experiment.recipe
        other.loss = Hinge()
        try experiment.change(to: other)
        try experiment.train(steps: 130)
        return experiment
    }

    @Test("each step is seen as `rewind` finds it, and the experiment knows nothing of it")
    func steps() throws {
        let experiment = try trained()
        let (bits, history) = (experiment.bits, experiment.history)
        var seen: [Int: [[UInt32]]] = [:]
        var lengths: [Int] = []
        let wanted = [0, 30, 90, 100, 119, 120, 121, 200, 230, 250]
        let isWhole = try experiment.replica().replay(wanted) {
            seen[$0.step] = $0.bits
            lengths.append($0.history.count)
        }
        #expect(isWhole && lengths == wanted)
        #expect(experiment.bits == bits && experiment.history == history && experiment.step == 250)
        for step in wanted {
            #expect(try experiment.rewind(to: step))
            #expect(seen[step] == experiment.bits, "step \(step)")
        }
    }

    @Test("no step is made twice on the way, and copies are taken up where they lie ahead")
    func cost() throws {
        let experiment = try trained()
        var made = 0
        var seen = 0
        _ = try experiment.replica().replay(Array(stride(from: 0, through: 250, by: 5)), onProgress: { _ in made += 1 }) { _ in seen += 1 }
        #expect(seen == 51)
        #expect(made > 200 && made < 250)
        made = 0
        _ = try experiment.replica().replay([0, 100, 220], onProgress: { _ in made += 1 }) { _ in }
        #expect(made == 0)
    }

    @Test("it can be interrupted between two steps")
    func interruption() throws {
        let experiment = try trained()
        var asked = 0
        var seen: [Int] = []
        let isWhole = try experiment.replica().replay([10, 20, 30], interrupted: {
            asked += 1
            return asked > 25
        }) { seen.append($0.step) }
        // Compiling asks as well.
        #expect(!isWhole && [[10], [10, 20]].contains(seen))
        #expect(experiment.step == 250)
    }
}
