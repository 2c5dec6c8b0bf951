import Testing

@testable import Graphs

/// Batches large enough that threads share their rows, against plain sums in double precision.
@Suite struct SegmentTests {
    @Test("rows that threads share give what one thread gives", arguments: [96, 301, 512])
    func sharedRows(rows: Int) throws {
        let (inner, columns) = (64, 96)
        let x = (0..<rows * inner).map { noise($0) - 0.5 }
        let w = (0..<inner * columns).map { noise($0 + 7) - 0.5 }
        let left = Variable("x", shape: [rows, inner], values: x)
        let right = Variable("w", shape: [inner, columns], values: w)
        let product = try left.tensor.matrixProduct(right.tensor)
        let bent = product.relu()
        let program = try Program(outputs: [
            bent.sum(axes: [0]), bent.sum(axes: [1]), product.maximum(axes: [0]), bent.sum(),
            left.tensor.matrixProduct(bent, transposeLeft: true),
            left.tensor.gather(rows: .constant([2, 5], shape: [2])).sum(axes: [0]),
        ])
        for _ in 0..<2 {
            program.run()
            let expected = Expected(x, w, rows: rows, inner: inner, columns: columns)
            expectClose(program.value(0), expected.columnSums)
            expectClose(program.value(1), expected.rowSums)
            expectClose(program.value(2), expected.columnMaxima)
            expectClose(program.value(3), [expected.columnSums.reduce(0, +)])
            expectClose(program.value(4), expected.weightGradient)
        }
    }

    @Test("a variable that a whole batch reads is not overwritten while rows of it are still at work")
    func updatesWait() throws {
        // As many rows as the weights have: both are shared alike, and only their dependence keeps them apart.
        let size = 256
        let w = Variable("w", shape: [size, size], values: (0..<size * size).map { (noise($0) - 0.5) / 8 })
        let x = Tensor.constant((0..<size * size).map { noise($0 + 3) - 0.5 }, shape: [size, size])
        let y = try x.matrixProduct(w.tensor).relu()
        let loss = try y.squared().sum()
        let slope = try gradient(of: loss, withRespectTo: [w.tensor])[0]
        let step = try Program(outputs: [loss], updates: [(w, w.tensor - slope * 1e-5)])
        let start = w.storage.values
        step.run()
        let (first, after) = (step.scalar(0), w.storage.values)
        for _ in 0..<20 {
            w.storage.values = start
            step.run()
            #expect(step.scalar(0) == first)
            #expect(w.storage.values == after)
        }
        step.run()
        #expect(step.scalar(0) < first)
    }

    @Test("the largest of many rows lets not-a-number through, whichever part it lies in", arguments: [3, 300])
    func maximumOfInvalid(row: Int) throws {
        let x = Variable("x", shape: [400, 128])
        let program = try Program(outputs: [x.tensor.maximum(axes: [0])])
        x.storage.pointer[row * 128 + 5] = .nan
        program.run()
        let values = program.value(0)
        #expect(values[5].isNaN && values[4] == 0)
    }

    @Test("draws of a batch are the same however its rows are shared")
    func sharedDraws() throws {
        let program = try Program(outputs: [
            .randomNormal([300, 100], stream: RandomStream("1")), .randomNormal([30_000], stream: RandomStream("1")),
        ])
        program.run(RandomPosition(seed: 3, step: 4))
        #expect(program.value(0) == program.value(1))
    }
}

private struct Expected {
    var columnSums: [Double]
    var rowSums: [Double]
    var columnMaxima: [Double]
    var weightGradient: [Double]

    init(_ x: [Float], _ w: [Float], rows: Int, inner: Int, columns: Int) {
        columnSums = [Double](repeating: 0, count: columns)
        rowSums = [Double](repeating: 0, count: rows)
        columnMaxima = [Double](repeating: -.infinity, count: columns)
        weightGradient = [Double](repeating: 0, count: inner * columns)
        for row in 0..<rows {
            for column in 0..<columns {
                let product = (0..<inner).reduce(0.0) { $0 + Double(x[row * inner + $1]) * Double(w[$1 * columns + column]) }
                columnMaxima[column] = max(columnMaxima[column], product)
                guard product > 0 else { continue }
                columnSums[column] += product
                rowSums[row] += product
                for index in 0..<inner { weightGradient[index * columns + column] += Double(x[row * inner + index]) * product }
            }
        }
    }
}

private func expectClose(_ found: [Float], _ expected: [Double]) {
    #expect(found.count == expected.count)
    let worst = zip(found, expected).map { abs(Double($0) - $1) / (abs($1) + 1) }.max() ?? .infinity
    #expect(worst < 1e-4)
}
