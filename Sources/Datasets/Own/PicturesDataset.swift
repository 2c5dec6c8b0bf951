import Declarations
import Foundation

/// A person's own pictures: the PNG and JPEG files of a folder, brought to one size.
public struct PicturesDataset: OwnDataset {
    public static let declaration = Declaration(
        "pictures",
        summary: "your own pictures: the PNG and JPEG files of a folder; folders in it are classes",
        arguments: [OptionDeclaration("folder", .file(extensions: [Self.folderMark]), summary: "the folder, in quotes")],
        options: [
            OptionDeclaration(
                "size", .size, isOptional: true, unit: "pixels",
                summary: "height and width, such as `size 28x28`; that of the pictures where they agree"),
            OptionDeclaration("grey", .flag, summary: "without colours; by default as the first picture is"),
            OptionDeclaration("colour", .flag, summary: "red, green and blue; by default as the first picture is"),
            OptionDeclaration(
                "fit", .word(["crop", "stretch"]), default: .word("crop"),
                summary: "how another shape gets into the size: cut at its sides, or stretched"),
            OptionDeclaration(
                "background", .word(["white", "black"]), default: .word("white"),
                summary: "what is behind transparent pixels"),
            OwnOptions.heldOut, OwnOptions.split, FewExamples.option, OwnOptions.checksum,
        ],
        example: "data digits\nsample 20 real \"pictures/\"\ndata pictures \"pictures/\" size 8x8\ntrain 1",
        source: "ISO/IEC 15948 (2004), PNG; ITU-T T.81 (1992), JPEG")

    /// What stands for folders in the list of endings that completion shows.
    public static let folderMark = "/"
    private static let sides = 2...1024

    /// What the script said, and the checksum of what was read.
    public private(set) var optionValues: OptionValues
    public let path: String
    let chosenSize: [Int]?
    let chosenChannels: Int?
    let isStretched: Bool
    let background: UInt8
    let heldOutShare: Double
    let split: UInt64
    let expectedChecksum: String?

    public private(set) var size: [Int]
    public private(set) var remarks: [String] = []
    public private(set) var classCount: Int?
    public private(set) var loaded: LoadedExamples?

    public init(_ values: OptionValues) throws(Refusal) {
        optionValues = values
        path = values.text("folder")
        let given = values.has("size") ? values.size("size") : nil
        let isGrey = values.flag("grey")
        let hasColor = values.flag("colour")
        guard !(isGrey && hasColor) else { throw Refusal("`grey` and `colour` exclude each other") }
        var channels = isGrey ? 1 : hasColor ? 3 : nil
        if let given {
            guard (1...3).contains(given.count), given.prefix(2).allSatisfy(Self.sides.contains) else {
                throw Refusal(
                    "expected a height and width from \(Self.sides.lowerBound) to \(Self.sides.upperBound), found "
                        + given.map(String.init).joined(separator: "x"), help: "`size 28x28`")
            }
            if given.count == 3 {
                guard given[2] == 1 || given[2] == 3, channels == nil || channels == given[2] else {
                    throw Refusal("expected 1 channel (`grey`) or 3 (`colour`), found \(given[2])", help: "`size 28x28 grey`")
                }
                channels = given[2]
            }
        }
        chosenSize = given.map { $0.count == 1 ? [$0[0], $0[0]] : Array($0.prefix(2)) }
        chosenChannels = channels
        isStretched = values.word("fit") == "stretch"
        background = values.word("background") == "white" ? 255 : 0
        heldOutShare = values.number("held-out")
        split = UInt64(values.integer("split"))
        expectedChecksum = values.has("checksum") ? values.text("checksum") : nil
        size = (chosenSize ?? [1, 1]) + [channels ?? 1]
    }

    public func opened(at place: URL, depth: ReadingDepth, followsLinks: Bool) throws(DatasetError) -> PicturesDataset {
        let folder = try PictureFolder(place, named: path, followsLinks: followsLinks)
        var opened = self
        opened.size = try size(of: folder)
        let classes = try folder.labels.map { labels throws(DatasetError) in try ClassNames(labels, file: path) }
        opened.classCount = classes?.names.count
        guard depth == .everything else { return opened }
        let total = folder.entries.count.multipliedReportingOverflow(by: opened.size.reduce(1, *))
        guard !total.overflow, total.partialValue <= OwnDataLimits.values else {
            throw DatasetError(
                "\(folder.entries.count) pictures of \(opened.size.map(String.init).joined(separator: "x")) are more than "
                    + "\(OwnDataLimits.values) numbers",
                help: "a smaller `size`, or fewer pictures")
        }
        opened.loaded = LoadedExamples(
            examples: try examples(of: folder, classes, size: opened.size), checksum: folder.checksum)
        opened.optionValues["checksum"] = .text(folder.checksum)
        opened.remarks =
            folder.remarks
            + OwnOptions.changeRemark(path: path, expected: expectedChecksum, found: folder.checksum)
        return opened
    }

