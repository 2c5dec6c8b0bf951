import TestSupport

@testable import Graphs

/// A random graph with outputs and updates: operations of the whole catalogue over shared nodes, networks that are trained
/// by updates which are differentiated through, first and second gradients by leaves and by nodes in the middle.
///
/// The same seed makes the same program, with or without gradients that are told of being differentiated `again`.
struct RandomProgram {
    private(set) var outputs: [Tensor] = []
    private(set) var updates: [(Variable, Tensor)] = []
    private(set) var variables: [Variable] = []

    private var random: Randomness
    private let again: Bool
    /// What later steps build on.
    private var pool: [Tensor] = []
    /// Keeps numbers at a size at which errors mean something.
    private let evaluation = PlainEvaluation()

    init(seed: UInt64, again: Bool) throws {
        random = Randomness(seed: seed)
        self.again = again
        for shape in [[], [1], [3], [3, 5], [random.choose([7, 24]), 6], [2, 4, 4, 2]] { add(leaf(shape)) }
        add(.randomNormal([5, 4], stream: RandomStream("noise")))
        for _ in 0..<random.below(9) { try grow() }
        if random.below(3) > 0 { try train() }
        for _ in 0..<random.below(5) { try grow() }
        if random.below(2) == 0 { try differentiate() }
        try finish()
    }

    /// A variable of numbers between −1 and 1.
    private mutating func leaf(_ shape: Shape) -> Tensor {
        let values = (0..<shape.elementCount).map { _ in Float(random.unit()) * 2 - 1 }
        variables.append(Variable("v\(variables.count)", shape: shape, values: values))
        return variables[variables.count - 1].tensor
    }

    /// A tensor takes part where its numbers are finite, and scaled down where they are large.
    private mutating func add(_ tensor: Tensor) {
        let size = evaluation.values(tensor).map(abs).max() ?? 0
        guard size.isFinite, evaluation.values(tensor).allSatisfy(\.isFinite) else { return }
        pool.append(size > 8 ? tensor * Float(sign: .plus, exponent: -Int(size.exponent), significand: 1) : tensor)
    }

    /// One of the pool, the later ones rather.
    private mutating func pick() -> Tensor {
        pool[random.below(2) == 0 ? random.below(pool.count) : pool.count - 1 - random.below(min(4, pool.count))]
    }

    /// Elements of the pool laid out in a shape: what lies together in one tensor is read in pieces by others.
    private mutating func fitted(_ shape: Shape) throws -> Tensor {
        let source = pick()
        if source.shape == shape { return source }
        let need = shape.elementCount
        let flat = try source.reshaped(to: [-1])
        let row = flat.count >= need ? flat : try Tensor.concatenate((0...need / flat.count).map { _ in flat }, axis: 0)
        return try row.slice(axis: 0, from: random.below(row.count - need + 1), count: need).reshaped(to: shape)
    }

    private mutating func grow() throws {
        switch random.below(4) {
        case 0:
            let a = pick()
            let b = random.below(2) == 0 ? try fitted(a.shape) : try fitted(a.shape.map { random.below(2) == 0 ? 1 : $0 })
            add(try random.choose([a + b, a * b, a - b, a * b + a, maximum(a, b), a.tanh() * b.sigmoid()]))
        case 1: add(try layer(fitted([random.choose([4, 24]), 6]), width: random.choose([1, 6, 8])))
        default:
            let item = random.choose(operationCatalogue)
            let inputs = try item.inputs.map { input in
                let (low, high) = (input.range.lowerBound, input.range.upperBound)
                return try low + fitted(input.shape).sigmoid() * (high - low)
            }
            add(try item.make(inputs))
        }
    }

    private func bent(_ tensor: Tensor, _ choice: Int) -> Tensor {
        switch choice {
        case 0, 1: tensor.relu()
        case 2: tensor.leakyRelu(slope: 0.2)
        case 3: tensor.tanh()
        default: tensor
        }
    }

    private mutating func layer(_ input: Tensor, width: Int) throws -> Tensor {
        let sum = try input.matrixProduct(fitted([input.shape[1], width]))
        return bent(random.below(2) == 0 ? sum : try sum + fitted([width]), random.below(5))
    }

