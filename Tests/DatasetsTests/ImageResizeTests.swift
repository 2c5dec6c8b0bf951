import Foundation
import Testing

@testable import Datasets

@Suite struct ImageResizeTests {
    private func expectEqual(_ found: [Float], _ expected: [Float], tolerance: Float = 1e-6) {
        #expect(found.count == expected.count)
        for (a, b) in zip(found, expected) { #expect(abs(a - b) <= tolerance, "\(a) against \(b)") }
    }

    @Test func doublingIsBilinearWithHalfPixelCentres() {
        // torch.nn.functional.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)
        expectEqual(
            ImageResize.resized([0, 1, 0.5, -1], side: 2, to: 4),
            [0, 0.25, 0.75, 1, 0.125, 0.21875, 0.40625, 0.5, 0.375, 0.15625, -0.28125, -0.5, 0.5, 0.125, -0.625, -1])
    }

    @Test func halvingIsTheMeanOfTwoByTwo() {
        expectEqual(
            ImageResize.resized([1, 0, 0.5, 0.5, 0, 1, 0.5, 0.5, -1, -1, 0, 0, -1, -1, 0, 1], side: 4, to: 2),
            [0.5, 0.5, -1, 0.25])
    }

    @Test func shrinkingBySizesThatDoNotDivideSharesPixels() {
        // three pixels to two: each new one is one old pixel and half of the middle one
        let taps = ImageResize.taps(from: 3, to: 2)
        #expect(taps[0].map(\.index) == [0, 1] && taps[1].map(\.index) == [1, 2])
        expectEqual(taps[0].map(\.weight), [2.0 / 3, 1.0 / 3])
        expectEqual(taps[1].map(\.weight), [1.0 / 3, 2.0 / 3])
    }

    @Test func weightsSumToOneForAllSmallSizes() {
        for side in 1...33 {
            for newSide in 1...33 where newSide != side {
                for taps in ImageResize.taps(from: side, to: newSide) {
                    #expect(abs(taps.reduce(0) { $0 + $1.weight } - 1) < 1e-5, "\(side) to \(newSide)")
                    #expect(taps.allSatisfy { $0.index >= 0 && $0.index < side })
                }
            }
        }
    }

    @Test func sameSizeChangesNothingAndImagesStayApart() {
        #expect(ImageResize.resized([0.1, 0.2, 0.3, 0.4], side: 2, to: 2) == [0.1, 0.2, 0.3, 0.4])
        let two = ImageResize.resized([1, 1, 1, 1, -1, -1, -1, -1], side: 2, to: 3)
        #expect(two == Array(repeating: 1, count: 9) + Array(repeating: -1, count: 9))
    }
}
