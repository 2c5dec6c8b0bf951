/// The argument list with the subcommand that a person left out.
///
/// `gan lesson.gan` means `gan run lesson.gan`, and so does `gan --seed 3 lesson.gan`; without a file, a standard input
/// that is no terminal is the script.
func completedArguments(_ arguments: [String], subcommands: Set<String>, isTerminal: Bool) -> [String] {
    var index = 0
    while index < arguments.count {
        let word = arguments[index]
        if word == "-" { return ["run"] + arguments }
        if word == "--" { return index + 1 < arguments.count ? ["run"] + arguments : arguments }
        if endings.contains(word) { return arguments }
        guard word.hasPrefix("-") else { return subcommands.contains(word) ? arguments : ["run"] + arguments }
        // The value of `--seed 3` is no file.
        index += optionsWithValue.contains(word) ? 2 : 1
    }
    return isTerminal ? arguments : ["run"] + arguments.filter { $0 != "--no-init" } + ["-"]
}

/// Options that end the program by themselves.
private let endings: Set<String> = ["--help", "-h", "--version", "--generate-completion-script"]

let optionsWithValue: Set<String> = [
    "--seed", "--seeds", "--jobs", "--set", "--out", "--threads", "--graphics", "--transcript", "--language",
]
