import Declarations
import Networks
import Testing

@testable import Lab

/// Whole training runs of networks with attention, residual blocks and minibatch layers equal PyTorch's, through the very programs
/// that `train` compiles. `Tests/References/blocks.py` made the figures.
@Suite("Training runs of networks with blocks against PyTorch")
struct BlockRunTests {
    @Test(
        "under every loss, ratio, look-ahead, penalty, activation and optimizer, and with weights normalised spectrally",
        arguments: [
            "attention", "attention pooled", "residual", "residual layernorm", "residual batchnorm", "discrimination",
            "discrimination twice", "deviation", "deviation of groups", "deviation of images",
        ])
    func runs(_ blocks: String) throws {
        let reference = try TrainingRuns("blocks")
        func word(_ factor: String, of run: TrainingRuns.Case) throws -> String {
            run.words[try #require(reference.factors.firstIndex(of: factor))]
        }
        let runs = try reference.cases.filter { try word("blocks", of: $0) == blocks }
        #expect(runs.count == 6)
        for run in runs {
            let activation = try word("activation", of: run)
            let type = try #require(layerCatalogue.first { $0.declaration.name == activation })
            let (generator, discriminator) = try networks(blocks, try type.init(OptionValues(type.declaration)))
            try TrainingRunTests().expectSame(
                run, of: reference, tricks: try word("techniques", of: run) == "none" ? [] : [SpectralNorm(of: .both)]
            ) { recipe in
                recipe.chosenLayers = [.generator: specify(generator), .discriminator: specify(discriminator)]
            }
        }
    }

    private func networks(_ word: String, _ bend: any Layer) throws -> ([any Layer], [any Layer]) {
        let (doubling, halving) = (Deconvolution(1, geometry: ImageGeometry(stride: 2)), ImageGeometry(stride: 2))
        let plane: [any Layer] = [Dense(6), bend, Dense(5), bend, Dense(2)]
        switch word {
        case "attention":
            return (
                [Dense([2, 2, 8]), bend, Attention(), doubling, Tanh()],
                [Convolution(8, geometry: halving), bend, Attention(), Flatten(), Dense(1)]
            )
        case "attention pooled":
            return (
                [
                    Dense([2, 2, 3]), bend, Deconvolution(2, geometry: halving), Attention(keys: 2, values: 1, isPooled: true), bend,
                    Residual(1), Tanh(),
                ],
                [Residual(4, .same, isFirst: true), Attention(keys: 3, values: 2, isPooled: true), bend, Flatten(), Dense(1)]
            )
        case "residual":
            return (
                [Dense([2, 2, 4]), Residual(3, .up, normalization: .batchnorm), bend, Residual(1), Tanh()],
                [Residual(3, .down, isFirst: true), Residual(4, .down), bend, Flatten(), Dense(1)]
            )
        case "residual layernorm":
            return (
                [Dense([1, 1, 4]), Residual(3, .up), Residual(3, normalization: .layernorm), Residual(1, .up), Tanh()],
                [
                    Residual(3, .down, normalization: .layernorm, isFirst: true), Residual(3, normalization: .layernorm), bend,
                    Flatten(), Dense(1),
                ]
            )
        case "residual batchnorm":
            return (
                [Dense([2, 2, 3]), Residual(2, .up, normalization: .batchnorm), Residual(1), Tanh()],
                [
                    Residual(2, normalization: .batchnorm), Residual(3, .down, normalization: .batchnorm), bend, Flatten(),
                    Dense(1),
                ]
            )
        case "discrimination": return (plane, [Dense(6), bend, MinibatchDiscrimination(kernels: 4, dimensions: 3), Dense(1)])
        case "discrimination twice":
            return (
                [Dense(6), bend, Dense(2)],
                [MinibatchDiscrimination(), Dense(8), bend, MinibatchDiscrimination(dimensions: 2), Dense(1)]
            )
        case "deviation": return (plane, [Dense(6), bend, MinibatchDeviation(), Dense(5), bend, Dense(1)])
        case "deviation of groups":
            return ([Dense(6), bend, Dense(2)], [MinibatchDeviation(group: 3), Dense(6), bend, Dense(1)])
        default:
            return (
                [Dense([2, 2, 3]), bend, doubling, Tanh()],
                [Convolution(3, geometry: halving), bend, MinibatchDeviation(group: 4), Flatten(), Dense(1)]
            )
        }
    }
}
