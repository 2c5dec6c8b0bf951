import Commands
import Declarations
import Figures
import Foundation
import Lab
import Language
import Testing

/// A measurement: how far samples lie from the origin.
private let reach = Measurement(
    "reach", summary: "the root mean square of the samples' coordinates", best: .none("it should be that of the data"), isCostly: true,
    example: "data ring\ntrain 1\nreach 100", source: "nobody 2000, a throw-away",
    unavailable: { $0.dataset.size == [2] ? nil : "it is for points of the plane" },
    read: { experiment in
        let samples = try experiment.samples(count: 100)
        return Double((samples.reduce(0) { $0 + $1 * $1 } / Float(samples.count)).squareRoot())
    })

/// A command: says the measurement, and draws the samples that it was taken of.
private enum ReachCommand: Command {
    static let declaration = CommandDeclaration(
        "reach", summary: "how far samples lie from the origin", group: "looking",
        arguments: [.value("samples", .integer(1...1000), default: .number(100), summary: "how many to draw")],
        examples: ["data ring\ntrain 1\nreach 100"])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        if session.isCheckOnly { return }
        guard let experiment = session.experiment else {
            throw arguments.error("`reach` needs networks", notes: ["`train 0` makes them"])
        }
        session.output.write("reach \(try reach.value(of: experiment))\n")
        let samples = try experiment.samples(count: arguments.integer("samples"))
        let points = stride(from: 0, to: samples.count, by: 2).map { Point(Double(samples[$0]), Double(samples[$0 + 1])) }
        let figure = Figure(title: "reach", .scatter(Scatter(groups: [PointGroup(name: "samples", points: points)])))
        session.output.receive(.figure(ShownFigure(figure, kind: "reach")))
    }
}

/// A command and a measurement written here act on a session of the program's own.
@Suite("A command from outside")
struct CommandTests {
    /// Runs a script with the program's commands and the one above.
    private func run(_ text: String, checkOnly: Bool = false) -> (output: RecordedOutput, error: Diagnostic?, session: GanSession) {
        var options = SessionOptions(outputFolder: FileManager.default.temporaryDirectory)
        options.isCheckOnly = checkOnly
        let output = RecordedOutput()
        let session = GanSession(options: options, output: output, commands: commandCatalogue + [ReachCommand.self])
        defer { session.close() }
        do throws(Diagnostic) {
            try session.run(Source(name: "outside.gan", text: text))
            return (output, nil, session)
        } catch {
            return (output, error, session)
        }
    }

    @Test("runs among the program's own, measures and draws")
    func runs() throws {
        let run = run("data ring\nbatch 16\nlet count = 30\ntrain 2\nreach count")
        #expect(run.error == nil, "\(run.error?.render(color: false) ?? "")")
        let experiment = try #require(run.session.experiment)
        #expect(run.output.text.contains("reach \(try reach.value(of: experiment))\n"))
        let groups = run.output.events.compactMap { event -> [PointGroup]? in
            guard case .figure(let shown) = event, case .scatter(let scatter) = shown.figure.content else { return nil }
            return scatter.groups
        }
        #expect(groups.map { $0.map(\.points.count) } == [[30]])
    }

    @Test("is listed and explained by the help")
    func help() {
        #expect(run("help").output.text.contains("reach"))
        #expect(run("help reach").output.text.contains("how many to draw"))
        #expect(run("reach ?").output.text.contains("how far samples lie from the origin"))
    }

    @Test("has its values checked and its name found by the language")
    func mistakes() {
        #expect(run("reach 0").error?.message.contains("1") == true)
        #expect(run("raech").error?.label == "did you mean `reach`?")
        #expect(run("data ring\nreach").error?.notes == ["`train 0` makes them"])
        #expect(run("data ring\ntrain 5\nreach", checkOnly: true).error == nil)
        #expect(run("data ring\ntrain 5\nreach 5000", checkOnly: true).error != nil)
    }

    @Test("its measurement says where it has no value")
    func measurement() throws {
        let run = run("data line\ntrain 1\nreach")
        #expect(run.error?.message.contains("`reach` cannot be measured: it is for points of the plane") == true)
    }
}
