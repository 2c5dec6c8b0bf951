/// Every data set there is, in the order in which help shows them.
public let datasetCatalogue: [any Dataset.Type] = [
    LineDataset.self,
    RingDataset.self,
    GridDataset.self,
    SpiralDataset.self,
    MoonsDataset.self,
    PointDataset.self,
    DigitsDataset.self,
    MNISTDataset.self,
    PointsDataset.self,
    PicturesDataset.self,
]
