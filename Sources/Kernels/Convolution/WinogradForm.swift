/// For which convolutions there is a form of Winograd's, and what a tile of it is.
enum WinogradForm {
    /// Kernel 4, stride 2: nine multiplications where the sum has sixteen.
    case twoTaps
    /// Kernel 3, stride 1: sixteen where the sum has thirty-six.
    case threeTaps

    init?(_ g: ConvolutionGeometry) {
        switch (g.kernelHeight, g.kernelWidth, g.strideHeight, g.strideWidth) {
        case (4, 4, 2, 2): self = .twoTaps
        case (3, 3, 1, 1): self = .threeTaps
        default: return nil
        }
    }

    var name: String { self == .twoTaps ? "Winograd's nine products" : "Winograd's sixteen products" }

    /// From one pixel of a phase to the next, and the number of phases along an axis.
    var stride: Int { self == .twoTaps ? 2 : 1 }
    var phases: Int { stride * stride }
    /// Taps of a phase along an axis.
    var tapsAlong: Int { self == .twoTaps ? 2 : 3 }
    /// Pixels and points of a tile along an axis.
    var side: Int { tapsAlong + 1 }
    var points: Int { side * side }

    // The linear maps, over `count` channels at once. Pixels, points and taps are given by their addresses, row by row.

    /// Pixels of the input to points.
    func differences(_ pixels: Addresses, _ points: Addresses, count: Int) {
        self == .twoTaps
            ? WinogradTwoTaps.differences(pixels, points, count: count) : WinogradThreeTaps.differences(pixels, points, count: count)
    }

    /// Its adjoint: adds to the pixels. The points are used up.
    func spread(_ points: Addresses, _ pixels: Addresses, count: Int) {
        self == .twoTaps
            ? WinogradTwoTaps.spread(points, pixels, count: count) : WinogradThreeTaps.spread(points, pixels, count: count)
    }

    /// Points to 2×2 results.
    func sums(_ points: Addresses, _ four: Addresses, count: Int) {
        self == .twoTaps ? WinogradTwoTaps.sums(points, four, count: count) : WinogradThreeTaps.sums(points, four, count: count)
    }

    /// Its adjoint.
    func shares(_ four: Addresses, _ points: Addresses, count: Int) {
        self == .twoTaps ? WinogradTwoTaps.shares(four, points, count: count) : WinogradThreeTaps.shares(four, points, count: count)
    }

    /// Taps of a phase to points.
    func kernels(_ taps: Addresses, _ points: Addresses, count: Int) {
        self == .twoTaps ? WinogradTwoTaps.shares(taps, points, count: count) : WinogradThreeTaps.kernels(taps, points, count: count)
    }

    /// Its adjoint.
    func taps(_ points: Addresses, _ taps: Addresses, count: Int) {
        self == .twoTaps ? WinogradTwoTaps.sums(points, taps, count: count) : WinogradThreeTaps.taps(points, taps, count: count)
    }
}
