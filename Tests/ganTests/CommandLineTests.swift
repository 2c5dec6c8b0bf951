import Foundation
import Testing

@testable import gan

@Suite("The command line's own messages")
struct CommandLineTests {
    private func message(_ arguments: [String]) -> String {
        do {
            _ = try Gan.parseAsRoot(arguments)
            return ""
        } catch {
            return withoutFarSuggestion(Gan.fullMessage(for: error))
        }
    }

    @Test("a seed below 0 is refused for what it is")
    func seed() {
        for arguments in [["--seed", "-1"], ["run", "a.gan", "--seed", "-1"]] {
            #expect(message(arguments).contains("expected a whole number of at least 0, found -1"), "\(message(arguments))")
        }
        #expect(message(["run", "--seed", "7", "a.gan"]).isEmpty)
    }

    @Test("a number of threads that cannot be is refused with the possible ones")
    func threads() {
        for wrong in ["0", "-1", "257", "two"] {
            for arguments in [["a.gan"], ["check", "a.gan"]] {
                let said = message(arguments + ["--threads", wrong])
                #expect(said.contains("expected a number of threads from 1 to 256, found \(wrong)"))
            }
        }
        for command in ["run", "check", "prompt"] {
            #expect(message([command, "--threads", "7"] + (command == "prompt" ? [] : ["a.gan"])).isEmpty)
        }
    }

    @Test("the doctor says how many threads are used, and why")
    func usedThreads() {
        #expect(DoctorReport(environment: [:], graphics: nil).text.contains("one for each processor that this program may use"))
    }

    @Test("the doctor tells of every library, also of one without a version, whether it works")
    func libraries() {
        #expect(DoctorReport(environment: [:], graphics: nil).text.contains(#/TurboJPEG +works/#))
    }

    @Test("only a near option is suggested")
    func suggestions() {
        #expect(message(["--bogus"]).contains("Unknown option '--bogus'"))
        #expect(!message(["--bogus"]).contains("Did you mean"))
        #expect(message(["--sede"]).contains("Did you mean '--seed'?"))
    }

    @Test("a full disk is noticed")
    func fullDisk() {
        let file = open("/dev/full", O_WRONLY)
        guard file >= 0 else { return }
        defer { close(file) }
        #expect(StandardStream(descriptor: file).failure(writing: "text\n") == ENOSPC)
        #expect(StandardStream(descriptor: file).failure(writing: "") == nil)
    }

    @Test("a mode in `GAN_GRAPHICS` that there is not is shown by the doctor")
    func doctor() {
        let wrong = DoctorReport(environment: ["GAN_GRAPHICS": "foo"], graphics: nil).text
        #expect(wrong.contains("foo, which is none of kitty, iterm, sixel, blocks, ascii, none"))
        #expect(DoctorReport(environment: ["GAN_GRAPHICS": "ascii"], graphics: nil).text.contains("`GAN_GRAPHICS` is `ascii`"))
    }
}
