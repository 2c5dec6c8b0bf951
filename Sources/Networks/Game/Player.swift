/// A network that a game needs: what it is given, what it must make, and what it is when nobody describes it.
public struct Player: Sendable {
    /// What the last layer must make of an example.
    public enum Target: Sendable, Hashable {
        /// An example of the data, of this size.
        case example([Int])
        /// So many numbers; `what` says what they are: `one score`.
        case numbers(Int, what: String)

        public var size: [Int] {
            switch self {
            case .example(let size): size
            case .numbers(let count, _): [count]
            }
        }
    }

    /// What a reference batch of its input can be drawn of before anything is trained.
    public enum Reference: Sendable, Hashable {
        /// The noise of the generator, with the classes of real examples.
        case noise
        /// Real examples, as the discriminator is shown them.
        case shown
        /// Real examples.
        case examples
    }

    public let id: NetworkID
    /// The size of one example of what it is given.
    public let input: [Int]
    /// What that is, in a word: `noise`, `example`.
    public let inputName: String
    public let target: Target
    public let defaultLayers: [any Layer]
    /// `nil` where its input comes about in training alone.
    public let reference: Reference?

    public init(
        _ id: NetworkID, input: [Int], inputName: String, target: Target, defaultLayers: [any Layer], reference: Reference? = nil
    ) {
        self.id = id
        self.input = input
        self.inputName = inputName
        self.target = target
        self.defaultLayers = defaultLayers
        self.reference = reference
    }
}

/// What a recipe says before anything is allocated, as far as the sizes of the players follow from it.
public struct GameSetting: Sendable {
    /// The size of one example of the data.
    public let exampleSize: [Int]
    /// The size of one example as the discriminator is shown it.
    public let shownSize: [Int]
    /// How many classes the data's labels tell apart; `nil` where they have none.
    public let classCount: Int?
    public let batch: Int
    public let latent: any Latent
    public let loss: any Loss

    public init(
        exampleSize: [Int], shownSize: [Int]? = nil, classCount: Int? = nil, batch: Int, latent: any Latent, loss: any Loss
    ) {
        self.exampleSize = exampleSize
        self.shownSize = shownSize ?? exampleSize
        self.classCount = classCount
        self.batch = batch
        self.latent = latent
        self.loss = loss
    }

    /// True when an example is an image `[height, width, channels]`.
    public var isImage: Bool { exampleSize.count == 3 }
}
