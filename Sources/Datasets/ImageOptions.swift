import Declarations

/// The options that every set of digit images has: `classes`, `size` and `examples`.
struct ImageOptions: Sendable {
    /// The classes to keep; empty for all.
    let classes: Set<Int>
    /// Height and width wanted, `nil` for those of the files.
    let side: Int?
    /// How many of them to keep, `nil` for all.
    let examples: Int?

    static let declarations = [
        OptionDeclaration(
            "classes", .integer(0...9), isOptional: true, isList: true, summary: "only these digits, all when left out"),
        OptionDeclaration(
            "size", .integer(2...256), isOptional: true, unit: "pixels",
            summary: "resize to this height and width (bilinear up, by area down)"),
        FewExamples.option,
    ]

    init(_ values: OptionValues) {
        classes = Set(values.list("classes").compactMap { value -> Int? in
            guard case .number(let label) = value else { return nil }
            return Int(label)
        })
        side = values.has("size") ? values.integer("size") : nil
        examples = values.has("examples") ? values.integer("examples") : nil
    }

    /// The classes in order, whichever way they were given.
    var optionValues: OptionValues {
        var values = OptionValues()
        if !classes.isEmpty { values["classes"] = .list(classes.sorted().map { .number(Double($0)) }) }
        if let side { values["size"] = .number(Double(side)) }
        if let examples { values["examples"] = .number(Double(examples)) }
        return values
    }

    /// The classes that are drawn, in order: the chosen ones, or all. A label is a place in them.
    func classes(of files: ImageFiles) -> [Int] { classes.isEmpty ? Array(0..<files.classes) : classes.sorted() }

    /// The examples of `files` under these options.
    func source(_ files: ImageFiles, in folders: DataFolders) throws(DatasetError) -> any DataSource {
        let content = try files.read(in: folders, classes: classes)
        let side = side ?? files.side
        let kept = classes(of: files)
        let labels = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
        return Examples(
            training: .init(
                values: ImageResize.resized(content.values, side: files.side, to: side), size: [side, side, 1],
                labels: content.labels.compactMap { labels[$0] }),
            classNames: kept.map(String.init), scaling: .shades(brightest: Int(files.brightest)))
    }
}
