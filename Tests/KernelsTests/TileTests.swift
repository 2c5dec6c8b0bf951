import Testing

@testable import Kernels

@Suite struct TileTests {
    @Test("ends of the number line stay what they are")
    func extremes() {
        let ends: [Float] = [-.infinity, .infinity, .nan, -100, 100]
        #expect(apply(.exponential, [ends]).map(\.description) == ["0.0", "inf", "nan", "0.0", "inf"])
        #expect(apply(.sigmoid, [[-200, 200]]) == [0, 1])
        #expect(apply(.softplus, [[-200, 200]]) == [0, 200])
        #expect(apply(.tanh, [[-200, 200]]) == [-1, 1])
        #expect(apply(.logarithm, [[0, .infinity]]) == [-.infinity, .infinity])
        #expect(apply(.logarithm, [[-1]])[0].isNaN)
    }

    @Test("a loop reads any strides and folds any axes", arguments: [[2, 3, 4], [5, 1, 700], [40, 90, 3], [1, 1, 1], [3, 2000, 2]])
    func stridesAndFolds(extents: [Int]) {
        let count = extents.reduce(1, *)
        let source = Storage((0..<count).map { Float(($0 * 37) % 101) / 50 - 1 })
        let row = Storage((0..<extents[2]).map { Float($0 % 7) })
        let column = Storage((0..<extents[0]).map { Float($0 % 5) })
        let strides = contiguousStrides(of: extents)
        for kept in [[], [0], [1], [2], [0, 2], [0, 1], [1, 2]] {
            // source · row + column, summed over the axes that are not kept
            var foldStrides = [0, 0, 0]
            var step = 1
            for axis in kept.reversed() {
                foldStrides[axis] = step
                step *= extents[axis]
            }
            var loop = Loop(extents: extents)
            loop.loads = [.init(strides: strides), .init(strides: [0, 0, 1]), .init(strides: [1, 0, 0])]
            loop.steps = [.init(.multiplyAdd, operands: [0, 1, 2])]
            loop.stores = [.init(register: 3)]
            loop.folds = [.init(register: 3, reduction: .sum, strides: foldStrides, count: step)]
            let stored = Storage(count: count)
            let folded = Storage(count: step)
            LoopKernel(
                loop, sources: [source, row, column].map { UnsafePointer($0.pointer) }, targets: [stored.pointer],
                foldTargets: [folded.pointer]
            ).run()

            var sums = [Double](repeating: 0, count: step)
            var isRight = true
            for place in 0..<count {
                let index = [place / strides[0], place / strides[1] % extents[1], place % extents[2]]
                let value = source.pointer[place] * row.pointer[index[2]] + column.pointer[index[0]]
                isRight = isRight && abs(stored.pointer[place] - value) < 1e-5
                sums[zip(index, foldStrides).map(*).reduce(0, +)] += Double(value)
            }
            #expect(isRight)
            let worst = zip(folded.values, sums).map { abs(Double($0) - $1) / (abs($1) + 10) }.max() ?? 1
            #expect(worst < 1e-5, "kept axes \(kept)")
        }
    }

    @Test("the largest of a fold lets not-a-number through")
    func maximumOfInvalid() {
        let source = Storage([1, .nan, 3, -2])
        let result = Storage(count: 1)
        var loop = Loop(extents: [4])
        loop.loads = [.init(strides: [1])]
        loop.folds = [.init(register: 0, reduction: .maximum, strides: [0], count: 1)]
        LoopKernel(loop, sources: [UnsafePointer(source.pointer)], targets: [], foldTargets: [result.pointer]).run()
        #expect(result.values[0].isNaN)
    }
}