    /// As chosen; what was not chosen is that of the first picture.
    private func size(of folder: PictureFolder) throws(DatasetError) -> [Int] {
        if let chosenSize, let chosenChannels { return chosenSize + [chosenChannels] }
        let first = folder.entries[0]
        let header = try Picture.header(
            OwnFile.bytes(first.file, named: first.name, limit: Picture.mostBytes), name: first.name)
        let extents = chosenSize ?? [header.height, header.width]
        guard extents.allSatisfy(Self.sides.contains) else {
            throw DatasetError(
                "`\(first.name)` is \(header.height)x\(header.width), too large to learn as it is",
                help: "`data \"\(path)\" size 32x32` makes every picture smaller")
        }
        return extents + [chosenChannels ?? (header.hasColor ? 3 : 1)]
    }

    private func examples(
        of folder: PictureFolder, _ classes: ClassNames?, size: [Int]
    ) throws(DatasetError) -> Examples {
        var values: [Float] = []
        values.reserveCapacity(folder.entries.count * size.reduce(1, *))
        for entry in folder.entries {
            let bytes = try OwnFile.bytes(entry.file, named: entry.name, limit: Picture.mostBytes)
            let header = try Picture.header(bytes, name: entry.name)
            if chosenSize == nil, [header.height, header.width] != Array(size.prefix(2)) {
                throw DatasetError(
                    "expected pictures of \(size[0])x\(size[1]), found that `\(entry.name)` is \(header.height)x\(header.width)",
                    help: "`data \"\(path)\" size \(size[0])x\(size[1])` brings all to one size")
            }
            if chosenChannels == nil, header.hasColor != (size[2] == 3) {
                throw DatasetError(
                    "some pictures in `\(path)` have colours and some are grey: `\(entry.name)` is "
                        + "\(header.hasColor ? "the first with colours" : "the first in grey")",
                    help: "add `grey` or `colour` behind the folder")
            }
            let picture = try Picture(bytes, name: entry.name)
            values += fitted(picture, to: size)
        }
        let all = Examples.Part(values: values, size: size, labels: classes?.labels)
        let split = HeldOutSplit(count: all.count, share: heldOutShare, seed: self.split)
        return Examples(
            training: heldOutShare == 0 ? all : all.taking(split.training), heldOut: all.taking(split.heldOut),
            classNames: classes?.names ?? [], scaling: .shades(brightest: 255))
    }

    /// The picture in the data's size: its middle in the shape wanted, made smaller by area, larger bilinearly.
    private func fitted(_ picture: Picture, to size: [Int]) -> [Float] {
        let channels = size[2]
        var values = picture.values(channels: channels, background: background)
        var (height, width) = (picture.height, picture.width)
        if !isStretched, height * size[1] != width * size[0] {
            // The largest piece of the shape wanted: h / w = size[0] / size[1], at least one pixel.
            let newHeight = min(height, max(1, (width * size[0] + size[1] / 2) / size[1]))
            let newWidth = min(width, max(1, (height * size[1] + size[0] / 2) / size[0]))
            let (top, left) = ((height - newHeight) / 2, (width - newWidth) / 2)
            var middle: [Float] = []
            middle.reserveCapacity(newHeight * newWidth * channels)
            for row in top..<top + newHeight {
                let start = (row * width + left) * channels
                middle += values[start..<start + newWidth * channels]
            }
            values = middle
            (height, width) = (newHeight, newWidth)
        }
        return ImageResize.resized(values, from: (height, width), to: (size[0], size[1]), channels: channels)
    }
}

/// Writing images as PNG files, for programs that judge or show pictures.
public enum PictureWriting {
    /// An image `[height, width, channels]` of -1 (black) to 1 as the bytes of a PNG file; what lies beyond is cut.
    public static func png(_ values: ArraySlice<Float>, size: [Int]) throws(DatasetError) -> [UInt8] {
        let bytes = values.map { value in
            value.isFinite ? UInt8(min(max((value + 1) * 127.5, 0), 255).rounded()) : 0
        }
        return try PNGCoding.encoded(bytes, width: size[1], height: size[0], channels: size[2])
    }
}
