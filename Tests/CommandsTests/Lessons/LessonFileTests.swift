import Foundation
import Language
import Testing

@testable import Commands

@Suite("Lessons as files")
struct LessonFileTests {
    private func lesson(_ text: String, _ name: String = "02-some-name.gan") throws -> Lesson { try Lesson(Source(name: name, text: text), file: name) }

    @Test("words belong to the code below them, and those at the end stand alone")
    func cells() throws {
        let small = try lesson(smallLesson + "\n# %% [markdown] id=\"further\"\n# Try more.\n")
        #expect(small.cells.map(\.id) == ["recipe", "train", "question", "number", "turn", "end", "further"])
        #expect(small.name == "some-name" && small.title == "A small lesson")
        #expect(small.cells[0].words.count == 1 && small.cells[2].words.isEmpty && small.cells[6].statements.isEmpty)
        #expect(small.cells[4].statements.count == 2)
        #expect(small.faults.isEmpty)
    }

    @Test("a cell without an id is named after its title, each another")
    func ids() throws {
        let two = try lesson("# %% Look here!\nprint 1\n# %% Look here!\nprint 2\n# %%\nprint 3")
        #expect(two.cells.map(\.id) == ["look-here", "look-here-2", "cell-3"])
        #expect(two.faults.count == 3)
        #expect(two.faults[0].help == ["`# %% Look here! id=\"look-here\"`"])
        let twice = try lesson("# %% A id=\"a\"\nprint 1\n# %% B id=\"a\"\nprint 2")
        #expect(twice.faults.map(\.message) == ["the id `a` is another cell's already"])
    }

    @Test("a translation may change words, and nothing else", arguments: [
        ("Words before", "Слова перед", nil), ("\"the generator\"", "\"генератор\"", nil), ("because \"It makes them.\"", "because \"生成器\"", nil),
        ("Train id", "Обучение id", nil), ("print \"counted\"", "print \"посчитано\"", nil),
        ("train 20\n", "train 21\n", "expected `train 20`, found `train 21`"),
        ("answer 42 within 1", "answer 43 within 1", "expected `answer 42 within 1 because \"…\"`, found `answer 43 within 1 because \"…\"`"),
        ("check step >= 30", "check step >= 3", "expected `check step >= 30`, found `check step >= 3`"),
        ("id=\"turn\"", "id=\"turns\"", "expected the cell `turn`, found `turns`"),
        ("let wide = 3\n", "", "expected `let wide = 3`, found the end of the cell"),
        ("  hint \"ten of them\"\n", "", "expected `hint \"…\"`, found `check step >= 30`"),
    ] as [(String, String, String?)])
    func translations(_ old: String, _ new: String, _ expected: String?) throws {
        #expect(smallLesson.contains(old))
        let found = try lesson(smallLesson.replacingOccurrences(of: old, with: new)).differences(from: lesson(smallLesson))
        #expect(found.map(\.message) == [expected].compactMap { $0 })
    }

    @Test("the lesson in a learner's language is taken where there is one")
    func languages() throws {
        let russian = smallLesson.replacingOccurrences(of: "A small lesson", with: "Малый урок")
        let lessons = ["01-small.gan": smallLesson, "02-other.gan": smallLesson, "ru/01-small.gan": russian]
        let learner = try Learner(lessons, language: "ru")
        defer { learner.close() }
        let table = learner.type("lesson")
        #expect(table.contains("Малый урок") && table.contains("other"))
        #expect(learner.type("lesson small").contains("Малый урок\n══════════\n"))
        learner.type("")
        #expect(try learner.progress().contains("small recipe done"), "keyed by the id, in any language")
        let english = try Learner([:], again: learner.folder, language: "fr")
        #expect(english.type("lesson small").contains("A small lesson"))
        english.close(keepsFolder: true)
    }

    @Test("rates are read where words state them", arguments: [
        ("Measured over seeds 1 to 10: 9 of 10 pass.", 9, 10), ("over seeds 1 to 10: exactly 1 mode of 8 at step 2000 in 10 of 10.", 10, 10),
        ("seeds 3..7 hold\nin 4\nof 5", 4, 5), ("8 of 10, over seeds 1 to 10", nil, nil), ("over seeds 1 to 10: 3 of 4", nil, nil), ("10 of 10", nil, nil),
    ] as [(String, Int?, Int?)])
    func rates(_ words: String, _ held: Int?, _ count: Int?) {
        let stated = LessonRates.stated(in: words)
        #expect(stated?.held == held && stated?.count == count)
    }

    @Test("words and measurement must agree")
    func disagreement() throws {
        let text = "# %% [markdown]\n# Over seeds 1 to 2: 2 of 2.\n# %% Claim id=\"claim\"\nprint 1\nexpect 1 > 0\n"
        func result(_ seed: UInt64, _ holds: Bool) -> SweepResult {
            var result = SweepResult(seed: seed, key: "", status: 0, held: 0, isFinal: true, seconds: 0, measurements: [], tables: [])
            result.claims = [JudgedClaim(line: 5, holds: true), JudgedClaim(line: 4, holds: holds)]
            return result
        }
        let claim = try lesson(text)
        #expect(LessonRates(claim, [result(1, true), result(2, true)]).faults.isEmpty)
        let rates = LessonRates(claim, [result(1, true), result(2, false)])
        #expect(rates.faults.map(\.message) == ["the words say 2 of 2, measured over seeds 1 to 2: 1 of 2"])
        #expect(rates.text == "some-name claim: over seeds 1 to 2: 1 of 2\n")
        #expect(LessonRates(claim, [result(1, false)]).faults.count == 1, "with one seed every claim must hold")
        let page = RatesPage([rates], command: "gan lesson check", circumstances: "Measured here.").text
        #expect(page.contains("| 1 of 2 |") && page.contains("    gan lesson check\n") && page.contains("Measured here."))
    }
}
