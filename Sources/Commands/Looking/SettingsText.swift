import Declarations
import Lab
import Language
import Networks

/// The whole recipe as plain statements, what nobody chose marked as a default: a script that makes this experiment.
///
/// Data and layers stand as they were written; numbers stand with their values, whichever way they were set.
func settingsText(_ recipe: Recipe, draft: Draft) -> String {
    var lines: [(statement: String, remark: String?)] = []
    func add(_ statement: String, isChosen: Bool) {
        lines.append((statement, isChosen ? nil : "by default"))
    }
    add("seed \(recipe.seed)", isChosen: draft.spans[.seed] != nil)
    add(draft.spans[.data].map { oneLine($0.text) } ?? "data \(recipe.dataset.name)", isChosen: true)
    add("latent \(recipe.latentSize)", isChosen: recipe.chosenLatentSize != nil)
    for role in NetworkRole.allCases {
        let isChosen = draft.layers[role] != nil
        add(role.rawValue, isChosen: isChosen)
        for line in layerLines(recipe.layers(of: role), writtenIn: isChosen ? draft.layerSpans : []) {
            add("  " + line, isChosen: isChosen)
        }
    }
    add("loss " + words(recipe.loss), isChosen: draft.spans[.loss] != nil)
    if let published = type(of: recipe.loss).declaration.published { add("# published with \(published)", isChosen: true) }
    for penalty in recipe.penalties {
        // The loss brings its own penalty along: as a statement it would outlive a change of the loss.
        let isChosen = recipe.chosenPenalties != nil
        add(isChosen ? "penalty " + words(penalty) : "# with penalty " + words(penalty), isChosen: true)
    }
    // Without the statement the loss's own penalty would come back.
    if recipe.penalties.isEmpty && !recipe.loss.defaultPenalties.isEmpty { add("penalty none", isChosen: true) }
    for trick in recipe.tricks { add("trick " + words(trick), isChosen: true) }
    let optimizers = NetworkRole.allCases.map { words(recipe.optimizer(of: $0)) }
    if optimizers[0] == optimizers[1] {
        add(
            "optimizer \(optimizers[0])",
            isChosen: recipe.chosenGeneratorOptimizer != nil || recipe.chosenDiscriminatorOptimizer != nil)
    } else {
        add("optimizer generator \(optimizers[0])", isChosen: recipe.chosenGeneratorOptimizer != nil)
        add("optimizer discriminator \(optimizers[1])", isChosen: recipe.chosenDiscriminatorOptimizer != nil)
    }
    add("batch \(recipe.batch)", isChosen: recipe.chosenBatch != nil)
    add(
        "ratio discriminator \(recipe.ratio.discriminator) generator \(recipe.ratio.generator)",
        isChosen: draft.spans[.ratio] != nil)

    let width = lines.map { displayWidth($0.statement) }.max() ?? 0
    return lines.map { line in
        guard let remark = line.remark else { return line.statement + "\n" }
        let gap = String(repeating: " ", count: width - displayWidth(line.statement) + 2)
        return line.statement + gap + "# \(remark)\n"
    }.joined()
}

/// The layer lines as they were written, or lines for layers that nobody wrote.
private func layerLines(_ layers: [LayerSpecification], writtenIn spans: [Span]) -> [String] {
    var lines: [String] = []
    var lastTag: Int?
    for specification in layers {
        if spans.indices.contains(specification.tag) {
            // Layers of one line share their tag.
            if specification.tag != lastTag { lines.append(oneLine(spans[specification.tag].text)) }
            lastTag = specification.tag
        } else if let dense = specification.layer as? Dense {
            lines.append("layer dense \(sizeText(dense.size))")
        } else if lines.isEmpty || specification.layer is Flatten {
            lines.append("layer \(specification.layer.name)")
        } else {
            lines[lines.count - 1] += " \(specification.layer.name)"
        }
    }
    return lines
}

/// A declared thing as a script writes it: its word, then each option that it keeps under the option's own name.
private func words(_ thing: any Declared) -> String {
    let declaration = type(of: thing).declaration
    let kept = Dictionary(keptValues(of: thing), uniquingKeysWith: { first, _ in first })
    var text = declaration.name
    for argument in declaration.arguments {
        if let value = written(kept[camelCase(argument.name)]) { text += " \(value)" }
    }
    for option in declaration.options {
        if let value = written(kept[camelCase(option.name)]) { text += " \(option.name) \(value)" }
    }
    return text
}

/// What a declared thing keeps, and what a declared thing in it keeps: a loss may hold its options as a penalty.
private func keptValues(of thing: any Declared) -> [(String, Any)] {
    Mirror(reflecting: thing).children.flatMap { child -> [(String, Any)] in
        if let penalty = child.value as? GradientPenalty { return [("weight", penalty.weight), ("target", penalty.target)] }
        if let inner = child.value as? any Declared { return keptValues(of: inner) }
        return child.label.map { [($0, child.value)] } ?? []
    }
}

private func written(_ value: Any?) -> String? {
    switch value {
    case let number as Double: Value.exact(number)
    // By way of its own shortest digits: 0.1 is to stay 0.1.
    case let number as Float: Double("\(number)").map(Value.exact)
    case let number as Int: String(number)
    default: nil
    }
}

private func camelCase(_ word: String) -> String {
    let parts = word.split(separator: "-")
    let later = parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }
    return (parts.first.map(String.init) ?? "") + later.joined()
}

/// A statement that went over several lines, on one.
private func oneLine(_ text: String) -> String {
    text.split { $0 == "\n" || $0 == "\\" || $0 == "\r\n" || $0 == " " }.joined(separator: " ")
}
