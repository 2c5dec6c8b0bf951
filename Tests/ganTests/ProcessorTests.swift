import Foundation
import Testing

@testable import gan

@Suite("A program on a processor that it was not built for")
struct ProcessorTests {
    private func version(lacking words: String) throws -> (status: Int32, output: String, error: String) {
        let process = Process()
        process.executableURL = try #require(PseudoTerminal.program)
        process.arguments = ["--version"]
        process.environment = ["GAN_PROCESSOR_LACKS": words]
        let (output, error) = (Pipe(), Pipe())
        (process.standardOutput, process.standardError) = (output, error)
        try process.run()
        func text(_ pipe: Pipe) -> String { String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) }
        let said = (text(output), text(error))
        process.waitUntilExit()
        return (process.terminationStatus, said.0, said.1)
    }

    @Test("on the processor at hand nothing is said")
    func whole() throws {
        let run = try version(lacking: "")
        #expect(run.status == 0 && run.output == Gan.version + "\n" && run.error.isEmpty)
    }

    #if arch(x86_64)
        @Test("what is missing is named before anything else happens, with the way out")
        func lacking() throws {
            // Every processor of x86-64 that this is built on has these two.
            let run = try version(lacking: "nothing,sse4.2,ssse3")
            #expect(run.status == ExitStatus.runFailed.rawValue)
            #expect(run.output.isEmpty)
            #expect(run.error.hasPrefix("error: this program was built for another processor; this one lacks ssse3, sse4.2\n  = help: "))
            #expect(run.error.contains("install --portable"))
        }

        @Test("a word that is part of another's name is another's")
        func parts() throws { #expect(try version(lacking: "sse4,ss,avx51").status == 0) }
    #endif
}
