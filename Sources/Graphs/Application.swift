/// One operation applied to certain inputs. Equal applications are the same value.
struct Application<Input: Hashable>: Hashable {
    let operation: any Operation
    let inputs: [Input]

    static func == (left: Application, right: Application) -> Bool {
        left.inputs == right.inputs && left.operation.equals(right.operation)
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(type(of: operation)))
        hasher.combine(inputs)
        operation.hash(into: &hasher)
    }
}

/// The applications in a graph, to find those that a new expression repeats.
struct SharedApplications {
    private var known: [Application<Tensor>: Tensor] = [:]
    private var nodes: Set<Tensor> = []

    init(_ order: [Tensor]) {
        // Constants lie outside an order that leaves out what is not deep.
        for tensor in order { add(tensor.node.inputs.filter { $0.constantValue != nil }.flatMap { topologicalOrder([$0]) }) }
        add(order)
    }

    /// Takes nodes as they are. Of equal ones, the first stands for all.
    mutating func add(_ tensors: [Tensor]) {
        for tensor in tensors where nodes.insert(tensor).inserted {
            let application = Application(operation: tensor.node.operation, inputs: tensor.node.inputs)
            if known[application] == nil { known[application] = tensor }
        }
    }

    /// An expression over nodes of the graph, written with those that it repeats, and whether it is wholly one of them.
    /// What is new belongs to the graph from now on.
    mutating func shared(_ tensor: Tensor) -> (tensor: Tensor, wasKnown: Bool) {
        if nodes.contains(tensor) { return (tensor, true) }
        let inputs = tensor.node.inputs.map { shared($0).tensor }
        let application = Application(operation: tensor.node.operation, inputs: inputs)
        if let same = known[application] { return (same, true) }
        let new = inputs == tensor.node.inputs ? tensor : Tensor(application.operation, inputs, shape: tensor.shape)
        known[application] = new
        nodes.insert(new)
        return (new, false)
    }
}
