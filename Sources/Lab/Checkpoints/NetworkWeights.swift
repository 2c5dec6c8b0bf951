import Declarations
import Foundation
import Graphs
import Networks

/// Weights and running statistics alone, of one network or of both: what other programs want of an experiment.
///
/// A safetensors file in one of two layouts. `gan`: the names and axes of a checkpoint, `generator.0.weight`, images
/// `[height, width, channels]`. `pytorch`: those of an `nn.Sequential`, `0.weight`, images `[channels, height, width]`,
/// with the modules to build it of in the metadata; where both networks are in one file, `generator.0.weight` again.
/// A checkpoint can be read as the weights that it holds, and so can what PyTorch writes of a state of its own.
public struct NetworkWeights: Sendable, Equatable {
    public enum Layout: String, Sendable, CaseIterable {
        case gan
        case pytorch
    }

    var file: Safetensors
    let layout: Layout
    /// The networks in the file, where it says so.
    let networks: [NetworkID]?

    private static let format = "gan-weights"
    private static let version = "1"
    private static let networksName = "networks"

    init(of trained: [TrainedNetwork], layout: Layout) throws(Refusal) {
        var file = Safetensors(metadata: [
            "format": Self.format, "version": Self.version, "layout": layout.rawValue,
            Self.networksName: trained.map(\.id.rawValue).joined(separator: " "),
        ])
        for one in trained {
            let network = one.network
            switch layout {
            case .gan:
                file.metadata.merge(layoutMetadata(network.arrayLayouts)) { first, _ in first }
                file.entries += (network.parameters + network.states).map {
                    Safetensors.Entry(name: $0.name, shape: $0.shape, values: $0.values)
                }
            case .pytorch:
                let form = try PyTorchForm(network.plan)
                let prefix = trained.count == 1 ? "" : "\(one.id)."
                file.metadata["\(prefix)modules"] = form.json
                let batches = one.updateCount.values[0]
                file.entries += form.entries(of: network, prefix: prefix, batches: batches)
            }
        }
        self.file = file
        self.layout = layout
        networks = trained.map(\.id)
    }

    /// Reads a file of weights, a checkpoint, or a state that PyTorch wrote.
    public init(decoding bytes: [UInt8]) throws(CheckpointError) {
        do {
            file = try Safetensors(decoding: bytes)
        } catch {
            throw .damaged(error)
        }
        switch file.metadata["format"] {
        case Checkpoint.format?:
            layout = .gan
            networks = nil
        case Self.format?:
            guard file.metadata["version"] == Self.version else {
                throw .weightsVersion(file.metadata["version"] ?? "none")
            }
            guard let layout = file.metadata["layout"].flatMap({ Layout(rawValue: $0) }) else { throw .metadata("layout") }
            let words = (file.metadata[Self.networksName] ?? "").split(separator: " ").map(String.init)
            let networks = words.compactMap { word in NetworkID.all.first { $0.rawValue == word } }
            guard networks.count == words.count, !networks.isEmpty else { throw .metadata(Self.networksName) }
            self.layout = layout
            self.networks = networks
        // PyTorch's own writer says `pt`, or nothing.
        case nil, "pt"?:
            layout = .pytorch
            networks = nil
        default: throw .foreign
        }
    }

    public init(contentsOf url: URL) throws(CheckpointError) {
        try self.init(decoding: try readBytes(of: url))
    }

    /// The file's bytes.
    public func encoded() -> [UInt8] { file.encoded() }

    /// Writes the file in one step.
    public func write(to url: URL) throws(CheckpointError) { try file.write(to: url) }

    /// The arrays of a network's parameters and states, in its own layout and order.
    func values(for network: Network, _ id: NetworkID) throws(CheckpointError) -> [[Float]] {
        if let networks, !networks.contains(id) {
            throw .otherNetwork(expected: id.rawValue, found: networks[0].rawValue)
        }
        switch layout {
        case .gan: return try ownValues(for: network)
        case .pytorch:
            let form: PyTorchForm
            do {
                form = try PyTorchForm(network.plan)
            } catch {
                throw .pytorch(error)
            }
            // A file of one network has no prefix.
            let prefix = "\(id)."
            let hasPrefix = file.entries.contains { $0.name.hasPrefix(prefix) }
            return try form.values(for: network, in: file, prefix: hasPrefix ? prefix : "")
        }
    }

    private func ownValues(for network: Network) throws(CheckpointError) -> [[Float]] {
        var unread = file.arrays
        var values: [[Float]] = []
        for variable in network.parameters + network.states {
            values.append(try unread.removeArray(variable.name, shape: variable.shape))
        }
        // A checkpoint holds more than weights.
        let isWeightsAlone = file.metadata["format"] == Self.format
        if isWeightsAlone, let name = file.firstName(in: unread, after: "\(network.name).") { throw .unknown(name: name) }
        return values
    }
}

extension Experiment {
    /// The weights of these networks, as far as the game has them, to be written to a file. Throws where PyTorch has no plain
    /// form of a network.
    public func weights(
        of networks: [NetworkID], layout: NetworkWeights.Layout
    ) throws(Refusal) -> NetworkWeights {
        try NetworkWeights(of: networks.compactMap { memory.network($0) }, layout: layout)
    }

    /// Takes over the weights of these networks, as far as the game has them. Their optimizers start anew, as what they remember
    /// belongs to other weights; steps and history stay. Nothing changes when this throws.
    public func load(_ weights: NetworkWeights, into networks: [NetworkID]) throws(CheckpointError) {
        var read: [(TrainedNetwork, [[Float]])] = []
        for trained in networks.compactMap({ memory.network($0) }) {
            read.append((trained, try weights.values(for: trained.network, trained.id)))
        }
        for (trained, values) in read {
            let network = trained.network
            for (variable, numbers) in zip(network.parameters + network.states, values) { variable.values = numbers }
            trained.forgetSlots()
        }
        wasTouched = true
        views = ViewCache()
    }
}
