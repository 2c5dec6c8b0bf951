@preconcurrency import CReadline
import CCairo
import CChafa
import CGIF
import CPNG
import CTurboJPEG
import CZlib
import Datasets
import Figures
import Foundation
import Kernels

/// The report of `gan doctor`, as groups of lines with a name and a value.
struct DoctorReport {
    let environment: [String: String]
    let graphics: GraphicsMode?

    var text: String {
        let groups = [("program", program), ("terminal", terminal), ("libraries", libraries), ("folders", files)]
        let width = groups.flatMap(\.1).map(\.0.count).max() ?? 0
        return groups.map { title, rows in
            let lines = rows.map { name, value in
                "  " + name + String(repeating: " ", count: width - name.count + 2) + value
            }
            return ([title] + lines).joined(separator: "\n") + "\n"
        }.joined(separator: "\n")
    }

    private var program: [(String, String)] {
        let process = ProcessInfo.processInfo
        return [
            ("version", Gan.version),
            ("system", process.operatingSystemVersionString),
            ("processor cores", "\(process.activeProcessorCount)"),
            ("threads", threads),
            ("memory", String(format: "%.1f GB", Double(process.physicalMemory) / 1e9)),
        ]
    }

    /// How many, and why so many.
    private var threads: String {
        let reason = if let wish = environment["OMP_NUM_THREADS"], Int(wish) == threadCount {
            "because `OMP_NUM_THREADS` is set"
        } else {
            "one for each processor that this program may use"
        }
        return "at most \(threadCount), \(reason); `--threads` and `threads` choose another number"
    }

    private var terminal: [(String, String)] {
        let (found, reason) = Terminal.detect(environment: environment, override: graphics, mayAsk: isatty(0) == 1)
        let cell = found.cellWidth.flatMap { width in found.cellHeight.map { "\(width)x\($0) pixels" } }
        return [
            ("standard input", isatty(0) == 1 ? "terminal" : "not a terminal"),
            ("standard output", isatty(1) == 1 ? "terminal" : "not a terminal"),
            ("TERM", environment["TERM"] ?? "not set"),
            ("GAN_GRAPHICS", graphicsWish),
            ("pictures", "\(found.mode.rawValue), because \(reason)"),
            ("colours", found.color.rawValue + colorReason),
            ("size", "\(found.columns) columns, \(found.rows) rows"),
            ("character", cell ?? "size unknown"),
            ("multiplexer", found.isMultiplexed ? "tmux or screen" : "none"),
        ]
    }

    private var graphicsWish: String {
        if let wish = unknownGraphicsWish(in: environment) {
            return "\(wish), which is none of \(GraphicsMode.allCases.map(\.rawValue).joined(separator: ", "))"
        }
        return environment["GAN_GRAPHICS"].flatMap { $0.isEmpty ? nil : $0 } ?? "not set"
    }

    private var colorReason: String {
        environment["NO_COLOR"]?.isEmpty == false ? ", because `NO_COLOR` is set" : ""
    }

    private var libraries: [(String, String)] {
        [
            ("oneDNN", oneDNNVersion),
            ("readline", String(cString: rl_library_version)),
            ("cairo", String(cString: cairo_version_string())),
            ("chafa", "\(CHAFA_MAJOR_VERSION).\(CHAFA_MINOR_VERSION).\(CHAFA_MICRO_VERSION)"),
            ("zlib", String(cString: zlibVersion())),
            ("libpng", String(cString: png_get_libpng_ver(nil))),
            ("giflib", "\(GIFLIB_MAJOR).\(GIFLIB_MINOR).\(GIFLIB_RELEASE)"),
            ("TurboJPEG", turboJPEGState),
        ]
    }

    /// TurboJPEG has no function for its version: what can be told is whether it is ready to read pictures.
    private var turboJPEGState: String {
        guard let decoder = tjInitDecompress() else { return "does not work: no JPEG file can be read" }
        tjDestroy(decoder)
        return "works (it does not tell its version)"
    }

    private var files: [(String, String)] {
        let folders = UserFolders(environment: environment)
        let found = DataFolders(environment: environment).all.filter { FileManager.default.fileExists(atPath: $0.path) }
        let data = found.isEmpty ? [("data", "none found")] : found.map { ("data", $0.path) }
        return data + [
            ("settings", shown(folders.initScript)),
            ("history", shown(folders.history)),
        ]
    }

    private func shown(_ file: URL?) -> String {
        guard let file else { return "nowhere: `HOME` is not set" }
        return FileManager.default.fileExists(atPath: file.path) ? file.path : "\(file.path) (not there yet)"
    }
}
