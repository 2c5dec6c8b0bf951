/// A colour of the screen, 0…255 in each part.
public struct Color: Sendable, Hashable {
    public var red: UInt8
    public var green: UInt8
    public var blue: UInt8

    public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    static let black = Color(0, 0, 0)
    static let white = Color(255, 255, 255)
    /// Stands for values that are not finite.
    static let missing = Color(190, 190, 190)

    /// The colour `weight` of the way to another, weight from 0 to 1.
    func mixed(with other: Color, _ weight: Double) -> Color {
        func part(_ first: UInt8, _ second: UInt8) -> UInt8 {
            UInt8((Double(first) + (Double(second) - Double(first)) * weight).rounded())
        }
        return Color(part(red, other.red), part(green, other.green), part(blue, other.blue))
    }

    /// How bright the colour looks, 0…1 (weights of Rec. 601).
    var brightness: Double {
        (0.299 * Double(red) + 0.587 * Double(green) + 0.114 * Double(blue)) / 255
    }
}
