import Kernels
import Language

/// `threads 2`: how many threads training uses.
enum ThreadsCommand: Command {
    static let declaration = CommandDeclaration(
        "threads", summary: "chooses how many threads the program uses at most; every number gives the same run, bit for bit",
        group: "running",
        arguments: [.value("count", .integer(possibleThreadCounts), summary: "1 leaves all other processors to others")],
        examples: ["threads 2"],
        notes: [
            "without it one for each processor, or as many as the environment's `OMP_NUM_THREADS` says; "
                + "`gan --threads` overrides it",
            "beside other programs fewer take part, as many as get processors; small steps use few in any case",
        ])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        guard session.options.threads == nil, !session.options.isCheckOnly else { return }
        setThreadCount(arguments.integer("count"))
    }
}
