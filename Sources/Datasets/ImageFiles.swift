import Foundation

/// A pair of IDX files, images and their labels, looked for in the data folders.
struct ImageFiles: Sendable {
    /// The script word of the data set, which is also the name of its folder.
    let dataset: String
    /// The file of the images, without `.gz`: `[count, height, width]`.
    let images: String
    /// The file of the labels, without `.gz`: `[count]`.
    let labels: String
    /// Height and width of an image.
    let side: Int
    /// The byte that stands for full brightness; more is damage.
    let brightest: UInt8
    /// How many classes there are: labels are 0 up to this, exclusive.
    let classes: Int

    /// What was read: values in [-1, 1] in row-major order, one label an image.
    struct Content {
        var values: [Float]
        var labels: [Int]
    }

    /// Reads the fullest pair of files, keeping only some classes where any are given.
    ///
    /// A folder that a person chose wins over the usual ones; within a rank the pair with the most images wins.
    func read(in folders: DataFolders, classes wanted: Set<Int>) throws(DatasetError) -> Content {
        var found = try fullest(folders.chosen)
        if found == nil { found = try fullest(folders.usual) }
        guard let found else {
            let places = folders.all.map { "`\($0.path)`" }.joined(separator: ", ")
            let target = folders.preferred.map { "`\($0.appendingPathComponent(dataset).path)`" } ?? "a data folder"
            throw DatasetError(
                "expected the files of `data \(dataset)`, found none",
                help: "put `\(images).gz` and `\(labels).gz` into \(target), or name their folder in GAN_DATA; "
                    + "looked in \(places)")
        }
        return try content(of: found, classes: wanted)
    }

    private struct Pair: Equatable {
        var images: URL
        var labels: URL
        var count: Int
    }

    private func fullest(_ folders: [URL]) throws(DatasetError) -> Pair? {
        var best: Pair?
        for folder in folders {
            // Either the data folder itself or the data set's own folder in it may have been named.
            for place in [folder.appendingPathComponent(dataset), folder] {
                guard let labelFile = existing(labels, in: place).first else { continue }
                for imageFile in existing(images, in: place) {
                    let count = try IDXFile.sizes(of: imageFile, axes: 3)[0]
                    if count > best?.count ?? 0 {
                        // Images and labels of one set are packed alike, so that a subset and the full set can lie together.
                        let isPacked = imageFile.pathExtension == "gz"
                        let matching = existing(labels, in: place).first { ($0.pathExtension == "gz") == isPacked }
                        best = Pair(images: imageFile, labels: matching ?? labelFile, count: count)
                    }
                }
            }
        }
        return best
    }

    private func existing(_ name: String, in folder: URL) -> [URL] {
        [name, name + ".gz"].map { folder.appendingPathComponent($0) }
            .filter { FileManager.default.fileExists(atPath: $0.path) }
    }

    private func content(of pair: Pair, classes wanted: Set<Int>) throws(DatasetError) -> Content {
        let imageFile = try IDXFile(contentsOf: pair.images, axes: 3)
        let labelFile = try IDXFile(contentsOf: pair.labels, axes: 1)
        let pixels = side * side
        guard imageFile.sizes[1] == side, imageFile.sizes[2] == side else {
            throw DatasetError(
                "expected images of \(side)x\(side) in `\(pair.images.path)`, "
                    + "found \(imageFile.sizes[1])x\(imageFile.sizes[2])")
        }
        guard labelFile.sizes[0] == imageFile.sizes[0] else {
            throw DatasetError(
                "expected \(imageFile.sizes[0]) labels in `\(pair.labels.path)`, found \(labelFile.sizes[0])",
                help: "images and labels must come from the same set")
        }
        if let odd = labelFile.bytes.first(where: { Int($0) >= classes }) {
            throw DatasetError("expected labels from 0 to \(classes - 1) in `\(pair.labels.path)`, found \(odd)")
        }
        if let odd = imageFile.bytes.first(where: { $0 > brightest }) {
            throw DatasetError("expected pixels from 0 to \(brightest) in `\(pair.images.path)`, found \(odd)")
        }
        let kept = labelFile.bytes.indices.filter { wanted.isEmpty || wanted.contains(Int(labelFile.bytes[$0])) }
        guard !kept.isEmpty else {
            let names = wanted.sorted().map(String.init).joined(separator: ", ")
            throw DatasetError("expected images of class \(names) in `\(pair.images.path)`, found none")
        }
        let scaled = (0...255).map { 2 * Float($0) / Float(brightest) - 1 }
        let values = imageFile.bytes.withUnsafeBufferPointer { bytes in
            scaled.withUnsafeBufferPointer { scaled in
                [Float](unsafeUninitializedCapacity: kept.count * pixels) { values, count in
                    for index in kept {
                        for pixel in index * pixels..<(index + 1) * pixels {
                            values.initializeElement(at: count, to: scaled[Int(bytes[pixel])])
                            count += 1
                        }
                    }
                }
            }
        }
        return Content(values: values, labels: kept.map { Int(labelFile.bytes[$0]) })
    }
}
