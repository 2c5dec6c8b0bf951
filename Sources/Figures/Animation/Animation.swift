/// Figures that change, as a value: what is to be seen one after the other, without saying where.
public struct Animation: Sendable {
    /// What is seen at once.
    public struct Frame: Sendable {
        /// Side by side; each frame has as many, in the same order.
        public var figures: [Figure]
        /// Stands above them: `step 1 200`.
        public var caption: String
        /// How far along the way it lies, from 0 to 1: a line below the caption grows with it.
        public var share: Double

        public init(_ figures: [Figure], caption: String, share: Double) {
            self.figures = figures
            self.caption = caption
            self.share = share
        }
    }

    public var frames: [Frame]
    /// The pixels that one figure is wide, or nearly so: those of images stay whole.
    public var width: Int
    public var framesPerSecond: Int
    /// So many seconds the last frame is seen, before all begins anew.
    public var rest: Double

    /// More figures in one frame could not be told apart.
    public static let mostFigures = 9

    public init(_ frames: [Frame], width: Int = 480, framesPerSecond: Int = 10, rest: Double = 2) {
        self.frames = frames
        self.width = width
        self.framesPerSecond = framesPerSecond
        self.rest = rest
    }
}

/// The kinds of files that an animation can become, chosen by the name's extension.
public enum AnimationFormat: String, CaseIterable, Sendable {
    case gif
}

/// A file of an animation.
public struct EncodedAnimation: Sendable {
    public var bytes: [UInt8]
    public var width: Int
    public var height: Int
}
