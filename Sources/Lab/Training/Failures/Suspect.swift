import Graphs
import Networks

/// One tensor of a step that may be the first to hold a number that is not finite, and what is to be said if it is.
struct Suspect {
    let tensor: Tensor
    private let mover: NetworkID
    private let operation: FailureOrigin.Operation
    private var network: NetworkID?
    private var layer: NetworkLayer?
    private var parameter: String?
    private var application: String?

    /// Of turns in the order in which they were played, each after what it follows from.
    static func all(of turns: [PlayedTurn]) throws -> [Suspect] { try turns.flatMap(all) }

    private static func all(of played: PlayedTurn) throws -> [Suspect] {
        let entries = played.turn.applications.entries
        guard let first = played.turn.movers.first else { return [] }
        var suspects: [Suspect] = []
        if let duel = played.objective.duel {
            suspects.append(Suspect(tensor: duel.real.examples, mover: first, operation: .data))
        }
        for entry in entries {
            suspects.append(Suspect(entry.input, first, .input, in: entry, layer: nil))
            suspects += entry.passed.map { Suspect($0.output, first, .forward, in: entry, layer: $0.layer) }
        }
        for mover in played.turn.movers {
            guard let loss = played.objective.losses[mover] else { continue }
            suspects.append(Suspect(tensor: loss, mover: mover, operation: .loss))
            suspects += try backward(from: loss, through: entries, mover)
            suspects += try ofParameters(played, mover)
        }
        return suspects
    }

    /// The gradients by what layers made, from the loss back. What is not finite there was made by whoever passed it on: the layer
    /// before in this order.
    private static func backward(
        from loss: Tensor, through entries: [TurnApplications.Entry], _ mover: NetworkID
    ) throws -> [Suspect] {
        let way = entries.reversed().flatMap { entry in entry.passed.reversed().map { (entry: entry, layer: $0.layer, output: $0.output) } }
        let gradients = try gradient(of: loss, withRespectTo: way.map(\.output))
        return zip(way, gradients).enumerated().map { place, next in
            let (passed, gradient) = next
            // A network's output comes from the loss, and a generated example from the discriminator that judged it.
            let before = place > 0 ? way[place - 1] : nil
            let isLast = before?.entry.stream != passed.entry.stream
            guard let before, !isLast || before.entry.network !== passed.entry.network else {
                return Suspect(tensor: gradient, mover: mover, operation: .backward)
            }
            return Suspect(gradient, mover, .backward, in: before.entry, layer: before.layer)
        }
    }

    private static func ofParameters(_ played: PlayedTurn, _ mover: NetworkID) throws -> [Suspect] {
        let network = played.turn.player(mover).network
        let names = network.parameters.map(\.name)
        func suspects(_ tensors: [Tensor], _ operation: FailureOrigin.Operation) -> [Suspect] {
            zip(names, tensors).map { name, tensor in
                var suspect = Suspect(tensor: tensor, mover: mover, operation: operation, network: mover)
                suspect.parameter = name
                return suspect
            }
        }
        let gradients = played.gradients[mover] ?? []
        let length = Suspect(
            tensor: try globalNorm(gradients), mover: mover, operation: .gradientLength, network: mover)
        return suspects(gradients, .parameterGradient).reversed() + [length] + suspects(played.updated[mover] ?? [], .update)
    }

    private init(tensor: Tensor, mover: NetworkID, operation: FailureOrigin.Operation, network: NetworkID? = nil) {
        self.tensor = tensor
        self.mover = mover
        self.operation = operation
        self.network = network
    }

    private init(
        _ tensor: Tensor, _ mover: NetworkID, _ operation: FailureOrigin.Operation, in entry: TurnApplications.Entry,
        layer: NetworkLayer?
    ) {
        self.init(tensor: tensor, mover: mover, operation: operation, network: NetworkID(entry.network.name))
        self.layer = layer
        application = entry.stream.name
    }

    /// The parameter whose new value it is.
    var updated: String? { operation == .update ? parameter : nil }

    /// - Parameter weights: how large each parameter was before, by name.
    func origin(step: Int, found: Magnitude, weights: [String: Magnitude]) -> FailureOrigin {
        func largest(below name: String?) -> Float? {
            name.flatMap { name in weights.filter { $0.key == name || $0.key.hasPrefix(name + ".") }.map(\.value.largest).max() }
        }
        return FailureOrigin(
            step: step, mover: mover, operation: operation, network: network, layer: layer, parameter: parameter,
            application: application, found: found,
            largestWeight: largest(below: parameter) ?? largest(below: layer?.name) ?? largest(below: network?.rawValue))
    }
}

extension TurnApplications.Entry {
    /// What its layers made, in the order of the way; layers inside of a layer before it.
    fileprivate var passed: [(layer: NetworkLayer?, output: Tensor)] {
        application.layerOutputs.enumerated().flatMap { index, output in
            application.layerParts[index].map { (NetworkLayer(network, index, part: $0.name), $0.output) }
                + [(NetworkLayer(network, index), output)]
        }
    }
}
