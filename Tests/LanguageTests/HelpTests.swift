import Declarations
import Testing

@testable import Language

@Suite("Help and reference")
struct HelpTests {
    private let declarations = interpreter().declarations

    @Test("the index lists every command once, by group")
    func index() {
        let index = HelpText(declarations).index()
        for declaration in declarations {
            #expect(index.split(separator: "\n").count { $0.hasPrefix("  \(declaration.name) ") } == 1)
        }
        #expect(index.contains("cooking\n  cook      cooks a sauce"))
    }

    @Test("help shows usage, types, units, defaults, example and source")
    func topic() throws {
        #expect(
            try HelpText(declarations).topic("noodles") == """
                noodles (dish): long ones

                usage: make noodles GRAMS [boil X] [shape flat|round] [cold] [guests N]

                  grams   dry weight (a whole number of at least 1, in g)
                  boil    time in water (a number from 0 to 60, in minutes, default 8)
                  shape   cut (one of flat, round, default flat)
                  cold    served cold (a switch)
                  guests  whose (a whole number from 1 to 9, or several)

                example:
                  make noodles 100

                source: Marco Polo, 1298
                """)
        #expect(try HelpText(declarations).topic("stew").contains("usage: cook SAUCE …"))
    }

    @Test("a number that may change while training says how")
    func schedule() {
        let rate = OptionDeclaration("rate", .positive, default: .number(0.1), isSchedule: true, summary: "how fast")
        #expect(HelpRow(rate).details == "a number above 0, or a change such as `0.1 to 0.01 over 5000`, default 0.1")
    }

    @Test("no line is wider than the terminal, and what goes on is indented", arguments: [40, 60, 80])
    func width(columns: Int) throws {
        let help = HelpText(declarations, columns: columns)
        let words = declarations.map(\.name) + declarations.catalogues.flatMap { $0.entries.map(\.name) }
        for word in words {
            for line in try help.topic(word).split(separator: "\n") where displayWidth(String(line)) > columns {
                // A single word, or an example, which is shown as it is typed.
                #expect(line.hasPrefix("  "), "\(line)")
            }
        }
        #expect(wrapped("one two three", columns: 7, hanging: "  ") == ["one two", "  three"])
        #expect(wrapped("  a `b c` d", columns: 6, hanging: "    ") == ["  a", "    `b c`", "    d"])
    }

    @Test("a link of the reference leads to the command, also where a group has its name")
    func anchors() {
        let declarations = [
            CommandDeclaration("help", summary: "helps", group: "help", examples: ["help", "help me"]),
            CommandDeclaration("quit", summary: "ends", group: "help", examples: ["quit"], notes: ["at once"]),
        ]
        let page = referencePage(title: "Page", declarations: declarations)
        #expect(page.contains("| help | [`help`](#help-1), [`quit`](#quit) |"))
        #expect(page.contains("```\nhelp\n\nhelp me\n```"))
        #expect(page.contains("\n- At once.\n"))
    }

    @Test("an unknown topic names the nearest")
    func unknown() {
        let error = #expect(throws: Refusal.self) { try HelpText(declarations).topic("noodels") }
        #expect(error?.help == "did you mean `noodles`?")
    }

    @Test("a word of a command has help, alone and behind its command")
    func words() throws {
        let help = HelpText(declarations)
        #expect(try help.topic("noodles", of: "make").hasPrefix("noodles (dish)"))
        #expect(try help.topic("until", of: "wait").hasPrefix("wait: "))
        #expect(try help.topic("until").hasPrefix("`until` is a word of `wait`:"))
        #expect(throws: Refusal.self) { try help.topic("nothing", of: "wait") }
    }

    @Test("the reference page has a section for every declared thing")
    func reference() {
        let page = referencePage(title: "Kitchen", introduction: "How to cook.", declarations: declarations)
        for declaration in declarations { #expect(page.contains("\n### \(declaration.name)\n")) }
        for catalogue in declarations.catalogues {
            for entry in catalogue.entries { #expect(page.contains("\n### \(entry.name)\n")) }
        }
        #expect(page.contains("| `boil` | time in water | a number from 0 to 60, in minutes | `8` |"))
        #expect(page == referencePage(title: "Kitchen", introduction: "How to cook.", declarations: declarations))
    }

    @Test(
        "the usage tells what may be left out",
        arguments: [
            ("wait", "wait [MINUTES] [every N] [until CONDITION]"), ("say", "say [VALUES…]"),
            ("expect", "expect CONDITION"),
            ("let", "let NAME = VALUE"), ("if", "if CONDITION … [else …] end"),
            ("make", "make DISH … [SPICE] [\"FILE\"] [plates N]"),
        ])
    func usage(name: String, expected: String) throws {
        #expect(try #require(declarations.first { $0.name == name }).usage == expected)
    }
}
