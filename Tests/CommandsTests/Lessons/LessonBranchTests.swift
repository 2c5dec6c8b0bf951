import Foundation
import Language
import Testing

@testable import Commands
@testable import Lab

@Suite("The branches that lessons leave")
struct LessonBranchTests {
    @Test("another lesson, opened while playing in one, brings back what there was before both")
    func anotherWhilePlaying() throws {
        let learner = try Learner(["01-small.gan": smallLesson, "02-other.gan": smallLesson])
        defer { learner.close() }
        learner.type("data ring", "generator", "layer dense 4 relu", "layer dense data", "train 3", "branch mine", "train 2", "let x = 5")
        learner.type("lesson small", "", "", "skip", "play", "train 4", "lesson other", "leave")
        #expect(learner.prompt == "gan> ")
        #expect(learner.session.interpreter.variables["x"]?.display == "5" && learner.session.experiment?.step == 5)
        #expect(learner.session.time.branches.names == ["main", "mine", "small"])
        #expect(learner.type("switch small").contains("at step 20"), "what was played is none of the lesson's")
    }

    @Test("a lesson's networks take no branch's name, and where there is no room for them that is said")
    func branchesOfLessons() throws {
        let learner = try Learner(["01-small.gan": smallLesson, "02-main.gan": smallLesson])
        defer { learner.close() }
        learner.type("data ring", "branch small", "batch 7", "switch main")
        let steps = ["", "", "skip"]
        func leave(_ lesson: String) -> String {
            learner.type("lesson \(lesson) afresh")
            for line in steps { learner.type(line) }
            return learner.type("leave")
        }
        #expect(leave("small").contains("`switch small-2`"))
        #expect(leave("small").contains("`switch small-3`"))
        #expect(leave("main").contains("`switch main-2`"))
        #expect(learner.session.time.branches.current == "main" && learner.session.experiment == nil)
        learner.type("switch small")
        #expect(learner.session.draft.batch == 7, "the person's own")
        for number in 1...95 { learner.type("branch b\(number)") }
        #expect(learner.session.time.branches.names.count == Branches.most)
        #expect(leave("small").split(whereSeparator: \.isWhitespace).joined(separator: " ").contains("its networks are not kept"))
        #expect(learner.session.time.branches.names.count == Branches.most)
    }

    @Test("a script that was saved behind a lesson makes the lesson's branch that it goes to")
    func scriptBehindLesson() throws {
        let learner = try Learner()
        defer { learner.close() }
        learner.type("data moons", "lesson small", "", "", "skip", "leave")
        #expect(learner.session.transcriptText == "data moons\n", "a branch that nothing names needs no making")
        learner.type("switch small", "train 3")
        let text = learner.session.transcriptText
        #expect(text.hasPrefix("# the branch small came from the lesson `small`"))
        let again = Run(text)
        defer { again.close() }
        #expect(again.message == nil, "\(text)")
        #expect(again.session.experiment?.step == 23 && again.session.time.branches.names == ["main", "small"])
        #expect(try again.session.experiment?.snapshot().state.values == learner.bits())
    }
}
