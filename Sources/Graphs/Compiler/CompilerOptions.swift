/// What the compiler takes for granted, for tests that take something else.
struct CompilerOptions {
    /// Microseconds of work below which nothing is shared between threads: less is not worth a second thread's waking up.
    var leastCostShared = 4.0
    /// The fewest rows of a part for which a product of its own pays: each part writes a whole result.
    var fewestRows = 32
}
