/// What changes from one frame to the next: the smallest rectangle that holds it, in which a pixel that stays is transparent.
struct FrameDifference {
    var left = 0
    var top = 0
    var width = 1
    var height = 1
    /// Row by row. Long runs of one value are what the compression of GIF makes small.
    var indices: [UInt8]

    /// - Parameters:
    ///   - before: the frame that stands there, `nil` for the first, which is whole.
    ///   - transparent: what stands for a pixel that stays.
    init(_ frame: [UInt8], after before: [UInt8]?, frameWidth: Int, transparent: UInt8) {
        let frameHeight = frame.count / frameWidth
        guard let before else {
            (width, height, indices) = (frameWidth, frameHeight, frame)
            return
        }
        indices = [transparent]
        frame.withUnsafeBufferPointer { frame in
            before.withUnsafeBufferPointer { before in
                var (first, last) = (frameWidth, -1)
                var rows: ClosedRange<Int>?
                for row in 0..<frameHeight {
                    let start = row * frameWidth
                    guard let from = (start..<start + frameWidth).first(where: { frame[$0] != before[$0] }),
                        let to = (start..<start + frameWidth).last(where: { frame[$0] != before[$0] })
                    else { continue }
                    rows = (rows?.lowerBound ?? row)...row
                    (first, last) = (min(first, from - start), max(last, to - start))
                }
                // A frame that looks the same still lasts; one pixel that stays is the least that can be written.
                guard let rows else { return }
                (left, top, width, height) = (first, rows.lowerBound, last - first + 1, rows.count)
                let (left, width) = (left, width)
                indices = [UInt8](unsafeUninitializedCapacity: width * height) { indices, initialized in
                    var place = 0
                    for row in rows {
                        let start = row * frameWidth + left
                        for pixel in start..<start + width {
                            indices[place] = frame[pixel] == before[pixel] ? transparent : frame[pixel]
                            place += 1
                        }
                    }
                    initialized = place
                }
            }
        }
    }
}
