import Datasets
import Declarations

/// How often a square image can be halved: while it is even and larger than 4.
struct ImagePyramid {
    /// The side of the smallest plane, in pixels.
    let side: Int
    /// At least 1.
    let halvings: Int

    /// Throws where the data are points or their images cannot be halved.
    ///
    /// - Parameter model: the model's word, which is named in what is thrown.
    init(of dataset: any Dataset, for model: String) throws(Refusal) {
        let size = dataset.size
        guard dataset.isImage, size.count == 3, size[0] == size[1] else {
            throw Refusal(
                "`model \(model)` makes images, but `data \(dataset.name)` is points",
                help: "`model mlp` suits points; `data digits` and `data mnist` are images")
        }
        var side = size[0]
        var halvings = 0
        while side > 4 && side.isMultiple(of: 2) {
            side /= 2
            halvings += 1
        }
        guard halvings > 0 else {
            throw Refusal(
                "`model \(model)` halves the image at least once, but `data \(dataset.name)` is \(size[0])x\(size[1])",
                help: "`size 32` or `size 28` behind `data \(dataset.name)`")
        }
        self.side = side
        self.halvings = halvings
    }
}
