import Networks

extension NetworkID {
    /// Every network that a method or a trick of the catalogues has, in the order of the reference page.
    public static let all: [NetworkID] = {
        var all: [NetworkID] = []
        for network in methodCatalogue.flatMap({ $0.networks }) + trickCatalogue.flatMap({ $0.networks })
        where !all.contains(network) {
            all.append(network)
        }
        return all
    }()
}
