import Datasets

/// Hidden dense layers on both sides, as lines of layers; pictures are flattened, and end in tanh.
struct DenseNetworks {
    var width: Int
    var depth: Int
    var activation: String

    func statements(for dataset: any Dataset) -> [String] {
        let stack = [String](repeating: "  layer dense \(width) \(activation)", count: depth)
        return ["generator"] + stack + ["  layer dense data" + (dataset.isImage ? " tanh" : "")]
            + ["discriminator"] + (dataset.isImage ? ["  layer flatten"] : []) + stack + ["  layer dense 1"]
    }

    /// Three hidden layers of 512 units with ReLU: what Wasserstein critics were tried with on points.
    ///
    /// Source: Gulrajani et al. 2017, code `gan_toy.py`.
    static func ofPoints(width: Int) -> DenseNetworks { DenseNetworks(width: width, depth: 3, activation: "relu") }
}
