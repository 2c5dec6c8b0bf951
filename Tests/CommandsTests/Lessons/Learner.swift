import Foundation
import Language
import Testing

@testable import Commands
@testable import Lab

/// A person at the prompt, with lessons in a folder and progress in a file of their own.
struct Learner {
    let session: GanSession
    let output = RecordedOutput()
    let folder: URL

    /// - Parameter again: the folder of an earlier session, to come back to.
    init(_ lessons: [String: String] = ["01-small.gan": smallLesson], again: URL? = nil, language: String? = nil) throws {
        folder = again ?? FileManager.default.temporaryDirectory.appendingPathComponent("gan-learner-\(UUID().uuidString)", isDirectory: true)
        var options = SessionOptions(outputFolder: folder.appendingPathComponent("out"), dataFolders: packageData)
        options.runsInteractively = true
        options.lessonFolder = folder.appendingPathComponent("lessons")
        options.progressFile = folder.appendingPathComponent("state/progress")
        options.language = language
        session = GanSession(options: options, output: output)
        for (name, text) in lessons {
            let file = folder.appendingPathComponent("lessons/\(name)")
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
    }

    /// Types lines, each followed by Enter; what the last of them showed.
    @discardableResult
    func type(_ lines: String...) -> String {
        var shown = ""
        for line in lines {
            let (text, notes) = (output.text, output.notes)
            do throws(Diagnostic) {
                try session.run(Source(name: "prompt", text: session.statement(meantBy: line) ?? line))
                shown = ""
            } catch {
                shown = error.render(color: false)
            }
            shown = output.text.dropFirst(text.count) + output.notes.dropFirst(notes.count) + shown
        }
        return shown
    }

    var prompt: String { session.prompts.first }

    /// Every number of the experiment.
    func bits() throws -> [[Float]] { try #require(session.experiment).snapshot().state.values }

    func progress() throws -> String { try String(contentsOf: #require(session.options.progressFile), encoding: .utf8) }

    func close(keepsFolder: Bool = false) {
        session.close()
        if !keepsFolder { try? FileManager.default.removeItem(at: folder) }
    }
}

/// Every kind of cell, and trainings of a moment.
let smallLesson = """
    # %% [markdown]
    # # A small lesson
    # Words before the recipe.
    # %% The recipe id="recipe"
    data ring
    generator
      layer dense 8 relu
      layer dense data
    discriminator
      layer dense 8 relu
      layer dense 1
    batch 16
    let wide = 3
    # %% [markdown]
    # ## Look
    # %% Train id="train"
    predict step after 20 steps
    train 20
    measure step
    # %% A question id="question"
    ask "Who makes the points?"
      choice "the discriminator" because "It only judges."
      answer "the generator" because "It makes them."
    end
    # %% A number id="number"
    ask "What is 6 times 7?"
      answer 42 within 1 because "So it is."
    end
    print "counted"
    # %% Your turn id="turn"
    exercise "Make ten more steps"
      hint "`train` makes them"
      hint "ten of them"
      check step >= 30
    solution
      train 10
    end
    print "behind the exercise"
    # %% The end id="end"
    train 5
    """
