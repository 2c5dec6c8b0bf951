/// Two convolutional networks that mirror each other, as lines of layers: the DCGAN with a choice at each of its guidelines.
///
/// The plane is halved in the discriminator, and doubled in the generator, as often as the image allows; the channels
/// double with each halving. A normalisation stands between all layers but the last of the generator and the first of the
/// discriminator; a layer before one needs no bias.
///
/// Source: Radford, Metz, Chintala 2016, section 3; weights N(0, 0.02²) from section 4.
struct ConvolutionalNetworks {
    /// What changes the size of a plane.
    enum Resampling {
        /// The convolutions themselves.
        case strides
        /// A pool of this kind behind convolutions that keep the size; `upsample` before them.
        case pooling(String)
    }

    /// Channels of the largest plane.
    var width: Int
    var resampling = Resampling.strides
    /// The layers between; `nil` for none.
    var generatorNormalization: String? = "batchnorm"
    var discriminatorNormalization: String? = "batchnorm"
    var generatorActivation = "relu"
    var discriminatorActivation = "leaky-relu"
    /// What the generator ends in; `nil` for nothing.
    var outputActivation: String? = "tanh"
    /// A fully connected hidden layer between noise and first plane, and between last plane and score.
    var hasHiddenDense = false

    private static let start = "initializer normal"

    func statements(for pyramid: ImagePyramid) -> [String] {
        generator(pyramid) + discriminator(pyramid)
    }

    /// Units of the fully connected hidden layers.
    private func hiddenUnits(_ pyramid: ImagePyramid) -> Int { width << pyramid.halvings }

    private func generator(_ pyramid: ImagePyramid) -> [String] {
        let (side, halvings) = (pyramid.side, pyramid.halvings)
        let (norm, activation) = (generatorNormalization, generatorActivation)
        var lines = ["generator"]
        if hasHiddenDense { lines += hidden("dense \(hiddenUnits(pyramid))", norm, activation) }
        lines += hidden("dense \(side)x\(side)x\(width << (halvings - 1))", norm, activation)
        for step in (0..<halvings).reversed() {
            if step > 0 {
                lines += enlarging(to: "\(width << (step - 1))") { hidden($0, norm, activation) }
            } else {
                lines += enlarging(to: "data") { [line($0, then: outputActivation)] }
            }
        }
        return lines
    }

    private func enlarging(to channels: String, _ finish: (String) -> [String]) -> [String] {
        switch resampling {
        case .strides: finish("deconv \(channels) stride 2")
        case .pooling: ["  layer upsample 2"] + finish("conv \(channels)")
        }
    }

    private func discriminator(_ pyramid: ImagePyramid) -> [String] {
        let activation = discriminatorActivation
        var lines = ["discriminator"]
        for step in 0..<pyramid.halvings {
            let norm = step == 0 ? nil : discriminatorNormalization
            switch resampling {
            case .strides: lines += hidden("conv \(width << step) stride 2", norm, activation)
            case .pooling(let kind): lines += hidden("conv \(width << step)", norm, activation) + ["  layer pool \(kind) 2"]
            }
        }
        lines.append("  layer flatten")
        if hasHiddenDense { lines += hidden("dense \(hiddenUnits(pyramid))", discriminatorNormalization, activation) }
        return lines + [line("dense 1", then: nil)]
    }

    /// A layer with its normalisation, where it has one, and its activation.
    private func hidden(_ layer: String, _ normalization: String?, _ activation: String) -> [String] {
        guard let normalization else { return [line(layer, then: activation)] }
        return ["  layer \(layer) \(Self.start) no-bias", "  layer \(normalization)", "  layer \(activation)"]
    }

    private func line(_ layer: String, then activation: String?) -> String {
        "  layer \(layer) \(Self.start)" + (activation.map { " " + $0 } ?? "")
    }
}
