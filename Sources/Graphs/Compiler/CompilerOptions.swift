/// What the compiler does and takes for granted. Programs are compiled with all of it; tests leave stages out and take
/// something else for granted.
struct CompilerOptions {
    /// A rewriting or a plan that a program can do without. Without it stands the plain form, which computes the same.
    enum Stage: CaseIterable {
        /// Equal operations on equal inputs are one entry.
        case commonSubexpressions
        /// A product takes in the bias that is added to it, and the rectifier over the sum.
        case productFusion
        /// Elementwise operations and folds of one box share a loop; without it each has its own, and every result
        /// reaches memory.
        case loopFusion
        /// Work is cut by rows for threads to share; without it there is one part, and so no fold to split.
        case rowParts
        /// A fold over rows is one for each part of them.
        case foldSplitting
        /// Threads go through several units without waiting for each other; without it every unit is a segment.
        case segments
        /// An update writes straight into its variable; without it each is copied at the end.
        case updatesInPlace
        /// Buffers that are alive at different times share memory.
        case memoryReuse
    }

    var stages = Set(Stage.allCases)
    /// Microseconds of work below which nothing is shared between threads: less is not worth a second thread's waking up.
    var leastCostShared = 4.0
    /// The fewest rows of a part for which a product of its own pays: each part writes a whole result.
    var fewestRows = 32

    func has(_ stage: Stage) -> Bool { stages.contains(stage) }

    /// The same without some stages.
    func without(_ left: Set<Stage>) -> CompilerOptions {
        var options = self
        options.stages.subtract(left)
        return options
    }
}
