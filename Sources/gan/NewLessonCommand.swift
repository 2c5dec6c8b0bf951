import ArgumentParser
import Files
import Foundation
import Language

/// `gan lesson new NAME`: a lesson that passes its own check, to be written over.
struct NewLessonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "new", abstract: "Write the skeleton of a lesson, which passes its check.")

    @Argument(help: ArgumentHelp("Its name, such as `my-lesson`: the file is `my-lesson.gan` in this folder.", valueName: "name"))
    var name: String

    func validate() throws {
        let isName = name.first?.isLetter == true || name.first?.isNumber == true
        guard isName, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" }) else {
            throw ValidationError("expected a name of letters, digits and hyphens, found `\(visible(name))`")
        }
    }

    func run() throws {
        let file = URL(fileURLWithPath: "\(name).gan")
        guard !FileManager.default.fileExists(atPath: file.path) else {
            report(Diagnostic("`\(name).gan` is there already", help: ["another name, or remove it first"]))
            throw ExitStatus.mistake
        }
        do throws(FileWriteError) { try writeAtomically(Array(Self.skeleton(name).utf8), to: file) } catch {
            report(Diagnostic("`\(name).gan` cannot be written: \(error.reason)", category: .failure))
            throw ExitStatus.runFailed
        }
        StandardStream.output.write(
            """
            \(name).gan
            `gan \(name).gan --step` steps through it, `gan lesson check \(name).gan` tells whether it is whole

            """)
    }

    /// One idea, one surprise, one thing to do, one question answered.
    static func skeleton(_ name: String) -> String {
        let title = name.split(separator: "-").joined(separator: " ")
        return """
            # %% [markdown]
            # # \(title.prefix(1).uppercased() + title.dropFirst())
            #
            # What happens here, in one sentence. What the reader will be able to tell a friend afterwards, in another.

            # %% The recipe id="recipe"
            data ring
            batch 64

            # %% [markdown]
            # ## The surprise
            # Say what to look at before it appears.
            # %% Train id="train"
            predict modes after 100 steps
            train 100
            plot samples "1-trained.png"

            # %% [markdown]
            # ## Why
            # The shortest honest explanation, with the numbers that stand on the screen.
            # %% A question id="question"
            ask "Who makes the points?"
              choice "the discriminator" because "It only judges them."
              answer "the generator" because "It turns random numbers into points."
            end

            # %% Your turn id="your-turn"
            exercise "Make a hundred more steps"
              hint "`train 100` makes a hundred"
              check step >= 200
            solution
              train 100
            end

            """
    }
}
