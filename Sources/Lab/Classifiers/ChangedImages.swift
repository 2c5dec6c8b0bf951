import Datasets
import Foundation

/// Batches of images, each changed by a little every time it is drawn: turned by up to 12 degrees, slanted by up to a fifth,
/// larger or smaller by a tenth, moved by up to a twelfth of its side. What comes from outside the image is black.
///
/// Every image comes once before any comes again, in an order that a seed decides, as does every change.
struct ChangedImages {
    private let values: [Float]
    private let labels: [Int]
    private let side: Int
    private var order: [Int] = []
    private var round: UInt64 = 0
    private let seed: UInt64
    private var draws: SeededNumbers

    /// - Parameter part: square images of one channel, with labels.
    init(_ part: Examples.Part, seed: UInt64) {
        precondition(part.size.count == 3 && part.size[0] == part.size[1] && part.size[2] == 1, "the images are grey squares")
        values = part.values
        labels = part.labels ?? []
        side = part.size[0]
        self.seed = seed
        draws = SeededNumbers(seed: seed)
    }

    mutating func next(_ count: Int) -> (images: [Float], labels: [Float]) {
        var images: [Float] = []
        images.reserveCapacity(count * side * side)
        var chosen: [Float] = []
        for _ in 0..<count {
            if order.isEmpty {
                order = SeededOrder.shuffled(labels.count, seed: seed &+ round)
                round += 1
            }
            let place = order.removeLast()
            chosen.append(Float(labels[place]))
            images += changed(place)
        }
        return (images, chosen)
    }

    /// Images that are no digits, in turn: the mean of two, the upper half of one above the lower half of another, the quarters of one
    /// in another order, noise of any mean and width, and noise as coarse as an eighth of the image.
    mutating func others(_ count: Int) -> [Float] {
        (0..<count).flatMap { place -> [Float] in
            switch place % 5 {
            case 0: zip(changed(any()), changed(any())).map { ($0 + $1) / 2 }
            case 1: halves(changed(any()), changed(any()))
            case 2: quartersMoved(changed(any()))
            case 3: noise(coarse: 1)
            default: noise(coarse: max(2, side / 8))
            }
        }
    }

    /// The place of any image.
    private mutating func any() -> Int { min(labels.count - 1, Int((draws.number(upTo: 0.5) + 0.5) * Double(labels.count))) }

    /// Upright or level, the first half of one and the second of another.
    private mutating func halves(_ first: [Float], _ second: [Float]) -> [Float] {
        let isLevel = draws.number(upTo: 1) < 0
        return first.indices.map { (isLevel ? $0 / side : $0 % side) < side / 2 ? first[$0] : second[$0] }
    }

    /// Each quarter stands where the next one stood, or the one across.
    private mutating func quartersMoved(_ image: [Float]) -> [Float] {
        let half = side / 2
        let isAcross = draws.number(upTo: 1) < 0
        return image.indices.map { place in
            let (row, column) = (place / side, place % side)
            let moved = (isAcross ? (row + half) % side : row, (column + half) % side)
            return image[moved.0 * side + moved.1]
        }
    }

    private mutating func noise(coarse: Int) -> [Float] {
        let (mean, width) = (draws.number(upTo: 1), (draws.number(upTo: 0.5) + 0.5))
        let cells = (side + coarse - 1) / coarse
        let values = (0..<cells * cells).map { _ in Float(min(max(mean + draws.number(upTo: 1) * width, -1), 1)) }
        return (0..<side * side).map { values[($0 / side / coarse) * cells + $0 % side / coarse] }
    }

    /// Each new pixel is looked up where it came from, between the four old ones around.
    private mutating func changed(_ place: Int) -> [Float] {
        let angle = draws.number(upTo: 12) * .pi / 180
        let (slant, size) = (draws.number(upTo: 0.2), 1 + draws.number(upTo: 0.1))
        let reach = Double(side) / 12
        let (right, down) = (draws.number(upTo: reach), draws.number(upTo: reach))
        let (across, up) = (cos(angle) / size, sin(angle) / size)
        let middle = Double(side - 1) / 2
        var image = [Float](repeating: -1, count: side * side)
        values.withUnsafeBufferPointer { values in
            for row in 0..<side {
                let y = Double(row) - middle - down
                for column in 0..<side {
                    let x = Double(column) - middle - right + slant * y
                    let (fromX, fromY) = (middle + across * x + up * y, middle - up * x + across * y)
                    let (left, top) = (Int(fromX.rounded(.down)), Int(fromY.rounded(.down)))
                    let (shareX, shareY) = (Float(fromX - Double(left)), Float(fromY - Double(top)))
                    func pixel(_ row: Int, _ column: Int) -> Float {
                        guard (0..<side).contains(row), (0..<side).contains(column) else { return -1 }
                        return values[(place * side + row) * side + column]
                    }
                    let above = pixel(top, left) * (1 - shareX) + pixel(top, left + 1) * shareX
                    let below = pixel(top + 1, left) * (1 - shareX) + pixel(top + 1, left + 1) * shareX
                    image[row * side + column] = above * (1 - shareY) + below * shareY
                }
            }
        }
        return image
    }
}
