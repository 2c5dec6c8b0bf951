import Language
import Language
import Testing

@testable import Commands

@Suite("What the lines of a command change")
struct RecipeChangesTests {
    private func parts(_ command: CommandDeclaration) -> [Draft.Part] {
        Draft.Part.allCases.filter { $0.isChanged(by: command.changes, current: nil) }
    }

    @Test("every command that describes the recipe changes a part of it, and every part is changed by one")
    func complete() {
        let recipe = commandCatalogue.map { $0.declaration }.filter { $0.isRecipe }
        for command in recipe { #expect(!parts(command).isEmpty, "\(command.name)") }
        #expect(Set(recipe.flatMap { parts($0) }) == Set(Draft.Part.allCases))
    }

    @Test("a line that only a run knows leaves unknown what it changes, and no more")
    func unknown() {
        func checked(_ line: String) -> GanSession {
            let run = Run("data ring\ngenerator\n  layer dense 8\n\(line)\ntrain (step + 1)") { $0.isCheckOnly = true }
            defer { run.close() }
            return run.session
        }
        #expect(checked("batch (step + 4)").draft.unknownParts == [.batch])
        #expect(checked("layer dense (step + 4)").draft.unknownParts == [.network(.generator)])
        #expect(checked("loss wgan-gp weight (step + 4)").draft.unknownParts == [.loss, .penalty])
        #expect(checked("critic\nlayer dense (step + 4)").draft.unknownParts == [.network(.discriminator)])
    }

    @Test("the record of what was typed leaves out questions and what records itself")
    func recorded() {
        let left = commandCatalogue.map { $0.declaration }.filter { !$0.isRecorded && $0.group != LessonStatement.group }.map { $0.name }
        #expect(left == ["model", "show", "break", "fix", "mystery", "guess", "save", "help", "quit"])
        let run = Run("explain train\ndata ring\nshow data")
        defer { run.close() }
        #expect(run.session.transcript == ["data ring"])
    }
}
