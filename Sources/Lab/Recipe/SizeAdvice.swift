import Graphs
import Networks

/// The way out when the generator's size is not the data's: each proposal is tried on the recipe before it is made.
struct SizeAdvice {
    let layers: [LayerSpecification]
    let input: [Int]
    /// The data's size.
    let target: [Int]
    let made: [Int]
    /// How many classes the data's labels tell apart.
    let classCount: Int?

    /// One sentence, or `nil` when no single change is known to help.
    var text: String? {
        switch (made.count, target.count) {
        case (3, 3): imageAdvice
        case (3, _): "add `layer flatten` and `layer dense data` at the end"
        case (1, 3) where made[0] == target.elementCount: "add `layer reshape data` at the end"
        default: "end with `layer dense data`"
        }
    }

    private var imageAdvice: String? {
        if made[0] == target[0], made[1] == target[1] { return channelAdvice }
        return enlargement ?? removal ?? otherStart
    }

    /// Height and width fit: the last layer that chooses channels should choose the data's.
    private var channelAdvice: String? {
        guard let index = layers.lastIndex(where: { $0.layer.choosesChannels }) else {
            return "end with `layer conv data`"
        }
        let name = layers[index].layer.name
        return "`layer \(name) data` makes \(target[2] == 1 ? "1 channel" : "\(target[2]) channels")"
    }

    /// Enlarging layers before the last one that works on an image.
    private var enlargement: String? {
        guard let place = layers.lastIndex(where: { $0.layer.choosesChannels }) else {
            return nil
        }
        guard let before = sizes(of: layers)?[place], before.count == 3 else { return nil }
        let channels = max(before[2], target[2])
        for (count, stride) in [(1, 2), (1, 3), (1, 4), (2, 2), (3, 2)] {
            let added = LayerSpecification(Deconvolution(channels, geometry: ImageGeometry(stride: stride)))
            var changed = layers
            changed.insert(contentsOf: Array(repeating: added, count: count), at: place)
            guard sizes(of: changed)?.last == target else { continue }
            let line = "`layer deconv \(channels) stride \(stride)`"
            let result = "the size to \(target[0])x\(target[1])"
            if count > 1 { return "\(count) more \(line) before it bring \(result)" }
            return "one more \(line) before it \(stride == 2 ? "doubles" : "brings") \(result)"
        }
        return nil
    }

    /// A layer too many.
    private var removal: String? {
        for index in layers.indices.reversed() {
            let layer = layers[index].layer
            guard layer.enlarges else { continue }
            var changed = layers
            changed.remove(at: index)
            guard let all = sizes(of: layers), sizes(of: changed)?.last == target else { continue }
            return "without the `layer \(layer.name)` that makes \(all[index + 1].sizeText) it makes \(target.sizeText)"
        }
        return nil
    }

    /// Another size of the first image, where the later layers multiply it by a whole number.
    private var otherStart: String? {
        guard let sizes = sizes(of: layers), let place = sizes.firstIndex(where: { $0.count == 3 }), place > 0 else {
            return nil
        }
        let first = sizes[place]
        guard made[0].isMultiple(of: first[0]), made[1].isMultiple(of: first[1]) else { return nil }
        let start = [target[0] / (made[0] / first[0]), target[1] / (made[1] / first[1]), first[2]]
        guard start[0] > 0, start[1] > 0 else { return nil }
        let later = Array(layers[place...])
        guard self.sizes(of: later, from: start)?.last == target else { return nil }
        return "start from `layer dense \(start.sizeText)`, which the layers after it bring to \(target[0])x\(target[1])"
    }

    /// The size before each layer and after the last; `nil` where a layer refuses.
    private func sizes(of layers: [LayerSpecification], from start: [Int]? = nil) -> [[Int]]? {
        let start = start ?? input
        guard let plan = try? layers.plan(of: "advice", input: start, classCount: classCount) else { return nil }
        return [start] + plan.sizes
    }
}
