/// Tiles for the intermediate results of loops that run one after the other: the same few, so that they stay in the
/// first-level cache from loop to loop; and tiles full of one constant.
public final class TileMemory {
    private var scratch: [Storage] = []
    private var constants: [UInt32: Storage] = [:]

    public init() {}

    /// Scratch tile number `index`; its address stays.
    func tile(_ index: Int) -> UnsafeMutablePointer<Float> {
        while scratch.count <= index { scratch.append(Storage(count: TilePlan.pitch)) }
        return scratch[index].pointer
    }

    /// A tile with `value` everywhere.
    func constant(_ value: Float) -> UnsafeMutablePointer<Float> {
        if let known = constants[value.bitPattern] { return known.pointer }
        let tile = Storage([Float](repeating: value, count: TilePlan.capacity))
        constants[value.bitPattern] = tile
        return tile.pointer
    }
}
