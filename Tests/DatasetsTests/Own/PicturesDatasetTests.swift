import Declarations
import Foundation
import Testing

@testable import Datasets

@Suite struct PicturesDatasetTests {
    /// A picture of one shade, with a brighter left half.
    private func png(_ height: Int, _ width: Int, shade: Float = 0, channels: Int = 1) throws -> Data {
        let values = (0..<height * width * channels).map { $0 / channels % width < width / 2 ? Float(1) : shade }
        return try Data(PictureWriting.png(values[...], size: [height, width, channels]))
    }

    private func withPictures(_ files: [String: Data], _ body: (URL) throws -> Void) throws {
        try withTemporaryFolder { folder in
            for (name, bytes) in files {
                let file = folder.appendingPathComponent(name)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try bytes.write(to: file)
            }
            try body(folder)
        }
    }

    private func opened(
        _ folder: URL, _ given: [String: OptionValue] = [:], depth: ReadingDepth = .everything
    ) throws -> PicturesDataset {
        try PicturesDataset.made(given.merging(["folder": .text("pics")]) { $1 })
            .opened(at: folder, depth: depth, followsLinks: false)
    }

    private func examples(_ set: PicturesDataset) throws -> Examples {
        try #require(set.source(in: DataFolders(only: [])).fixedExamples)
    }

    @Test func foldersAreClassesAndFilesAreReadInTheOrderOfTheirNames() throws {
        let files = [
            "b/1.png": try png(2, 2, shade: -1), "a/2.png": try png(2, 2, shade: 1), "a/10.PNG": try png(2, 2, shade: -1),
            "b/deep/x.png": try png(2, 2, shade: 1), ".hidden.png": Data([1]), "a/notes.txt": Data([2]),
        ]
        try withPictures(files) { folder in
            let set = try opened(folder)
            let found = try examples(set)
            #expect(set.size == [2, 2, 1] && set.classCount == 2)
            #expect(try opened(folder, depth: .size).classCount == 2, "the folders' names tell a check as well")
            #expect(found.training.count == 4 && found.training.labels == [0, 0, 1, 1] && found.classNames == ["a", "b"])
            // a/10.PNG, a/2.png, b/1.png, b/deep/x.png: the second pixel of each
            #expect([1, 5, 9, 13].map { found.training.values[$0] } == [-1, 1, -1, 1])
            #expect(set.remarks == ["1 file in `pics` is no .png or .jpg and left out"])
            #expect(found.scaling.undone([-1, 1]) == [0, 255])
        }
    }

    @Test func picturesAreCutOrStretchedToTheSizeWanted() throws {
        // 2 high, 6 wide, the left half bright: the middle square holds both halves, stretching keeps all
        try withPictures(["a.png": try png(2, 6, shade: -1)]) { folder in
            let cut = try examples(opened(folder, ["size": .size([2, 2])]))
            #expect(cut.training.values == [1, -1, 1, -1])
            let stretched = try examples(opened(folder, ["size": .size([1, 2].map { $0 * 2 }), "fit": .word("stretch")]))
            #expect(stretched.training.values == [1, 1, -1, -1, 1, 1, -1, -1])
            #expect(try opened(folder).size == [2, 6, 1])
        }
        try withPictures(["a.png": try png(1, 300)]) { folder in
            let narrow = try opened(folder, ["size": .size([64, 2])])
            #expect(narrow.size == [64, 2, 1])
        }
    }

    @Test func coloursAreThoseOfTheFirstPictureOrAsSaid() throws {
        let files = ["a.png": try png(2, 2, channels: 3), "b.jpg": ForeignFiles.jpegColor]
        try withPictures(files) { folder in
            let small = try opened(folder, ["size": .size([4, 4])])
            #expect(small.classCount == nil)
            #expect(small.size == [4, 4, 3])
            #expect(try opened(folder, ["size": .size([4, 4]), "grey": .flag(true)]).size == [4, 4, 1])
            #expect(try opened(folder, ["size": .size([4, 4, 1])]).size == [4, 4, 1])
            #expect(try opened(folder, depth: .size).size == [2, 2, 3])
            let error = #expect(throws: DatasetError.self) { try opened(folder) }
            #expect(error?.message == "expected pictures of 2x2, found that `b.jpg` is 8x8")
        }
        try withPictures(["a.png": try png(8, 8), "b.jpg": ForeignFiles.jpegColor]) { folder in
            let error = #expect(throws: DatasetError.self) { try opened(folder) }
            #expect(error?.message.contains("some pictures in `pics` have colours and some are grey") == true)
            let colored = try opened(folder, ["colour": .flag(true)])
            #expect(colored.size == [8, 8, 3])
        }
    }

    @Test func sizesThatCannotBeAreRefused() {
        for size in [[1, 1], [4, 4, 2], [2000], [4, 4, 4, 4]] {
            #expect(throws: Refusal.self) {
                try PicturesDataset.made(["folder": .text("p"), "size": .size(size)])
            }
        }
        #expect(throws: Refusal.self) {
            try PicturesDataset.made(["folder": .text("p"), "grey": .flag(true), "colour": .flag(true)])
        }
    }

    @Test func brokenEmptyAndForeignFoldersAreErrors() throws {
        try withPictures([:]) { folder in
            let error = #expect(throws: DatasetError.self) { try opened(folder) }
            #expect(error?.message == "expected pictures (.png, .jpg) in `pics`, found none")
        }
        try withPictures(["a.png": Data("no picture".utf8)]) { folder in
            let error = #expect(throws: DatasetError.self) { try opened(folder) }
            #expect(error?.message == "expected a PNG or JPEG picture, found that `a.png` is neither")
            #expect(throws: DatasetError.self) { try opened(folder.appendingPathComponent("a.png")) }
        }
        try withPictures(["a.png": try png(3, 3), "z.png": ForeignFiles.pngColor.dropLast(20)]) { folder in
            let error = #expect(throws: DatasetError.self) { try opened(folder, ["size": .size([2, 2]), "grey": .flag(true)]) }
            #expect(error?.message.hasPrefix("the picture `z.png` is damaged") == true)
        }
    }

    @Test func linksOutOfTheFolderAreRefusedAndCirclesEnd() throws {
        try withPictures(["in/a.png": try png(2, 2), "out.png": try png(2, 2)]) { root in
            let folder = root.appendingPathComponent("in")
            try FileManager.default.createSymbolicLink(
                at: folder.appendingPathComponent("circle"), withDestinationURL: folder)
            try FileManager.default.createSymbolicLink(
                at: folder.appendingPathComponent("again.png"), withDestinationURL: folder.appendingPathComponent("a.png"))
            let within = try examples(opened(folder))
            #expect(within.training.count == 2)
            try FileManager.default.createSymbolicLink(
                at: folder.appendingPathComponent("b.png"), withDestinationURL: root.appendingPathComponent("out.png"))
            let error = #expect(throws: DatasetError.self) { try opened(folder) }
            #expect(error?.message == "`b.png` in `pics` is a link out of the folder")
            let trusting = try PicturesDataset.made(["folder": .text("pics")])
                .opened(at: folder, depth: .everything, followsLinks: true)
            #expect(try examples(trusting).training.count == 3)
        }
    }
}
