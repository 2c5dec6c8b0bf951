// swift-tools-version: 6.0
import PackageDescription

// Plain loops over unsafe pointers become vector code only with these flags; without them a debug build trains a
// hundred times slower. They belong to the numeric kernels alone: everything above keeps Swift's checks.
//
// The kernels are built for the processor at hand; with `GAN_PORTABLE=1` for a level that a whole class of machines has.
let isPortable = Context.environment["GAN_PORTABLE"] == "1"
#if arch(x86_64)
let processor = isPortable ? "-march=x86-64-v3" : "-march=native"
#elseif os(macOS)
let processor = isPortable ? "-mcpu=apple-m1" : "-mcpu=native"
#else
let processor = isPortable ? "-mcpu=generic" : "-mcpu=native"
#endif
let vectorized: [SwiftSetting] = [.unsafeFlags(["-Ounchecked", "-wmo", "-num-threads", "2", "-Xcc", processor, "-Xcc", "-fno-math-errno"])]

/// The floors of the house, lowest first: a target may import only targets named above it.
let package = Package(
    name: "gan",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "gan", targets: ["gan"]),
        .executable(name: "gan-bench", targets: ["gan-bench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ],
    targets: [
        .systemLibrary(
            name: "CReadline", pkgConfig: "readline",
            providers: [.apt(["libreadline-dev"]), .brew(["readline"])]),
        .systemLibrary(
            name: "CZlib", pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .systemLibrary(
            name: "CPNG", pkgConfig: "libpng",
            providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
        .systemLibrary(
            name: "CGIF", pkgConfig: "libgif",
            providers: [.apt(["libgif-dev"]), .brew(["giflib"])]),
        .systemLibrary(
            name: "CTurboJPEG", pkgConfig: "libturbojpeg",
            providers: [.apt(["libturbojpeg0-dev"]), .brew(["jpeg-turbo"])]),
        .systemLibrary(
            name: "CCairo", pkgConfig: "cairo",
            providers: [.apt(["libcairo2-dev"]), .brew(["cairo"])]),
        .systemLibrary(
            name: "CChafa", pkgConfig: "chafa",
            providers: [.apt(["libchafa-dev"]), .brew(["chafa"])]),
        .target(
            name: "COneDNN",
            linkerSettings: [.linkedLibrary("dnnl"), .linkedLibrary("dl", .when(platforms: [.linux]))]),
        .target(name: "CThreads"),
        // Told by the compiler's own macros: what the kernels were built for. No code of it runs.
        .target(name: "CBuiltFor", cSettings: [.unsafeFlags([processor])]),
        // Runs before everything else, so nothing in it may need what the kernels need.
        .target(name: "CProcessor", dependencies: ["CBuiltFor"]),

        .target(name: "Declarations"),
        .target(name: "Files"),
        .target(name: "Kernels", dependencies: ["COneDNN", "CThreads", "CProcessor"], swiftSettings: vectorized),
        .target(name: "Graphs", dependencies: ["Kernels"]),
        .target(name: "Networks", dependencies: ["Graphs", "Declarations"]),
        .target(name: "Datasets", dependencies: ["CZlib", "CPNG", "CTurboJPEG", "Graphs", "Declarations"]),
        .target(name: "Figures", dependencies: ["Files", "CCairo", "CChafa", "CPNG", "CGIF"]),
        .target(name: "Lab", dependencies: ["Networks", "Datasets", "Files"]),
        .target(name: "Language", dependencies: ["Declarations"]),
        .target(name: "Commands", dependencies: ["Kernels", "Language", "Lab", "Figures", "Files"]),
        .executableTarget(
            name: "gan",
            dependencies: [
                "Commands", "Kernels", "Files", "CReadline", "CCairo", "CChafa", "CZlib", "CPNG", "CGIF", "CTurboJPEG",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(name: "gan-bench", dependencies: ["Kernels", "Lab"]),

        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .testTarget(name: "FilesTests", dependencies: ["Files"]),
        .testTarget(name: "KernelsTests", dependencies: ["Kernels"]),
        .testTarget(name: "GraphsTests", dependencies: ["Graphs", "Kernels", "TestSupport"]),
        .testTarget(name: "NetworksTests", dependencies: ["Networks", "Kernels"]),
        .testTarget(name: "DatasetsTests", dependencies: ["Datasets", "Graphs"]),
        .testTarget(name: "FiguresTests", dependencies: ["Figures"]),
        .testTarget(name: "LabTests", dependencies: ["Lab", "Kernels", "TestSupport"]),
        .testTarget(name: "LanguageTests", dependencies: ["Language", "TestSupport"]),
        .testTarget(name: "CommandsTests", dependencies: ["Commands", "TestSupport"]),
        .testTarget(name: "ExtendingTests", dependencies: ["Commands", "Figures", "Lab", "Language"]),
        .testTarget(name: "ganTests", dependencies: ["gan", "TestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)
