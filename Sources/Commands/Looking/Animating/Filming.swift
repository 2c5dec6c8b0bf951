import Declarations
import Figures
import Lab
import Language

extension GanSession {
    /// Takes a frame of an animation when it is its turn. Training calls this after every step, and a figure that cannot
    /// be drawn does not end it.
    func takeFrame(of experiment: Experiment, isDue: Bool = false) {
        guard let film = looking.film, isDue || film.isDue(at: experiment.step) else { return }
        looking.film?.take(experiment)
    }

    /// Takes frames at steps of the way behind, on a copy of the experiment: nothing that happens there, no error and no
    /// Ctrl-C, reaches the session.
    func film(_ film: Film, at steps: [Int], of experiment: Experiment, span: Span) throws -> Film {
        var film = film
        try replay(steps, of: experiment, span: span) { film.take($0) }
        return try retaken(film, of: experiment, span: span)
    }

    /// The film with all maps on one piece of the plane. Frames of steps that no longer lead anywhere, as before a failed training,
    /// are left out where they would have to be taken again.
    func retaken(_ film: Film, of experiment: Experiment, span: Span) throws -> Film {
        var film = film
        let range = experiment.firstKnownStep...experiment.lastKnownStep
        film.drop(film.staleSteps.filter { !range.contains($0) })
        let stale = film.staleSteps
        if !stale.isEmpty { try replay(stale, of: experiment, span: span) { film.retake($0) } }
        return film
    }

    private func replay(_ steps: [Int], of experiment: Experiment, span: Span, look: (Experiment) -> Void) throws {
        var follower: TrainingFollower?
        do {
            let replica = try experiment.replica()
            defer { follower?.finish(replica) }
            let isWhole = try replica.replay(
                steps, interrupted: { self.isInterrupted }, onProgress: { follower?.didMakeStep($0) },
                look: { here in
                    look(here)
                    let activity = AnimateCommand.declaration.name
                    if let follower { follower.didMakeStep(here) } else {
                        follower = TrainingFollower(here, activity: activity, steps: (steps.last ?? 0) - here.step, output: output)
                    }
                })
            if !isWhole { throw interruptedAnimation(at: span) }
        } catch let refusal as Refusal {
            throw Diagnostic(refusal, at: span, category: .unavailable)
        } catch {
            throw diagnostic(for: error, at: span)
        }
    }

    /// Writes a film below the output folder and says where.
    func write(_ film: Film, _ wish: AnimationWish, of experiment: Experiment, at span: Span) throws {
        guard let first = film.frames.first, let last = film.frames.last else {
            throw Diagnostic(film.reason ?? .noSteps, at: span, category: .unavailable)
        }
        let encoded: EncodedAnimation?
        do throws(FigureError) {
            encoded = try encode(wish.animation(of: film), isCancelled: { self.isInterrupted })
        } catch {
            throw Diagnostic(error.message, at: span, help: error.help.map { [$0] } ?? [], category: .failure)
        }
        guard let encoded else { throw interruptedAnimation(at: span) }
        let name = wish.name ?? nextFigureName(wish.kinds[0], ending: AnimationFormat.gif.rawValue)
        let file = try outputFile(name, at: span)
        try write(encoded.bytes, to: file, named: name, at: span)
        output.receive(.file(written(file, kind: wish.kinds.joined(separator: ", "))))
        let count = film.frames.count
        output.receive(
            .confirmation(
                "\(count) \(count == 1 ? "frame" : "frames") of \(encoded.width)x\(encoded.height) pixels, "
                    + "step \(grouped(first.step)) to \(grouped(last.step)), \(sizeOfFile(encoded.bytes.count))\n"))
    }

    private func interruptedAnimation(at span: Span) -> Diagnostic {
        isInterrupted = false
        return Diagnostic(
            "interrupted: no animation was written, and the session is where it was", at: span, severity: .note,
            category: .interruption)
    }
}

/// `340 kB`, `1.2 MB`.
private func sizeOfFile(_ bytes: Int) -> String {
    bytes < 1_000_000 ? "\((bytes + 999) / 1000) kB" : formatted(Double(bytes) / 1e6, "%.1f MB")
}
