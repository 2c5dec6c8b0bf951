import Networks

extension Network {
    /// What each axis counts, for every parameter and state, by the variable's name.
    var arrayLayouts: [String: [String]] {
        var layouts: [String: [String]] = [:]
        for state in plan.reference?.states ?? [] { layouts["\(name).\(state.name)"] = state.axes }
        for layer in layers.indices {
            for parameter in plan.parameters(of: layer) { layouts["\(name).\(plan.label(of: layer)).\(parameter.name)"] = parameter.axes }
            for state in plan.states(of: layer) { layouts["\(name).\(plan.label(of: layer)).\(state.name)"] = state.axes }
        }
        return layouts
    }
}

extension TrainedNetwork {
    /// The same for everything that is saved: an optimizer's slot lies as its parameter does, a counter has no axis.
    var arrayLayouts: [String: [String]] {
        var layouts = network.arrayLayouts
        for parameter in network.parameters {
            for slot in optimizer.slotNames { layouts["\(parameter.name).\(slot)"] = layouts[parameter.name] }
        }
        layouts[updateCount.name] = []
        return layouts
    }
}

extension TrainingMemory {
    /// The same for all networks and for what tricks keep.
    var arrayLayouts: [String: [String]] {
        networks.reduce(keptLayouts) { $0.merging($1.arrayLayouts) { first, _ in first } }
    }
}

/// The metadata of a file that tell the layout of its arrays: `layout.generator.0.weight`: `inputs outputs`.
///
/// Arrays are row-major: the last axis named runs fastest.
func layoutMetadata(_ layouts: [String: [String]]) -> [String: String] {
    var metadata: [String: String] = [:]
    for (name, axes) in layouts { metadata["layout.\(name)"] = axes.joined(separator: " ") }
    return metadata
}
