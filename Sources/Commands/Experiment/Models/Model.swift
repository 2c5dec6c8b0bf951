import Datasets
import Declarations

/// A named recipe: plain statements, sized to the data.
///
/// A model describes both networks. One that a paper trained in a certain way also says that way: the loss, the penalties, the
/// tricks, the optimizers and the ratio, all of them, so that nothing of an earlier recipe is left. Noise, batch and data
/// stay those of the script.
protocol Model: Declared {
    /// The statements for a data set, one a line. Throws where the data does not suit.
    func statements(for dataset: any Dataset) throws(Refusal) -> [String]
}
