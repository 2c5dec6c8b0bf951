import Foundation
import Lab
import Language
import TestSupport
import Testing

@testable import Commands

/// Damaged and forged files: each is read or refused, and never more happens. More rounds: `GAN_FUZZ_SECONDS=60 swift test`.
@Suite struct CheckpointFuzzTests {
    private static let rounds = (ProcessInfo.processInfo.environment["GAN_FUZZ_SECONDS"].flatMap(Int.init) ?? 1) * 120

    /// Pieces that mean something to one of the readers.
    private static let pieces = [
        "{", "}", "[", "]", ",", ":", "\"", "\\u0000", "\\ud800", "null", "-1", "1e999", "18446744073709551615", "9007199254740993",
        "\"F32\"", "\"I64\"", "\"shape\"", "__metadata__", "\\n", " ", "quit\\n", "layer dense 999999999\\n", "data mnist\\n",
        "latent 65536\\n", "batch 1048576\\n", "ratio discriminator 1000\\n", "trick unroll 100\\n", "seed 0\\n", "penalty none\\n",
        "generator\\n", "(", "data", "\\u001b[2J", "#", "\\\\", "loss wgan-gp weight 1e300\\n", "initializer orthogonal gain 1e30",
    ]

    private func mutated(_ bytes: [UInt8], header: Int, _ dice: inout SplitMix) -> [UInt8] {
        var bytes = bytes
        var header = header
        for _ in 0..<Int.random(in: 1...3, using: &dice) {
            // Most of what can be said wrongly stands in the header.
            let place = Int.random(in: 8..<(Bool.random(using: &dice) ? header : bytes.count), using: &dice)
            switch Int.random(in: 0..<6, using: &dice) {
            case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &dice)
            case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
            case 2:
                let piece = Array(Self.pieces.randomElement(using: &dice)!.utf8)
                bytes.insert(contentsOf: piece, at: place)
                header += piece.count
            case 3:
                let count = min(Int.random(in: 1...40, using: &dice), header - min(place, header - 1) - 1)
                if count > 0, place + count < header {
                    bytes.removeSubrange(place..<place + count)
                    header -= count
                }
            case 4:
                let piece = Array(bytes[place..<min(place + Int.random(in: 1...40, using: &dice), bytes.count)])
                let target = Int.random(in: 8..<header, using: &dice)
                bytes.insert(contentsOf: piece, at: target)
                header += piece.count
            default: bytes = Array(bytes.prefix(max(9, place)))
            }
            header = min(header, bytes.count)
            guard header > 8 else { break }
        }
        // Mostly the length is right again, or no reader would get beyond it.
        if Int.random(in: 0..<20, using: &dice) > 0 {
            withUnsafeBytes(of: UInt64(max(0, header - 8)).littleEndian) { bytes.replaceSubrange(0..<8, with: $0) }
        }
        return bytes
    }

    @Test("mutated experiments are read or refused, and a refused one changes nothing", .timeLimit(.minutes(5)))
    func experiments() throws {
        let saved = Run("""
            data ring modes 3
            latent 2
            generator
              layer dense 3
              layer batchnorm leaky-relu
              layer dense data
            discriminator
              layer dense 3 relu
              layer dense 1
            loss wgan-gp
            batch 4
            train 2
            save "a.safetensors"
            save "w.safetensors" weights both pytorch
            """)
        defer { saved.close() }
        #expect(saved.message == nil)
        let experiment = try Array(Data(contentsOf: saved.folder.appendingPathComponent("a.safetensors")))
        let weights = try Array(Data(contentsOf: saved.folder.appendingPathComponent("w.safetensors")))
        let target = saved.folder.appendingPathComponent("m.safetensors")
        var dice = SplitMix(state: 20)
        var (refused, loaded) = (0, 0)
        for round in 0..<Self.rounds {
            let isWhole = round.isMultiple(of: 2)
            let bytes = isWhole ? experiment : weights
            let header = 8 + bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
            try Data(mutated(bytes, header: header, &dice)).write(to: target)
            let statements = saved.session.draft.statements
            let step = saved.session.experiment?.step
            let error = saved.run("load \"m.safetensors\"" + (isWhole ? "" : " weights both"))
            if let error {
                #expect(error.category == .failure, "round \(round): \(error)")
                #expect(saved.session.draft.statements == statements && saved.session.experiment?.step == step, "round \(round)")
                refused += 1
            } else {
                loaded += 1
                // What was let in can be saved again; a forged recipe may be one that nobody should train.
                #expect(saved.run("save \"again.safetensors\"") == nil, "round \(round)")
            }
        }
        #expect(refused > Self.rounds / 2 && loaded > 0, "\(refused) refused, \(loaded) loaded")
    }
}
