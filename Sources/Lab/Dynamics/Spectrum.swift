import Foundation
import Graphs
import Networks

/// The eigenvalues of a game's field at its present parameters: what training does near here, while its steps are small.
///
/// Formula: of the Jacobian J = ∂v/∂θ of v(θ) = −(∇_D L_D, ∇_G L_G). Near an equilibrium a deviation along an eigenvector goes as
/// e^λt: it shrinks where Re λ < 0, grows where Re λ > 0, and turns with |Im λ|. On the imaginary axis it turns for ever, and steps of
/// any size lead outwards. With steps of rate h the equilibrium holds where |1 + hλ| < 1 for every λ.
/// Source: Mescheder, Geiger, Nowozin 2018, "Which training methods for GANs do actually converge?", sections 2 and 3; Nagarajan,
/// Kolter 2017, "Gradient descent GAN optimization is locally stable".
public struct Spectrum: Sendable, Equatable {
    /// The one with the greatest real part first.
    public let values: [ComplexNumber]
    /// How many numbers the players have, and so how many eigenvalues there are.
    public let count: Int

    /// All of them are known; otherwise the outermost few.
    public var isWhole: Bool { values.count == count }

    init(_ values: [ComplexNumber], count: Int) {
        self.values = values.sorted { ($0.real, $0.imaginary) > ($1.real, $1.imaginary) }
        self.count = count
    }

    /// Games of up to so many numbers have all of their eigenvalues computed.
    public static let mostForWhole = 64
    /// Games of up to so many have their outermost ones found.
    public static let most = 2_000_000
    /// Batches whose field is averaged, of a small game and of a large one.
    static let batches = (small: 16, large: 1)
    /// Products with the Jacobian from which the outermost ones are found.
    static let products = 40
}

extension Experiment {
    /// The eigenvalues of the game's field: all of a game of up to 64 numbers, else those of the outermost that 40 products with the
    /// Jacobian settle.
    ///
    /// - Throws: `MeasurementError` where the game is too large, or its field is not finite.
    public func spectrum() throws -> Spectrum {
        if let known = views.spectrum, known.position == position { return known.value }
        if let reason = check.spectrumUnavailability { throw MeasurementError.unavailable(name: "eigenvalue.real", reason: reason) }
        let count = check.parameterCount
        let field = try GameField(of: self)
        let found = count <= Spectrum.mostForWhole ? Self.whole(field) : try Self.outermost(field)
        guard let found else {
            throw MeasurementError.unavailable(name: "eigenvalue.real", reason: "the game's field is not finite here")
        }
        let spectrum = Spectrum(found, count: count)
        views.spectrum = (position, spectrum)
        return spectrum
    }

    /// Row i of J is Jᵀeᵢ.
    private static func whole(_ field: GameField) -> [ComplexNumber]? {
        let count = field.count
        let rows = (0..<count).flatMap { row in
            field.transposedProduct(with: (0..<count).map { $0 == row ? 1 : 0 }, batches: Spectrum.batches.small).map(Double.init)
        }
        return eigenvalues(of: rows, order: count)
    }

    /// Arnoldi's iteration on Jᵀ, which has the eigenvalues of J: products with it span a space, and the eigenvalues of J within that
    /// space (Ritz values) settle from the outside in. Those that a few products fewer give as well are taken for settled.
    ///
    /// Source: Arnoldi 1951, "The principle of minimized iterations"; Golub, Van Loan 2013, section 10.5.
    private static func outermost(_ field: GameField) throws -> [ComplexNumber]? {
        let most = min(Spectrum.products, field.count)
        let basis = try KrylovBasis(most, length: field.count)
        var hessenberg = [Double](repeating: 0, count: most * most)
        var reached = 0
        var vector = start(field.count)
        for column in 0..<most {
            reached = column + 1
            basis.append(vector)
            let next = field.transposedProduct(with: vector, batches: Spectrum.batches.large)
            let (coefficients, rest, before) = basis.parted(next)
            guard before.isFinite else { return nil }
            for row in 0...column { hessenberg[row * most + column] = coefficients[row] }
            guard column + 1 < most, rest.length > 1e-6 * before else { break }
            hessenberg[(column + 1) * most + column] = rest.length
            vector = rest.direction
        }
        func values(_ order: Int) -> [ComplexNumber]? {
            eigenvalues(of: (0..<order).flatMap { row in (0..<order).map { hessenberg[row * most + $0] } }, order: order)
        }
        guard let last = values(reached) else { return nil }
        // The products ended by themselves: the space holds all that it can.
        guard reached == Spectrum.products, let earlier = values(reached - 5) else { return last }
        let radius = last.map(\.length).max() ?? 0
        return last.filter { value in
            earlier.contains { hypot($0.real - value.real, $0.imaginary - value.imaginary) <= 0.01 * radius }
                && value.length > 0.05 * radius
        }
    }

    /// A unit vector in no direction in particular, the same for every game of a size.
    private static func start(_ count: Int) -> [Float] {
        let values = (0..<count).map { sin(Double($0 + 1) * 12.9898) + 0.1 }
        let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return values.map { Float($0 / length) }
    }
}

extension RecipeCheck {
    /// How many numbers all players have.
    var parameterCount: Int { networks.reduce(0) { $0 + $1.plan.parameterCount } }

    /// Why no eigenvalues can be found; `nil` where some can.
    public var spectrumUnavailability: String? {
        guard parameterCount > Spectrum.most else { return nil }
        return "the players have \(parameterCount) numbers, and eigenvalues are found for up to \(Spectrum.most)"
    }
}

/// Vectors at right angles to each other, a row each, and the part of another vector along each of them.
private final class KrylovBasis {
    private let rows: Variable
    private let vector: Variable
    private let program: Program
    private var count = 0

    init(_ most: Int, length count: Int) throws {
        rows = Variable("basis", shape: [most, count])
        vector = Variable("vector", shape: [count, 1])
        let along = try rows.tensor.matrixProduct(vector.tensor)
        let rest = try vector.tensor - rows.tensor.matrixProduct(along, transposeLeft: true)
        let restLength = try rest.squared().sum().sqrt()
        program = try Program(
            outputs: [along, try vector.tensor.squared().sum().sqrt(), restLength],
            updates: [(vector, rest)])
    }

    func append(_ values: [Float]) {
        (rows.storage.pointer + count * values.count).update(from: values, count: values.count)
        count += 1
    }

    /// The parts along the rows, what is left, and the length before. Twice: what is left after once is not at right angles to the
    /// digits that count.
    func parted(_ values: [Float]) -> (coefficients: [Double], rest: (direction: [Float], length: Double), before: Double) {
        vector.values = values
        program.run()
        let (first, before) = (program.value(0), Double(program.scalar(1)))
        program.run()
        let length = program.scalar(2)
        return (
            zip(first, program.value(0)).map { Double($0) + Double($1) },
            (length > 0 ? vector.values.map { $0 / length } : [], Double(length)), before
        )
    }
}
