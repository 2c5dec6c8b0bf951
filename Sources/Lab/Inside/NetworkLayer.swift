import Networks

/// A layer of a network of the game, or a layer inside of one, by what it is called.
public struct NetworkLayer: Sendable, Hashable {
    public let network: NetworkID
    /// Its place among the network's layers, counted from 0.
    public let index: Int
    /// As parameters are named behind the network: its own name, or its place.
    public let label: String
    /// Its word in a script: `dense`.
    public let kind: String
    /// The layer inside of it that is meant: `second-activation`; `nil` for the layer itself.
    public let part: String?

    init(_ network: Network, _ index: Int, part: String? = nil) {
        self.network = NetworkID(network.name)
        self.index = index
        label = network.plan.label(of: index)
        kind = network.layers[index].name
        self.part = part
    }

    /// As parameters are named: `discriminator.2`.
    public var name: String { "\(network).\(label)" }

    /// The shortest that says whose it is: `D2`.
    public var shortName: String { "\(network.rawValue.prefix(1).uppercased())\(label)" }
}

extension NetworkLayer: CustomStringConvertible {
    public var description: String { "`\(name)` (\(kind)\(part.map { ", \($0)" } ?? ""))" }
}
