import Foundation
import Lab
import Testing

@testable import Commands

@Suite("Normalisations, styles and reparameterized weights in scripts")
struct NormScriptTests {
    /// A script, and how the names of arrays that it is about end.
    private static let scripts: [(script: String, arrays: [String])] = [
        (
            """
            data digits
            generator
              layer embedding numbers 4
              layer dense 4x4x8
              layer conditional-batchnorm
              layer relu
              layer deconv data stride 2 tanh
            discriminator
              layer conv 4 stride 2 leaky-relu
              layer virtual-batchnorm reference 8
              layer flatten
              layer projection
            trick spectral-norm
            """, ["vectors", "scale", "shift", "class-weight", "class-weight.left-singular-vector", "0.weight.left-singular-vector"]
        ),
        (
            """
            data digits
            trick equalised-rate
            optimizer adam rate 0.002 beta1 0
            generator
              layer pixelnorm
              layer dense 16 leaky-relu
              layer dense 16 leaky-relu as w
              layer constant 4x4x8
              layer noise
              layer adain w
              layer leaky-relu
              layer upsample 2
              layer conv 8
              layer noise
              layer adain w
              layer leaky-relu
              layer conv data kernel 1
            """, ["strength", "value", "weight"]
        ),
        (
            """
            data ring
            loss wgan-gp
            trick weight-norm
            generator
              layer dense 16
              layer virtual-batchnorm reference 16
              layer relu
              layer dropout 0.2 always
              layer dense data
            """, ["weight", "weight.length", "scale", "shift"]
        ),
    ]

    /// A script that fails says why; nothing behind it is tried.
    private func expectNone(_ message: String?) throws {
        try #require(message == nil)
    }

    private func bits(_ run: Run) -> [[UInt32]] {
        run.session.experiment?.networks.flatMap { ($0.parameters + $0.states).map { $0.values.map(\.bitPattern) } } ?? []
    }

    @Test("they train, move what they learn, and go on from a checkpoint with the same bits", arguments: scripts.indices)
    func trains(_ index: Int) throws {
        let (script, arrays) = Self.scripts[index]
        let run = Run("seed 3\nbatch 12\nlatent 8\n" + script + "\ntrain 1")
        defer { run.close() }
        try expectNone(run.message)
        let found = run.session.experiment
        let experiment = try #require(found)
        let variables = experiment.networks.flatMap { $0.parameters + $0.states }
        let before = variables.map(\.values)
        try expectNone(run.run("train 3\nsample 4 \"four.csv\"\nsave \"x.safetensors\"\ntrain 2")?.message)
        for (variable, old) in zip(variables, before) where arrays.contains(where: { variable.name.hasSuffix(".\($0)") }) {
            let hasMoved = variable.values != old
            #expect(hasMoved, "\(variable.name)")
        }
        let names = variables.map(\.name)
        for ending in arrays { #expect(names.contains { $0.hasSuffix(".\(ending)") }, "\(ending)") }
        let areFinite = variables.allSatisfy { $0.values.allSatisfy(\.isFinite) }
        #expect(areFinite)
        let bits = bits(run)
        try expectNone(run.run("load \"x.safetensors\"\ntrain 2")?.message)
        let again = self.bits(run)
        #expect(again == bits && !bits.isEmpty)
    }

    @Test("files of weights alone hold what is learned and kept, a reference batch too", arguments: scripts.indices)
    func weights(_ index: Int) throws {
        let run = Run("seed 3\nbatch 12\nlatent 8\n" + Self.scripts[index].script + "\ntrain 1\nsave \"w.safetensors\" weights both")
        defer { run.close() }
        try expectNone(run.message)
        let saved = bits(run)
        try expectNone(run.run("seed 4\nreset\ntrain 1")?.message)
        let other = bits(run)
        #expect(other != saved)
        try expectNone(run.run("load \"w.safetensors\" weights both")?.message)
        let loaded = bits(run)
        #expect(loaded == saved)
    }
}