    /// A discriminator over two joined batches, moved once, looked ahead of, and differentiated by all that it came from.
    private mutating func train() throws {
        let (batch, width) = (random.choose([4, 16, 33]), random.choose([3, 8]))
        let points = try bent(fitted([batch, 6]).matrixProduct(leaf([6, 2])), random.below(5))
        let others = try fitted([batch, 2])
        let choices = (0..<2).map { _ in random.below(4) } + [random.below(2), random.below(4), random.below(3), random.below(2)]
        let shapes: [Shape] = [[2, width], [width], [width, width + 1], [width + 1], [width + 1, 1], [1]]
        let own = shapes.map { leaf($0) }

        func scores(_ x: Tensor, _ parameters: [Tensor]) throws -> Tensor {
            let first = bent(try x.matrixProduct(parameters[0]) + parameters[1], choices[0])
            let sum = try first.matrixProduct(parameters[2])
            let second = bent(choices[2] == 0 ? sum : try sum + parameters[3], choices[1])
            let last = try second.matrixProduct(parameters[4])
            return choices[2] == 0 ? last : try last + parameters[5]
        }
        func loss(_ parameters: [Tensor]) throws -> Tensor {
            let both = try scores(.concatenate([points, others], axis: 0), parameters)
            let (real, fake) = try (
                both.slice(axis: 0, from: 0, count: batch), both.slice(axis: 0, from: batch, count: batch))
            var loss = switch choices[3] {
            case 0: try (-real).softplus().mean() + fake.softplus().mean()
            case 1: try (1 - real).relu().mean() + (1 + fake).relu().mean()
            case 2: try (real - 1).squared().mean() + fake.squared().mean()
            default: try fake.mean() - real.mean()
            }
            if choices[5] == 1 {
                let between = try points.stopGradient() * 0.25 + others * 0.75
                let slope = try gradient(of: scores(between, parameters).sum(), withRespectTo: [between], again: again)[0]
                loss = try loss + ((slope.squared().sum(axes: [1]) + 0.01).sqrt() - 1).squared().mean()
            }
            return loss
        }
        func moved(_ parameters: [Tensor], again: Bool) throws -> [Tensor] {
            let gradients = try gradient(of: loss(parameters), withRespectTo: parameters, again: again)
            return try zip(parameters, gradients).map { parameter, gradient in
                choices[4] == 0 ? try parameter - gradient / (gradient.squared() + 0.04).sqrt() * 0.25
                    : try parameter - gradient * 0.5
            }
        }

        let next = random.below(3) == 0 ? own : try moved(own, again: false)
        var ahead = next
        for _ in 0...random.below(2) { ahead = try moved(ahead, again: again) }
        let judged = try (-scores(points, ahead)).softplus().mean()
        let targets = try gradient(of: judged, withRespectTo: variables.map(\.tensor) + next + [points])
        outputs += [judged] + targets
        if random.below(2) == 0 { updates += zip(variables.suffix(own.count), next) }
        for tensor in targets.suffix(next.count + 1) + ahead { add(tensor) }
    }

    /// A gradient by nodes in the middle, and one of it.
    private mutating func differentiate() throws {
        let scalar = try pool.suffix(3).reduce(Tensor.constant(0)) { try $0 + ($1.squared() + $1).mean() }
        let targets = (0..<3).map { _ in pick() } + variables.prefix(2).map(\.tensor)
        let first = try gradient(of: scalar, withRespectTo: targets, again: again)
        let slope = try first.reduce(Tensor.constant(0)) { try $0 + ($1.squared() + $1).mean() }
        let second = try gradient(of: slope, withRespectTo: variables.map(\.tensor) + targets)
        for tensor in first + second { add(tensor) }
    }

    private mutating func finish() throws {
        outputs += pool.suffix(5) + [pick(), pick()]
        for variable in variables where random.below(4) == 0 && !updates.contains(where: { $0.0 == variable }) {
            updates.append((variable, try random.below(2) == 0
                ? variable.tensor * 0.5 + fitted(variable.shape) * 0.25 : fitted(variable.shape)))
        }
        try updateSquare()
    }

    /// An update that reads its variable at other places than it writes: all of it for every row, its first row only, or
    /// its columns.
    private mutating func updateSquare() throws {
        let size = random.choose([6, 24])
        let square = leaf([size, size])
        let read = try random.choose([
            fitted([size, size]).matrixProduct(square), square.slice(axis: 0, from: 0, count: 1).broadcast(to: [size, size]),
            square.transposed([1, 0]),
        ])
        updates.append((variables[variables.count - 1], try square * 0.5 + read.tanh() * 0.25))
    }
}

/// Choices of a seeded sequence.
struct Randomness {
    private var words: SplitMix

    init(seed: UInt64) {
        words = SplitMix(state: seed &* 0x9E37_79B9_7F4A_7C15)
    }

    mutating func below(_ count: Int) -> Int { Int(words.next() % UInt64(count)) }
    mutating func unit() -> Double { Double(words.next() >> 11) * 0x1p-53 }
    mutating func choose<Item>(_ items: [Item]) -> Item { items[below(items.count)] }
}
