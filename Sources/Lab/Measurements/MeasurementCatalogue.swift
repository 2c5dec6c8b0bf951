/// Every measurement, in the order of the reference page.
public let measurementCatalogue: [Measurement] = trainingMeasurements + scoreMeasurements + coverageMeasurements + ledgerMeasurements
    + neighbourMeasurements + memorisationMeasurements + sampleMeasurements + dynamicsMeasurements + contributedMeasurements + insideMeasurements

/// The measurement of this name.
public func measurement(named name: String) -> Measurement? {
    measurementCatalogue.first { $0.declaration.words.contains(name) }
}
