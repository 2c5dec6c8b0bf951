import Lab
import Language

/// The live quantities, in the language's form.
let measurementEntries = Catalogue("measurement", measurementCatalogue.map { $0.declaration })

/// The reference page of the language, made from the declarations alone.
public func languageReference() -> String {
    let session = GanSession(options: SessionOptions(), output: RecordedOutput())
    defer { session.close() }
    return referencePage(
        title: "The language of gan",
        introduction: """
            One statement a line: a command, its arguments, its options by name. `stride=2` means the same as `stride 2`. \
            Indentation is free, `#` starts a comment, a line that ends in `\\` or inside an open bracket goes on. Values are \
            numbers (`64`, `1e-4`, `1_000`), sizes (`32x32x3`), words, "strings" (`"only {modes} modes"` holds the value of a calculation between braces, `{{` \
            is a brace itself), lists (`1, 7`), ranges (`1..5`) and \
            expressions in parentheses.

            This page is made by `gan reference` from the program's own declarations.
            """,
        declarations: session.interpreter.declarations, catalogues: [measurementEntries],
        topics: topicCatalogue)
}
