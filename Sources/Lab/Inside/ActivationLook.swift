import Graphs
import Networks

/// What every layer of a network makes in its own turn, as a program: real and generated examples of a discriminator.
///
/// Batches have the recipe's size, as batch normalisation is one at that size only; small ones are drawn again and again until there
/// are `examples`, or a unit would count as dead which only answers to one example in ten.
struct ActivationLook {
    /// A layer on the way, or one inside of a layer.
    private struct Passed {
        let layer: NetworkLayer
        let units: Int?
        /// Where the program has the sample of its numbers, and the greatest number of each unit.
        let outputs: [Int]
        let greatest: [Int]
    }

    static let examples = 256
    /// Numbers of a layer that are looked at in one batch.
    private static let mostNumbers = 1 << 16

    private let passed: [Passed]
    private let program: LookProgram
    private let passes: Int

    init(_ looked: LookedTurn) throws {
        let entries = looked.applications(of: looked.mover)
        var outputs: [Tensor] = []
        func put(_ tensor: Tensor) -> Int {
            outputs.append(tensor)
            return outputs.count - 1
        }
        func passed(_ layer: NetworkLayer, _ kind: any Layer, _ made: [Tensor]) throws -> Passed {
            let perExample = made.reduce(0) { $0 + $1.count / $1.shape[0] }
            let isImage = made[0].shape.count == 4
            let unitAxis = made[0].shape.count - 1
            let rectifies = kind.rectifies
            return Passed(
                layer: layer,
                units: rectifies ? (isImage ? made[0].shape[unitAxis] : made[0].count / made[0].shape[0]) : nil,
                outputs: try made.map { tensor in
                    let rows = min(tensor.shape[0], max(1, Self.mostNumbers / perExample))
                    return put(try tensor.slice(axis: 0, from: 0, count: rows))
                },
                greatest: rectifies ? try made.map { put(try $0.maximum(axes: isImage ? [0, 1, 2] : [0])) } : [])
        }
        var way: [Passed] = []
        if let network = entries.first?.network {
            for (index, kind) in network.layers.enumerated() {
                for (place, part) in entries[0].application.layerParts[index].enumerated() where part.layer.rectifies {
                    let made = entries.map { $0.application.layerParts[index][place].output }
                    way.append(try passed(NetworkLayer(network, index, part: part.name), part.layer, made))
                }
                way.append(try passed(NetworkLayer(network, index), kind, entries.map { $0.application.layerOutputs[index] }))
            }
        }
        self.passed = way
        passes = max(1, (Self.examples + looked.turn.setting.batch - 1) / looked.turn.setting.batch)
        program = try looked.program(outputs)
    }

    /// - Parameter position: where a pass finds its random numbers.
    func value(step: Int, position: (_ pass: Int) -> RandomPosition) -> [LayerActivations] {
        var values = [[Float]](repeating: [], count: passed.count)
        var living = passed.map { [Bool](repeating: false, count: $0.units ?? 0) }
        for pass in 0..<passes {
            program.run(position(pass), step: step)
            for (index, layer) in passed.enumerated() {
                if values[index].count < Self.mostNumbers { values[index] += layer.outputs.flatMap(program.values) }
                for greatest in layer.greatest {
                    // What is not a number is no silence.
                    for (unit, value) in program.values(greatest).enumerated() where !(value <= nothing) { living[index][unit] = true }
                }
            }
        }
        return passed.enumerated().map { index, layer in
            LayerActivations(
                layer: layer.layer, values: values[index],
                units: layer.units.map { .init(count: $0, dead: living[index].count { !$0 }) })
        }
    }
}
