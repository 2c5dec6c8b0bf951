import Kernels

/// Σ over some axes; they vanish from the shape.
struct Sum: ReductionOperation {
    let axes: [Int]
    var reduction: TileReduction { .sum }

    func shape(of inputs: [Shape]) throws(ShapeError) -> Shape { inputs[0].removing(axes) }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        [try gradient.reshaped(to: inputs[0].shape.keeping(axes)).broadcast(to: inputs[0].shape)]
    }
}

/// The largest over some axes; where several tie, they share the gradient.
struct LargestOf: ReductionOperation {
    let axes: [Int]
    var reduction: TileReduction { .maximum }

    func shape(of inputs: [Shape]) throws(ShapeError) -> Shape { inputs[0].removing(axes) }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        let kept = inputs[0].shape.keeping(axes)
        let winners = try inputs[0].isEqual(to: output.reshaped(to: kept))
        let share = try gradient.reshaped(to: kept) / winners.sum(axes: axes, keepingDimensions: true)
        return [try winners * share]
    }
}

extension Array where Element == Int {
    /// The shape without some axes.
    func removing(_ axes: [Int]) -> Shape { indices.filter { !axes.contains($0) }.map { self[$0] } }

    fileprivate func keeping(_ axes: [Int]) -> Shape { indices.map { axes.contains($0) ? 1 : self[$0] } }

    fileprivate func axes(_ chosen: [Int]?) throws(ShapeError) -> [Int] {
        guard let chosen else { return Array(indices) }
        var result: [Int] = []
        for axis in chosen { result.append(try self.axis(axis)) }
        return Set(result).sorted()
    }
}

extension Tensor {
    /// Σ over `axes` (all of them when `nil`).
    public func sum(axes: [Int]? = nil, keepingDimensions: Bool = false) throws(ShapeError) -> Tensor {
        try folded(axes, keepingDimensions) { Sum(axes: $0) }
    }

    /// The largest element over `axes`.
    public func maximum(axes: [Int]? = nil, keepingDimensions: Bool = false) throws(ShapeError) -> Tensor {
        try folded(axes, keepingDimensions) { LargestOf(axes: $0) }
    }

    /// (1/n) Σ over `axes`, where n is the number of elements folded into one.
    public func mean(axes: [Int]? = nil, keepingDimensions: Bool = false) throws(ShapeError) -> Tensor {
        let total = try sum(axes: axes, keepingDimensions: keepingDimensions)
        return total * (Float(total.count) / Float(count))
    }

    /// (1/n) Σ (a − mean)² over `axes`: the biased variance, as batch normalisation uses it.
    public func variance(axes: [Int]? = nil, keepingDimensions: Bool = false) throws(ShapeError) -> Tensor {
        let centred = try self - mean(axes: axes, keepingDimensions: true)
        return try centred.squared().mean(axes: axes, keepingDimensions: keepingDimensions)
    }

    /// ln Σ eᵃ over `axes`, with the largest element taken out first so that nothing overflows.
    public func logSumExp(axes: [Int]? = nil, keepingDimensions: Bool = false) throws(ShapeError) -> Tensor {
        let largest = try maximum(axes: axes, keepingDimensions: true).stopGradient()
        let kept = try (self - largest).exp().sum(axes: axes, keepingDimensions: true).log() + largest
        return keepingDimensions ? kept : try kept.reshaped(to: shape.removing(shape.axes(axes)))
    }

    private func folded(
        _ chosen: [Int]?, _ keepingDimensions: Bool, _ operation: ([Int]) -> any Operation
    ) throws(ShapeError) -> Tensor {
        let axes = try shape.axes(chosen)
        // Axes of one element fold to themselves.
        if axes.allSatisfy({ shape[$0] == 1 }) {
            return keepingDimensions ? self : try reshaped(to: shape.removing(axes))
        }
        let result = try Tensor(operation(axes), [self])
        return keepingDimensions ? try result.reshaped(to: shape.keeping(axes)) : result
    }
}
