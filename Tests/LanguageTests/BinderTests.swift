import Declarations
import Testing

@testable import Language

@Suite("Binding")
struct BinderTests {
    @Test("takes values by place, by name, with and without an equals sign, and fills in defaults")
    func values() throws {
        let arguments = try bound("make noodles 100 boil=9.5 cold guests 1, 3..4 plates 2 \"recipe.txt\"")
        let dish = arguments.entry("dish")
        #expect(dish.name == "noodles")
        #expect(dish.values.integer("grams") == 100)
        #expect(dish.values.number("boil") == 9.5)
        #expect(dish.values.word("shape") == "flat")
        #expect(dish.values.flag("cold"))
        #expect(dish.values.list("guests") == [.number(1), .number(3), .number(4)])
        #expect(arguments.integer("plates") == 2)
        #expect(arguments.text("file") == "recipe.txt")
        #expect(dish.span.text == "noodles 100 boil=9.5 cold guests 1, 3..4")
        #expect(arguments.isGiven("plates") && dish.spans["boil"]?.text == "boil=9.5")
    }

    @Test("trailing words take their own arguments, and earlier options stay open")
    func trailing() throws {
        let dish = try bound("make noodles 100 salt pepper 2.5 shape round").entry("dish")
        #expect(dish.trailing.map(\.name) == ["salt", "pepper"])
        #expect(dish.trailing[1].values.number("grams") == 2.5)
        #expect(dish.values.word("shape") == "round")
        #expect(try bound("make noodles 100 pepper").entry("dish").trailing[0].values.number("grams") == 1)
    }

    @Test("sizes may be words that the session knows")
    func sizes() throws {
        #expect(try bound("make cake tray").entry("dish").values.size("tin") == [28, 28, 1])
        #expect(try bound("make cake 20x30").entry("dish").values.size("tin") == [20, 30])
        #expect(try bound("make cake (4 * 4)").entry("dish").values.size("tin") == [16])
        #expect(failure("make cake tray") { $0.session.tray = nil }?.contains("help: `set tray` comes first") == true)
    }

