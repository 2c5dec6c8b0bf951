/// Lets through only how far trainings are.
final class ProgressOutput: SessionOutput {
    private let output: any SessionOutput

    init(_ output: any SessionOutput) { self.output = output }

    func receive(_ event: SessionEvent) {
        if case .progress = event { output.receive(event) }
    }

    var progressPause: Duration { output.progressPause }
    var columns: Int { output.columns }
}
