import Declarations
import Foundation
import Testing

@testable import Datasets

@Suite struct SyntheticDatasetTests {
    @Test func lineBalancesItsCentresAroundTheOffset() throws {
        let three = try LineDataset.made(["modes": .number(3), "spread": .number(2), "offset": .number(1)])
        #expect(three.mixture.centres == [[-1], [1], [3]])
        #expect(try LineDataset.made(["modes": .number(1)]).mixture.centres == [[0]])
        #expect(try LineDataset.made().mixture.centres == [[-1.5], [1.5]])
    }

    @Test func ringPutsItsEightDistinctCentresOnTheCircle() throws {
        let mixture = try RingDataset.made().mixture
        #expect(mixture.centres.count == 8 && Set(mixture.centres).count == 8)
        #expect(mixture.deviation == 0.02)
        for centre in mixture.centres {
            #expect(abs((centre[0] * centre[0] + centre[1] * centre[1]).squareRoot() - 2) < 1e-6)
        }
        // neighbours are a chord of 2·2·sin(π/8) apart, so none is closer
        for (index, centre) in mixture.centres.enumerated() {
            for other in mixture.centres[(index + 1)...] {
                #expect(squaredDistance(centre, other).squareRoot() > 1.53)
            }
        }
    }

    @Test func gridHasTwentyFiveCentresTwoApart() throws {
        let centres = try GridDataset.made().mixture.centres
        #expect(Set(centres).count == 25)
        #expect(Set(centres.map { $0[0] }) == [-4, -2, 0, 2, 4])
        #expect(Set(centres.map { $0[1] }) == [-4, -2, 0, 2, 4])
    }

    @Test func spiralEqualsScikitLearnsSwissRollDividedBySevenAndAHalf() throws {
        // sklearn.datasets.make_swiss_roll: t = 1.5π(1 + 2u), (t cos t, t sin t); here t = 1.5π, 3π, 4.5π
        let curve = try SpiralDataset.made(["radius": .number(4.5 * Double.pi / 7.5)]).curve
        let expected: [(position: Float, x: Float, y: Float)] = [(0, 0, -0.628319), (0.5, -1.256637, 0), (1, 0, 1.884956)]
        for point in expected {
            let found = curve.point(at: point.position)
            #expect(abs(found[0] - point.x) < 1e-5 && abs(found[1] - point.y) < 1e-5)
        }
    }

    @Test func spiralDensityIntegratesToOneAndLiesOnTheArm() throws {
        let curve = try SpiralDataset.made(["noise": .number(0.15)]).curve
        let step: Float = 0.1
        var sum = 0.0
        for row in -30...30 {
            for column in -30...30 { sum += curve.density(at: [Float(row) * step, Float(column) * step]) ?? .nan }
        }
        #expect(abs(sum * Double(step * step) - 1) < 1e-3)
        #expect(try #require(curve.density(at: curve.point(at: 0.5))) > 100 * (try #require(curve.density(at: [0, 0]))))
    }
}
