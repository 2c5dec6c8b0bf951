import Language

extension [Topic] {
    /// With how a failure is made on purpose, where it can be.
    func tellingSabotage() -> [Topic] {
        map { topic in
            guard let sabotage = sabotageCatalogue.first(where: { $0.name == topic.name }) else { return topic }
            var topic = topic
            let places = sabotage.ways.map { way in way.habitat.filter { $0.words != Habitat.duel.words }.map(\.words).joined(separator: ", and ") }
            topic.text += "\n\n`break \(sabotage.name)` makes it on purpose; it needs \(places.joined(separator: "; or ")). `fix \(sabotage.name)` cures it."
            return topic
        }
    }
}
