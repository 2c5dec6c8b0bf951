import Declarations
import Networks

extension Recipe {
    /// The loss of a name as `loss NAME` alone makes it for these data; the recipe's own as it is. `nil` where none is called so.
    public func loss(named name: String) -> (any Loss)? {
        if name == loss.name { return loss }
        guard let type = lossCatalogue.first(where: { $0.declaration.words.contains(name) }) else { return nil }
        return (try? type.init(OptionValues(type.declaration)))?.suited(toImages: dataset.isImage)
    }

    /// Why the generator cannot have this loss in this game; `nil` where it can.
    func refusal(ofGeneratorLoss loss: any Loss) -> Refusal? {
        do throws(RecipeError) {
            _ = try RecipeCheck(with(generatorLoss: loss), memoryLimit: .max)
            return nil
        } catch {
            return error.refusal
        }
    }

    /// The same game with another loss for the generator: penalties that only hold the discriminator go, unless the generator's turn
    /// imagines its updates, as some make sense under their own loss only.
    func with(generatorLoss loss: any Loss) -> Recipe {
        var variant = self
        variant.chosenPenalties = tricks.contains(where: \.generatorSeesData) ? penalties : penalties.filter { $0.concerns(.generator) }
        variant.chosenLoss = loss
        return variant
    }
}
