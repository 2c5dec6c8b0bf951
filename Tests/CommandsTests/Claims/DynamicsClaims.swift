extension ClaimCase {
    static let ofDynamics: [ClaimCase] = [
        ClaimCase(
            "optimizer adam", "carries steps on", holds: "optimizer adam beta1 0.9", not: "optimizer adam beta1 0.5"),
        ClaimCase(
            "optimizer adam", "takes large steps for images", holds: "data digits\noptimizer adam rate 0.002",
            not: "data digits\noptimizer adam rate 0.001"),
        ClaimCase(
            "optimizer sgd", "with much momentum", holds: "optimizer sgd momentum 0.9", not: "optimizer sgd momentum 0.1"),
        ClaimCase(
            "optimizer sgd", "takes steps back", holds: "optimizer sgd momentum -0.3\nupdates simultaneous",
            not: "optimizer sgd momentum -0.3"),
        ClaimCase(
            "optimizer optimistic-adam", "takes the difference", holds: "optimizer optimistic-adam\nbatch 4",
            not: "optimizer optimistic-adam"),
        ClaimCase(
            "optimizer optimistic-adam", "guesses the gradient", holds: "optimizer optimistic-adam\nupdates extragradient",
            not: "optimizer optimistic-adam\nupdates simultaneous"),
        ClaimCase(
            "optimizer optimistic-sgd", "takes the difference", holds: "optimizer optimistic-sgd\nbatch 4",
            not: "optimizer optimistic-sgd\nbatch 64"),
        ClaimCase(
            "optimizer optimistic-sgd", "guesses the gradient", holds: "optimizer optimistic-sgd\nupdates extragradient",
            not: "optimizer optimistic-sgd"),
        ClaimCase(
            "updates simultaneous", "spirals outwards", holds: "updates simultaneous\noptimizer sgd",
            not: "updates simultaneous\noptimizer sgd\npenalty gradient-penalty"),
        ClaimCase(
            "updates consensus", "also finds places", holds: "updates consensus weight 100", not: "updates consensus weight 10"),
        ClaimCase(
            "updates symplectic", "adds a term", holds: "updates symplectic weight 20", not: "updates symplectic"),
        ClaimCase(
            "updates extragradient", "meets the noise", holds: "updates extragradient\nbatch 8", not: "updates extragradient\nbatch 9"),
        ClaimCase(
            "trick unroll", "looks ahead by plain steps", holds: "trick unroll 5 rate 0.001", not: "trick unroll 5 rate 0.01"),
        ClaimCase("trick average", "remembers so many", holds: "trick average decay 0.9999", not: "trick average"),
        ClaimCase("trick lookahead", "keeps so small a part", holds: "trick lookahead 5 alpha 0.1", not: "trick lookahead 5"),
        ClaimCase(
            "trick historical-averaging", "holds the networks", holds: "trick historical-averaging weight 5",
            not: "trick historical-averaging"),
        ClaimCase(
            "trick gradient-clipping", "always acts", holds: "trick gradient-clipping norm 0.001\noptimizer sgd",
            not: "trick gradient-clipping norm 0.001"),
    ]
}
