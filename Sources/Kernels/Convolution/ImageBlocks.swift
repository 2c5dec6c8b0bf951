/// A batch of images cut into blocks of `size`; the last may be ragged.
struct ImageBlocks {
    let batch: Int
    let size: Int

    init(batch: Int, size: Int) {
        self.batch = batch
        self.size = max(1, min(size, batch))
    }

    var count: Int { (batch + size - 1) / size }
    /// Images of the last block, where they do not fill it; otherwise 0.
    var rest: Int { batch % size }

    func images(_ block: Int) -> Range<Int> { block * size..<min(batch, (block + 1) * size) }
}
