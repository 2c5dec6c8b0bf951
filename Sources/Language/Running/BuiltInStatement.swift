import Declarations

/// The declarations of the statements that the language itself executes, for help, completion and the reference.
public enum BuiltInStatement {
    public static let group = "scripting"

    /// `scriptExtension` ends the file name in the example of `include`.
    public static func declarations(scriptExtension: String) -> [CommandDeclaration] {
        [
            CommandDeclaration(
                "let", summary: "gives a value a name", group: group,
                arguments: [
                    ArgumentDeclaration("name", .name, summary: "a new name, or one to change"),
                    ArgumentDeclaration(
                        "value", .expression, summary: "a number, a word, a text, a size, a list or a calculation"),
                ],
                examples: ["let width = 64\nlet half = width / 2"],
                notes: ["commands take the value by its name, or in a calculation in parentheses: `(width * 2)`"],
                form: "let NAME = VALUE"),
            CommandDeclaration(
                "for", summary: "runs a block once for each value, up to `end`", group: group,
                arguments: [
                    ArgumentDeclaration("name", .name, summary: "takes one value after the other"),
                    ArgumentDeclaration("values", .expression, summary: "a list `1e-4, 1e-3` or a range `1..5`"),
                ],
                examples: ["for width in 16, 32, 64\n  print width\nend"], form: "for NAME in VALUES … end"),
            CommandDeclaration(
                "repeat", summary: "runs a block several times, up to `end`", group: group,
                arguments: [ArgumentDeclaration("times", .expression, summary: "a whole number of at least 0")],
                examples: ["repeat 3\n  print \"again\"\nend"], form: "repeat TIMES … end"),
            CommandDeclaration(
                "if", summary: "runs a block when a condition holds, up to `else` or `end`", group: group,
                arguments: [
                    ArgumentDeclaration("condition", .condition, summary: "a comparison, joined by `and`, `or`, `not`")
                ],
                examples: ["let width = 64\nif width > 32\n  print \"wide\"\nelse\n  print \"narrow\"\nend"],
                notes: ["`else if` asks a further condition."], form: "if CONDITION … [else …] end"),
            CommandDeclaration(
                "define", summary: "gives a block a name and parameters, up to `end`", group: group,
                arguments: [
                    ArgumentDeclaration("name", .name, summary: "the new command"),
                    ArgumentDeclaration(
                        "parameters", .name, isOptional: true, isRepeated: true,
                        summary: "names for the values it is called with"),
                ],
                examples: ["define greet name\n  print \"hello\" name\nend\ngreet \"world\""],
                form: "define NAME [PARAMETER…] … end"),
            CommandDeclaration(
                "include", summary: "runs another script here", group: group,
                arguments: [.file(extensions: [scriptExtension], summary: "the script, beside this one")],
                examples: ["include \"shared.\(scriptExtension)\""], readsFiles: true),
        ]
    }
}