    @Test("variables stand where values stand")
    func variables() throws {
        #expect(
            try shown(
                "let n = 3\nlet s = tomato\nmake noodles n salt\ncook s\nmake noodles (n * 2)\nmake noodles max(1, n)")
                == [
                    "make noodles [\"salt\"]", "cook tomato", "make noodles []", "make noodles []",
                ])
        #expect(try shown("let gs = 1, 2\nmake noodles 1 guests gs") == ["make noodles []"])
    }

    @Test("repeated entries may have commas")
    func repeated() throws {
        #expect(
            try shown("mix tomato red pesto-verde\nmix tomato, pesto-verde speed 1") == [
                "mix tomato+tomato+pesto-verde", "mix tomato+pesto-verde",
            ])
        #expect(try bound("mix pesto-verde garlic 3, red").entries["sauces"]?.first?.values.integer("garlic") == 3)
    }

    @Test("a condition ends where an option or the line ends")
    func conditions() throws {
        let arguments = try bound("wait 5 until heat > 90 and not oven.left < 3 every 2")
        #expect(arguments.expression("until")?.text == "heat > 90 and not oven.left < 3")
        #expect(arguments.expression("until")?.names == ["heat", "oven.left"])
        #expect(arguments.integer("every") == 2)
        #expect(try bound("wait until heat > 90").integer("minutes") == 1)
    }

    @Test("an expression list shows several values")
    func expressions() throws {
        #expect(try shown("say \"heat\" heat (1 + 1) 3, 4\nsay") == ["heat 20 2 3 4", ""])
        #expect(try shown("say \"x\" -3\nsay 3 -1\nsay 3 - 1 3-1 (3 -1)\nsay 3 +1") == ["x -3", "3 -1", "2 2 2", "3 1"])
    }

    @Test(
        "says what was expected, what was found, and the way out",
        arguments: [
            (
                "cook tomatto", "unknown sauce `tomatto`", "tomatto", "did you mean `tomato`?",
                "sauces: pesto-verde, tomato"
            ),
            ("cook", "expected a sauce, found the end of the line", "", nil, "sauces: pesto-verde, tomato"),
            ("cook 5", "expected a sauce, found 5", "5", nil, "sauces: pesto-verde, tomato"),
            (
                "make noodles", "expected a whole number of at least 1 for `grams`, found the end of the line", "", nil,
                nil
            ),
            ("make noodles ten", "expected a whole number of at least 1 for `grams`, found `ten`", "ten", nil, nil),
            ("make noodles 0", "expected a whole number of at least 1 for `grams`, found 0", "0", nil, nil),
            ("make noodles -3", "expected a whole number of at least 1 for `grams`, found -3", "-3", nil, nil),
            ("make noodles 1.5", "expected a whole number of at least 1 for `grams`, found 1.5", "1.5", nil, nil),
            (
                "make noodles 100 biol 3", "unknown option `biol` of `noodles`", "biol", "did you mean `boil`?",
                "options of `noodles`: boil, shape, cold, guests"
            ),
            ("make noodles 100 boil 61", "expected a number from 0 to 60 for `boil`, found 61", "61", nil, nil),
            (
                "make noodles 100 boil \"x\"", "expected a number from 0 to 60 for `boil`, found \"x\"", "\"x\"", nil,
                nil
            ),
            (
                "make noodles 100 boil", "expected a number from 0 to 60 for `boil`, found the end of the line", "",
                nil, nil
            ),
            ("make noodles 100 boil 3 boil 4", "`boil` is given twice", "boil", nil, nil),
            (
                "make noodles 100 shape falt", "unknown shape `falt`", "falt", "did you mean `flat`?",
                "choices: flat, round"
            ),
            ("make noodles 100 * 2", "expected the next argument, found `*`", "*", nil, nil),
            (
                "make noodles 100 200", "expected the name of an option of `noodles`, found 200", "200", nil,
                "options of `noodles`: boil, shape, cold, guests"
            ),
            (
                "make noodles 100 peper", "unknown option `peper` of `noodles`", "peper", "did you mean `pepper`?",
                "options of `noodles`: boil, shape, cold, guests"
            ),
            (
                "make noodles 100 guests 1, 12", "expected a whole number from 1 to 9 for `guests`, found 12", "12",
                nil, nil
            ),
            ("make cake 0x3", "expected a size such as 28x28x1 for `tin`, found 0x3", "0x3", nil, nil),
            ("wait 5 until", "expected a condition, found the end of the line", "", nil, nil),
            ("wait 5 until haet > 3", "unknown name `haet`", "haet", "did you mean `heat`?", nil),
            (
                "wait 5 untl heat > 3", "unknown option `untl` of `wait`", "untl", "did you mean `until`?",
                "options of `wait`: every, until"
            ),
            ("expect", "expected a condition, found the end of the line", "", nil, nil),
            ("expect heat = 3", "expected a comparison, found `=`", "=", "write `==` to compare", nil),
            ("cook tomato 3", "expected the end of the line, found 3", "3", nil, nil),
            ("expect heat => 3", "expected a comparison, found `=`", "=>", "write `>=` to compare", nil),
            ("wait soon", "expected a whole number of at least 1 for `minutes`, found `soon`", "soon", nil, nil),
            (
                "wait 5 minutes", "`wait` already has its number of minutes, found `minutes`", "minutes", nil, nil
            ),
            (
                "wait 5, every 2", "expected the name of an option of `wait`, found `,`", ",", nil,
                "options of `wait`: every, until"
            ),
            (
                "wait 9223372036854775807",
                "expected a whole number of at most 1000000000 for `minutes`, found 9223372036854775807",
                "9223372036854775807", nil, nil
            ),
            ("make cake 0", "expected a size of at least 1 for `tin`, found 0", "0", nil, nil),
            ("make cake -2", "expected a size of at least 1 for `tin`, found -2", "-2", nil, nil),
            ("cook tomato =3", "`tomato` takes no `=`", "=", nil, nil),
            ("mix tomato, nothing", "unknown sauce `nothing`", "nothing", nil, "sauces: pesto-verde, tomato"),
        ])
    func mistakes(text: String, message: String, marked: String, label: String?, note: String?) {
        let error = #expect(throws: Diagnostic.self) { try interpreter().run(Source(name: "test", text: text)) }
        #expect(error?.message == message)
        #expect(error?.span?.text == marked)
        #expect(error?.label == label)
        #expect(error?.notes.first == note)
    }

    @Test("the way out is shown for a missing comma and a word of another line")
    func waysOut() {
        #expect(failure("make noodles 100 guests 1 7")?.contains("help: `guests 1, 7`") == true)
        #expect(failure("make noodles 100 cake")?.contains("help: `make cake` on a line of its own") == true)
        #expect(failure("cook =3")?.contains("error") == true)
        #expect(failure("cook red =3")?.contains("`=`") == true)
    }

    @Test("a missing value points behind the statement and shows the usage")
    func missing() {
        #expect(
            failure("make noodles  # later") == """
                error: expected a whole number of at least 1 for `grams`, found the end of the line
                 --> test:1:13
                  |
                1 | make noodles  # later
                  |             ^
                  = help: usage: `make noodles GRAMS [boil X] [shape flat|round] [cold] [guests N]`
                """)
    }
}
