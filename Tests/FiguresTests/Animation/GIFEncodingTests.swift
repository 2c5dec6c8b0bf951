import CCairo
import Testing

@testable import Figures

@Suite("Animations as GIF files")
struct GIFEncodingTests {
    private func scatter(_ place: Double) -> Figure {
        let points = (0..<40).map { Point(place + Double($0 % 8) / 8, Double($0 / 8) / 5) }
        return Figure(title: "points", .scatter(Scatter(groups: [PointGroup(name: "some", points: points)], xRange: -1...3, yRange: -1...2)))
    }

    private func images(_ shift: Int) -> Figure {
        let values = (0..<(9 * 64)).map { Float(($0 * 7 + shift * 31) % 64) / 32 - 1 }
        return Figure(title: "images", .images(ImageGrid(images: values, count: 9, height: 8, width: 8, channels: 1)))
    }

    private func animation(_ count: Int, width: Int = 240, _ figures: (Int) -> [Figure]) -> Animation {
        Animation(
            (0..<count).map { .init(figures($0), caption: "step \($0)", share: Double($0) / Double(max(1, count - 1))) },
            width: width, framesPerSecond: 20, rest: 1.5)
    }

    /// The pixels of a frame as they were drawn.
    private func drawn(_ animation: Animation, _ place: Int) throws -> [Color] {
        let layout = AnimationLayout(animation)
        let surface = try layout.drawn(animation.frames[place])
        defer { cairo_surface_destroy(surface) }
        let data = try #require(cairo_image_surface_get_data(surface))
        let stride = Int(cairo_image_surface_get_stride(surface))
        return (0..<layout.width * layout.height).map { place in
            let pixel = data + place / layout.width * stride + place % layout.width * 4
            return Color(pixel[2], pixel[1], pixel[0])
        }
    }

    @Test("a viewer sees the frames that were drawn, to within the palette, each as long as it should be", arguments: [true, false])
    func frames(ofPoints: Bool) throws {
        let animation = animation(5) { ofPoints ? [scatter(Double($0) / 4)] : [images($0)] }
        let encoded = try #require(try encode(animation))
        let picture = try #require(GIFPicture(encoded.bytes))
        #expect(picture.width == encoded.width && picture.height == encoded.height)
        #expect(picture.repeats)
        #expect(picture.frames.map(\.delay) == [5, 5, 5, 5, 150])
        for (place, frame) in picture.frames.enumerated() {
            var (squares, worst) = (0.0, 0.0)
            for (one, other) in zip(frame.pixels, try drawn(animation, place)) {
                for (one, other) in [(one.red, other.red), (one.green, other.green), (one.blue, other.blue)] {
                    let distance = abs(Double(one) - Double(other))
                    squares += distance * distance
                    worst = max(worst, distance)
                }
            }
            #expect((squares / Double(3 * frame.pixels.count)).squareRoot() < 2.5)
            #expect(worst < 40)
        }
        #expect(picture.frames[0].pixels != picture.frames[4].pixels)
    }

    @Test("of a frame only what changes is written")
    func differences() {
        let before: [UInt8] = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
        let after: [UInt8] = [1, 1, 1, 1, 1, 2, 1, 3, 1, 1, 4, 1]
        let change = FrameDifference(after, after: before, frameWidth: 4, transparent: 9)
        #expect((change.left, change.top, change.width, change.height) == (1, 1, 3, 2))
        #expect(change.indices == [2, 9, 3, 9, 4, 9])
        let none = FrameDifference(before, after: before, frameWidth: 4, transparent: 9)
        #expect((none.width, none.height) == (1, 1) && none.indices == [9])
        let first = FrameDifference(after, after: nil, frameWidth: 4, transparent: 9)
        #expect((first.width, first.height) == (4, 3) && first.indices == after)
    }

    @Test("what stands still costs next to nothing")
    func still() throws {
        let one = try #require(try encode(animation(1) { _ in [images(1)] }))
        let many = try #require(
            try encode(Animation((0..<20).map { _ in .init([images(1)], caption: "step 1", share: 0) }, width: 240)))
        #expect(many.bytes.count < one.bytes.count + 20 * 40)
        #expect(try #require(GIFPicture(many.bytes)).frames.count == 20)
    }

    @Test("figures keep their width, the pixels of images stay whole, and several stand side by side")
    func sizes() {
        #expect(AnimationLayout(animation(1) { _ in [scatter(0)] }).width == 240)
        #expect(AnimationLayout(animation(1, width: 480) { _ in [scatter(0), scatter(1)] }).width == 960)
        #expect(AnimationLayout(animation(1, width: 200) { _ in (0..<9).map { scatter(Double($0)) } }).width == 600)
        // 64 images of 28 pixels a side: twice as large each, 7 gaps of 4 pixels, 13 at either side.
        let grid = ImageGrid(images: [Float](repeating: 0, count: 64 * 784), count: 64, height: 28, width: 28, channels: 1)
        let layout = AnimationLayout(animation(1, width: 480) { _ in [Figure(title: "images", .images(grid))] })
        #expect(layout.width == 8 * 56 + 7 * 4 + 26)
    }

    @Test("it can be cancelled, and figures that show nothing are no obstacle")
    func ends() throws {
        var asked = 0
        let cancelled = try encode(animation(5) { _ in [scatter(0)] }) {
            asked += 1
            return asked > 7
        }
        #expect(cancelled == nil && asked == 8)
        let empty = Figure(.lines(LinePlot(series: [])))
        let none = Figure(.images(ImageGrid(images: [], count: 0, height: 0, width: 0, channels: 1)))
        let encoded = try #require(try encode(animation(2) { _ in [empty, none] }))
        #expect(GIFPicture(encoded.bytes)?.frames.count == 2)
        #expect(throws: FigureError.self) { try encode(animation(1, width: 60_000) { _ in [scatter(0), scatter(1)] }) }
    }
}
