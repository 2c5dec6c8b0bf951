import Declarations
import Graphs

/// Layers in a row inside of a layer: what they learn and keep belongs to the layer that holds them, behind the name of each.
///
/// The weight of the part `first` is called `first.weight`, its draws lie below `first`. So a layer made of layers has the
/// same weights, initializers, states and random streams as they have, and whatever reaches those reaches its own.
struct LayerChain: Sendable {
    let parts: [(name: String, layer: any Layer)]
    /// The size that reaches each part, and what the last one makes.
    let sizes: [[Int]]

    init(_ parts: [(name: String, layer: any Layer)], for input: [Int]) throws(Refusal) {
        var sizes = [input]
        for part in parts { sizes.append(try part.layer.outputSize(for: sizes[sizes.count - 1])) }
        self.parts = parts
        self.sizes = sizes
    }

    var outputSize: [Int] { sizes[sizes.count - 1] }

    var parameters: [ParameterSpecification] {
        parts.indices.flatMap { index in
            parts[index].layer.parameters(for: sizes[index]).map { $0.named("\(parts[index].name).\($0.name)") }
        }
    }

    var states: [StateSpecification] {
        parts.indices.flatMap { index in
            parts[index].layer.states(for: sizes[index]).map { state in
                StateSpecification(
                    "\(parts[index].name).\(state.name)", shape: state.shape, axes: state.axes, initializer: state.initializer)
            }
        }
    }

    /// What passes between the parts and inside them.
    func innerCount(batch: Int) -> Int {
        parts.indices.reduce(0) { count, index in
            let own = parts[index].layer.innerCount(for: sizes[index], batch: batch)
            return count.saturatingSum(own).saturatingSum(sizes[index + 1].saturatingCount.saturatingProduct(batch))
        }
    }

    /// The parts applied one after the other, with what they learned and kept; gives what they keep after this batch too.
    func apply(
        _ input: Tensor, parameters: [Tensor], states: [Tensor], in context: inout LayerContext
    ) throws -> (output: Tensor, states: [Tensor]) {
        var (output, after) = (input, [Tensor]())
        var (weights, before) = (parameters[...], states[...])
        for (index, part) in parts.enumerated() {
            let own = weights.prefix(part.layer.parameters(for: sizes[index]).count)
            let kept = before.prefix(part.layer.states(for: sizes[index]).count)
            (weights, before) = (weights.dropFirst(own.count), before.dropFirst(kept.count))
            var inner = LayerContext(
                mode: context.mode, stream: context.stream.appending(part.name), states: Array(kept), labels: context.labels,
                named: context.named)
            output = try part.layer.apply(output, parameters: Array(own), context: &inner)
            after += inner.states
            context.parts.append(LayerPart(name: part.name, layer: part.layer, output: output))
        }
        return (output, after)
    }
}
