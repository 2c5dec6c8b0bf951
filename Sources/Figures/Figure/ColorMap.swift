/// How a heat map turns values into colours.
public enum ColorMap: Sendable, Hashable {
    /// Perceptually even from dark blue over green to yellow; readable in grey and by colour-blind eyes
    /// (van der Walt and Smith, "A better default colormap for Matplotlib", SciPy 2015).
    case viridis
    /// Orange below, white at, blue above a value that matters, such as the ½ where a discriminator is undecided.
    case diverging(centre: Double)
    /// White at the lower end to nearly black at the upper, by the root: a share of an eighth is seen from afar, and one of half
    /// is plainly less than all.
    case ink

    static let viridisAnchors = [
        Color(68, 1, 84), Color(71, 44, 122), Color(59, 81, 139), Color(44, 113, 142), Color(33, 144, 141),
        Color(39, 173, 129), Color(92, 200, 99), Color(170, 220, 50), Color(253, 231, 37),
    ]
    static let divergingAnchors = [
        Color(179, 88, 6), Color(224, 130, 20), Color(253, 184, 99), Color(254, 224, 182), Color(247, 247, 247),
        Color(198, 219, 239), Color(133, 182, 219), Color(66, 133, 190), Color(16, 78, 139),
    ]

    static let inkAnchors = [
        Color(255, 255, 255), Color(218, 226, 240), Color(168, 190, 219), Color(104, 142, 190), Color(52, 92, 148),
        Color(24, 50, 100), Color(8, 18, 48),
    ]

    /// How dark a value is by its place between the ends, both from 0 to 1.
    func density(_ fraction: Double) -> Double { self == .ink ? max(0, fraction).squareRoot() : fraction }

    /// The colour of a value when the colour bar spans `range`. Values outside take the colour of the nearer end.
    public func color(of value: Double, in range: ClosedRange<Double>) -> Color {
        guard !value.isNaN else { return .missing }
        let value = min(max(value, range.lowerBound), range.upperBound)
        switch self {
        case .viridis:
            return Self.interpolate(Self.viridisAnchors, Self.fraction(value, range.lowerBound, range.upperBound))
        case .ink:
            return Self.interpolate(Self.inkAnchors, density(Self.fraction(value, range.lowerBound, range.upperBound)))
        case .diverging(let centre):
            let middle = centre.isNaN ? (range.lowerBound + range.upperBound) / 2 : centre
            let centre = min(max(middle, range.lowerBound), range.upperBound)
            let place =
                value < centre
                ? Self.fraction(value, range.lowerBound, centre) / 2
                : (centre < range.upperBound ? 0.5 + Self.fraction(value, centre, range.upperBound) / 2 : 0.5)
            return Self.interpolate(Self.divergingAnchors, place)
        }
    }

    private static func fraction(_ value: Double, _ lower: Double, _ upper: Double) -> Double {
        let span = upper - lower
        return span > 0 ? min(max((value - lower) / span, 0), 1) : 0.5
    }

    private static func interpolate(_ anchors: [Color], _ fraction: Double) -> Color {
        let place = (fraction.isNaN ? 0.5 : fraction) * Double(anchors.count - 1)
        let index = min(Int(place), anchors.count - 2)
        return anchors[index].mixed(with: anchors[index + 1], place - Double(index))
    }
}
