import Lab
import Language

extension GanSession {
    /// The experiment of the recipe as described so far, checked, with its warnings given.
    ///
    /// Weights are kept wherever the networks stay as they are. In check mode the recipe is checked and nothing is made:
    /// the result is `nil`, and the command that asked has nothing more to do.
    func prepared(at span: Span) throws(Diagnostic) -> Experiment? {
        if isCheckOnly {
            try check(at: span)
            return nil
        }
        let recipe = try draft.recipe(at: span)
        do {
            if let experiment {
                let hadSteps = experiment.step > 0
                let hasOtherSeed = draft.scriptSeed != scriptSeedOfWeights
                defer { draft.growing = [] }
                if try experiment.change(to: recipe, growing: draft.growing) {
                    if hadSteps { output.note("the networks or the data's size changed: both networks start anew\n") }
                } else if hasOtherSeed {
                    experiment.reset()
                    if hadSteps { output.note("the seed changed: both networks start anew\n") }
                }
                scriptSeedOfWeights = draft.scriptSeed
                experiment.hidesLoss = isMysteryOpen
                warn(of: experiment.check.warnings)
                return experiment
            }
            let made = try Experiment(recipe, folders: options.dataFolders)
            experiment = made
            made.hidesLoss = isMysteryOpen
            scriptSeedOfWeights = draft.scriptSeed
            warn(of: made.check.warnings)
            return made
        } catch {
            throw diagnostic(for: error, at: span)
        }
    }

    /// Checks the recipe of a script that is only checked. Each recipe is looked at once; what is wrong with a part is
    /// told once, until another line describes that part.
    private func check(at span: Span) throws(Diagnostic) {
        checkedRun.isPrepared = true
        if draft.isUnknown { return }
        // The seed, which comes first, fits every recipe.
        let statements = Array(draft.statements.dropFirst())
        guard statements != checkedStatements else { return }
        guard draft.dataset != nil else {
            defer { draft.unknownParts.insert(.data) }
            _ = try draft.recipe(at: span)
            return
        }
        do {
            warn(of: try RecipeCheck(try draft.recipe(at: span)).warnings)
            checkedStatements = statements
        } catch {
            let diagnostic = diagnostic(for: error, at: span)
            draft.unknownParts.formUnion((error as? RecipeError).map { draft.parts(of: $0.subject) } ?? Draft.Part.allCases)
            throw diagnostic
        }
    }

    /// The recipe's check without making anything; also of a recipe that no memory holds.
    func checked(at span: Span) throws(Diagnostic) -> (recipe: Recipe, check: RecipeCheck) {
        let recipe = try draft.recipe(at: span)
        do throws(RecipeError) {
            let check = try RecipeCheck(recipe, memoryLimit: .max)
            warn(of: check.warnings)
            return (recipe, check)
        } catch {
            throw diagnostic(for: error, at: span)
        }
    }

    private func warn(of warnings: [RecipeWarning]) {
        // They would tell what a mystery did; they come when it is solved.
        guard !isMysteryOpen else { return }
        for warning in warnings where givenWarnings.insert(warning).inserted {
            let diagnostic = Diagnostic(
                warning.message, at: draft.span(of: warning), notes: warning.source.map { ["source: \($0)"] } ?? [],
                help: warning.help.map { [$0] } ?? [], severity: .warning)
            output.warn(diagnostic)
        }
    }
}
