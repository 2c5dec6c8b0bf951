import Graphs
import Networks

/// The gradient of what a network minimises on its way back, as a program: one number or two for each layer.
struct BackpropagationLook {
    /// Where the numbers of a station stand among the program's outputs.
    private struct Place {
        let layer: NetworkLayer
        let gradient: Int
        let byParameters: Int?
        let closed: Int?
    }

    private let mover: NetworkID
    private let program: LookProgram
    private let places: [Place]

    init(_ looked: LookedTurn) throws {
        let way = Self.way(of: looked)
        let gradients = try gradient(of: looked.loss, withRespectTo: way.flatMap(\.outputs) + looked.parameters)
        var byOutputs = gradients.dropLast(looked.parameters.count)[...]
        let byParameters = Array(gradients.suffix(looked.parameters.count))
        var outputs: [Tensor] = []
        func put(_ tensor: Tensor) -> Int {
            outputs.append(tensor)
            return outputs.count - 1
        }
        let ranges = looked.turn.player(looked.mover).network.plan.parameterRanges
        var places: [Place] = []
        for passed in way {
            let own = passed.layer.network == looked.mover ? ranges[passed.layer.index] : 0..<0
            let gradients = try passed.counted(byOutputs.prefix(passed.outputs.count))
            byOutputs = byOutputs.dropFirst(passed.outputs.count)
            let made = try passed.counted(passed.outputs)
            let examples = made.reduce(0) { $0 + $1.shape[0] }
            let perExample = Float(looked.lossCount) / Float(examples).squareRoot()
            places.append(
                Place(
                    layer: passed.layer, gradient: put(try globalSafeNorm(gradients) * perExample),
                    byParameters: own.isEmpty ? nil : put(try globalSafeNorm(Array(byParameters[own]))),
                    closed: passed.rectifies ? put(try Self.closed(made)) : nil))
        }
        mover = looked.mover
        program = try looked.program(outputs)
        self.places = places
    }

    func value(at position: RandomPosition, step: Int) -> Backpropagation {
        program.run(position, step: step)
        return Backpropagation(
            mover: mover,
            stations: places.map { place in
                // What a fused rectifier leaves where 0 is meant is nothing.
                let gradient = program.scalar(place.gradient)
                return .init(
                    layer: place.layer, gradient: gradient < Double(nothing) ? 0 : gradient,
                    byParameters: place.byParameters.map(program.scalar), closed: place.closed.map(program.scalar))
            })
    }

    /// What a layer made on the way, of one batch or of two, and which rows of each count.
    private struct Passed {
        let layer: NetworkLayer
        let rectifies: Bool
        let outputs: [Tensor]
        let rows: [Range<Int>]

        func counted(_ tensors: some Sequence<Tensor>) throws -> [Tensor] {
            try zip(tensors, rows).map { tensor, rows in
                rows.count == tensor.shape[0] ? tensor : try tensor.slice(axis: 0, from: rows.lowerBound, count: rows.count)
            }
        }
    }

    /// In the order in which the gradient travels: through the discriminator first, where the mover learns from what that says.
    private static func way(of looked: LookedTurn) -> [Passed] {
        var applied: [(entries: [TurnApplications.Entry], rows: [Range<Int>])] = []
        if looked.mover == .discriminator {
            // Its own loss is of real examples too.
            let entries = looked.applications(of: .discriminator)
            applied.append((entries, entries.map { 0..<$0.input.shape[0] }))
        } else {
            let isThroughDiscriminator = looked.mover == .generator && looked.objective.duel != nil
            for network in (isThroughDiscriminator ? [.discriminator] : []) + [looked.mover] {
                guard let (entry, rows) = looked.generatedApplication(of: network) else { continue }
                applied.append(([entry], [rows]))
            }
        }
        return applied.flatMap { entries, rows -> [Passed] in
            guard let network = entries.first?.network else { return [] }
            return network.layers.indices.reversed().map { index in
                Passed(
                    layer: NetworkLayer(network, index), rectifies: network.layers[index].rectifies,
                    outputs: entries.map { $0.application.layerOutputs[index] }, rows: rows)
            }
        }
    }

    /// The share of numbers that are 0.
    private static func closed(_ made: [Tensor]) throws -> Tensor {
        let all = made.reduce(0) { $0 + $1.count }
        return try 1 - made.reduce(Tensor.constant(0)) { try $0 + $1.isGreater(than: nothing).sum() } * (1 / Float(all))
    }
}

/// Dead units of a fused rectifier leave numbers about 10⁻³⁷ where 0 is meant.
let nothing: Float = 1e-30

/// √Σ a² over all arrays, also where squares are too small or too large for a number.
func globalSafeNorm(_ tensors: [Tensor]) throws -> Tensor {
    let lengths = try tensors.map { try $0.safeNorm().reshaped(to: [1]) }
    guard let first = lengths.first else { return .constant(0) }
    return try lengths.count == 1 ? first.reshaped(to: []) : Tensor.concatenate(lengths, axis: 0).safeNorm()
}

extension NetworkPlan {
    /// Where each layer's parameters stand among the network's.
    var parameterRanges: [Range<Int>] {
        var start = 0
        return layers.indices.map { layer in
            let own = start..<start + parameters(of: layer).count
            start = own.upperBound
            return own
        }
    }
}
