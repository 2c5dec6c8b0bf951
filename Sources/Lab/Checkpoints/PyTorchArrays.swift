import Networks

// The arrays of a network in a file for PyTorch, and back.

extension PyTorchForm {
    /// The modules as JSON, from which a program builds the `nn.Sequential`: name in `torch.nn`, arguments by place,
    /// arguments by name.
    var json: String { "[" + rows.map(\.module.json).joined(separator: ",") + "]" }

    /// - Parameter batches: what a batch normalisation counts; with a fixed momentum PyTorch makes no use of it.
    func entries(of network: Network, prefix: String, batches: Float) -> [Safetensors.Entry] {
        let own = network.valuesByName
        return places(prefix: prefix).map { place in
            guard let ownName = place.array.ownName else {
                return Safetensors.Entry(name: place.name, shape: [], type: .int64, values: [batches])
            }
            guard let values = own["\(network.name).\(network.plan.label(of: place.layer)).\(ownName)"] else {
                preconditionFailure("`\(ownName)` is a parameter or a state of its layer")
            }
            return Safetensors.Entry(name: place.name, shape: place.array.shape, values: place.array.values(from: values))
        }
    }

    /// The network's own arrays, in its order.
    func values(for network: Network, in file: Safetensors, prefix: String) throws(CheckpointError) -> [[Float]] {
        var unread = file.arrays
        var own: [String: [Float]] = [:]
        for place in places(prefix: prefix) {
            guard let ownName = place.array.ownName else {
                unread.removeValue(forKey: place.name)
                continue
            }
            let values = try unread.removeArray(place.name, shape: place.array.shape)
            own["\(network.name).\(network.plan.label(of: place.layer)).\(ownName)"] = place.array.ownValues(from: values)
        }
        if let name = file.firstName(in: unread, after: prefix) { throw .unknown(name: name) }
        return (network.parameters + network.states).map { variable in
            guard let values = own[variable.name] else {
                preconditionFailure("every array of a layer is one of its module's")
            }
            return values
        }
    }

    private func places(prefix: String) -> [(name: String, layer: Int, array: PyTorchArray)] {
        rows.enumerated().flatMap { number, row in
            row.module.arrays.map { ("\(prefix)\(number).\($0.name)", row.layer, $0) }
        }
    }
}

extension Network {
    fileprivate var valuesByName: [String: [Float]] {
        Dictionary((parameters + states).map { ($0.name, $0.values) }, uniquingKeysWith: { first, _ in first })
    }
}

extension PyTorchModule {
    /// `["Linear",[64,128],{"bias":true}]`
    fileprivate var json: String {
        let pairs = named.sorted { $0.key < $1.key }.map { "\(JSONValue.literal($0.key)):\($0.value.json)" }
        return "[\(JSONValue.literal(name)),[\(arguments.map(\.json).joined(separator: ","))],{\(pairs.joined(separator: ","))}]"
    }
}

extension PyTorchModule.Argument {
    fileprivate var json: String {
        switch self {
        case .integer(let number): String(number)
        case .number(let number): "\(number)"
        case .flag(let truth): truth ? "true" : "false"
        case .word(let word): JSONValue.literal(word)
        case .integers(let numbers): "[\(numbers.map(String.init).joined(separator: ","))]"
        }
    }
}
