import Declarations
import Graphs

/// Noise with parts that stand for something: plain noise, then categorical codes, then continuous ones.
///
/// Formula: z = [n, e_1, …, e_m, c]: n ~ N(0, I), e_i the one-hot vector of a category drawn with equal chances from Kᵢ, and
/// c ~ U[−1, 1]. Nothing makes a generator use the codes: `trick mutual-information` does.
///
/// Shape: `[batch, noise + Σ K + continuous]`. Random streams below the caller's: `noise`, normals; `categorical-1`, … one
/// whole number an example; `continuous`, uniform numbers; in row-major order.
/// Source: Chen et al. 2016, "InfoGAN", sections 4 and 7.
public struct CodedLatent: Latent, Hashable {
    public static let declaration = Declaration(
        "codes", summary: "noise with categories and numbers in it that can come to mean something",
        arguments: [OptionDeclaration("noise", .integer(0...65_536), summary: "how many plain normal numbers come first")],
        options: [
            OptionDeclaration(
                "categorical", .integer(2...1000), isOptional: true, isList: true,
                summary: "a one-hot code of so many categories; several with commas"),
            OptionDeclaration(
                "continuous", .integer(0...1000), default: .number(0), summary: "how many codes from U[-1, 1] come last"),
        ],
        example: "data ring\nlatent codes 8 categorical 8 continuous 2\ntrain 1",
        source: "Chen, Duan, Houthooft, Schulman, Sutskever, Abbeel 2016, InfoGAN, section 7",
        published: "`latent codes 62 categorical 10 continuous 2` for digits")

    /// How many plain normal numbers come first.
    public let noise: Int
    /// The number of categories of each categorical code.
    public let categories: [Int]
    /// How many numbers from U[−1, 1] come last.
    public let continuous: Int

    public init(noise: Int, categories: [Int] = [], continuous: Int = 0) {
        self.noise = noise
        self.categories = categories
        self.continuous = continuous
    }

    /// Throws where there is no code at all, or the noise becomes longer than any other.
    public init(_ values: OptionValues) throws(Refusal) {
        let categories = values.list("categorical").compactMap { value -> Int? in
            if case .number(let count) = value { Int(count) } else { nil }
        }
        self.init(noise: values.integer("noise"), categories: categories, continuous: values.integer("continuous"))
        guard !categories.isEmpty || continuous > 0 else {
            throw Refusal(
                "`latent codes` takes at least one code, found none",
                help: "`latent codes \(noise) categorical 8`, or `latent \(max(1, noise))` without codes")
        }
        guard size <= 65_536 else {
            throw Refusal("expected at most 65536 numbers in all, found \(size)", help: "fewer categories")
        }
    }

    public var optionValues: OptionValues {
        var values = OptionValues(["noise": .number(Double(noise)), "continuous": .number(Double(continuous))])
        if !categories.isEmpty { values["categorical"] = .list(categories.map { .number(Double($0)) }) }
        return values
    }

    public var size: Int { noise + categories.reduce(0, +) + continuous }

    /// Categorical codes in their order, then the continuous ones one by one.
    public var codes: [LatentCode] {
        var start = noise
        func next(_ kind: LatentCode.Kind, _ length: Int) -> LatentCode {
            defer { start += length }
            return LatentCode(kind, places: start..<start + length)
        }
        return categories.map { next(.categorical, $0) } + (0..<continuous).map { _ in next(.continuous, 1) }
    }

    public func draw(batch: Int, stream: RandomStream) throws -> Tensor {
        var parts: [Tensor] = []
        if noise > 0 { parts.append(.randomNormal([batch, noise], stream: stream.appending("noise"))) }
        for (index, count) in categories.enumerated() {
            let category = Tensor.randomIntegers(below: count, [batch], stream: stream.appending("categorical-\(index + 1)"))
            parts.append(try category.oneHot(count: count))
        }
        if continuous > 0 {
            parts.append(.randomUniform([batch, continuous], stream: stream.appending("continuous")) * 2 - 1)
        }
        return try Tensor.concatenate(parts, axis: 1)
    }
}
