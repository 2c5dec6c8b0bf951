import Testing

@testable import Graphs

@Suite struct ShapeErrorTests {
    private let matrix = Tensor.constant(0, shape: [3, 4])
    private let image = Tensor.constant(0, shape: [2, 5, 5, 3])

    private func message(_ build: () throws -> Tensor) -> String? {
        do {
            _ = try build()
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test("a misfit names both shapes")
    func misfits() {
        let vector = Tensor.constant(0, shape: [5])
        #expect(message { try matrix + vector } == "shapes 3x4 and 5 do not fit together")
        #expect(message { try matrix.matrixProduct(matrix) } == "matrices 3x4 and 3x4 do not multiply")
        #expect(message { try matrix.reshaped(to: [5, -1]) } == "12 elements of 3x4 do not divide into rows of 5")
        #expect(message { try matrix.reshaped(to: [5, 2]) } == "3x4 has 12 elements, 5x2 needs 10")
        #expect(message { try matrix.broadcast(to: [2, 4]) } != nil)
        #expect(message { try matrix.transposed([0, 0]) } == "[0, 0] is no order of the 2 axes of 3x4")
        #expect(message { try matrix.slice(axis: 1, from: 2, count: 3) } == "a slice of 3 from 2 by 1 leaves axis 1 of 3x4")
        #expect(message { try matrix.sum(axes: [2]) } == "axis 2 is outside a tensor of 2 axes, 3x4")
        #expect(message { try Tensor.concatenate([matrix, image], axis: 0) } != nil)
        #expect(message { try Tensor.concatenate([], axis: 0) } == "nothing to concatenate")
        #expect(message { try matrix.gather(rows: matrix) } != nil)
    }

    @Test("image operations say what they take")
    func images() {
        let weights = Tensor.constant(0, shape: [7, 7, 3, 8])
        #expect(message { try image.convolution(weights) } == "a kernel of 7x7 is larger than the padded image, 5x5")
        #expect(message { try image.convolution(matrix) } != nil)
        #expect(message { try image.transposedConvolution(weights) } != nil)
        #expect(message { try image.maxPool(size: 6, stride: 1) } == "a pooling window of 6x6 does not fit on 2x5x5x3")
        #expect(message { try matrix.averagePool(size: 1, stride: 1) } != nil)
        #expect(message { try matrix.resizedNearest(height: 2, width: 2) } != nil)
    }

    @Test("a gradient is taken of a scalar")
    func gradientOfMatrix() {
        #expect(message { try gradient(of: matrix, withRespectTo: [matrix])[0] } == "a gradient is taken of a scalar, found 3x4")
    }

    @Test("what a scalar does not depend on has the gradient zero")
    func independent() throws {
        let x = Variable("x", shape: [2])
        let y = Variable("y", shape: [3])
        let slopes = try gradient(of: x.tensor.sum(), withRespectTo: [y.tensor, x.tensor])
        let program = try Program(outputs: slopes)
        program.run()
        #expect(program.value(0) == [0, 0, 0])
        #expect(program.value(1) == [1, 1])
    }
}
