import Kernels

/// Steps that threads go through without waiting for each other, each its part of the rows.
final class ProgramSegment {
    enum Step {
        case loop(LoopKernel)
        case kernel(any GraphKernel, [UnsafeMutablePointer<Float>], UnsafeMutablePointer<Float>)

        @inline(__always)
        func run(_ position: RandomPosition) {
            switch self {
            case .loop(let kernel): kernel.run()
            case .kernel(let kernel, let inputs, let output): kernel.run(inputs, output, position)
            }
        }
    }

    /// The steps of one part: an object of its own, so that threads do not meet at one reference count.
    private final class Part {
        let steps: [Step]

        init(_ steps: [Step]) {
            self.steps = steps
        }

        func run(_ position: RandomPosition) {
            for step in steps { step.run(position) }
        }
    }

    private let parts: [Part]
    /// Whether there is enough work to wake other threads.
    private let isShared: Bool
    /// What each loop and kernel computes.
    let labels: [String]

    init(_ parts: [[Step]], isShared: Bool, labels: [String]) {
        self.parts = parts.map { Part($0) }
        self.isShared = isShared && parts.count > 1
        self.labels = labels
    }

    func run(_ position: RandomPosition) {
        if isShared {
            parallel(parts.count) { parts[$0].run(position) }
        } else {
            for part in parts { part.run(position) }
        }
    }

    /// What a profile calls it.
    var label: String {
        (parts.count > 1 ? "\(parts.count) parts" : "1 part") + (isShared ? "" : ", one after the other")
    }

    /// How long each step of the first part takes with nothing beside it. All parts run.
    func timeSteps(_ position: RandomPosition) -> [Duration] {
        let clock = ContinuousClock()
        let times = parts[0].steps.map { step in clock.measure { step.run(position) } }
        for part in parts.dropFirst() { part.run(position) }
        return times
    }
}
