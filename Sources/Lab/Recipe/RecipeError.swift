import Declarations
import Networks

/// Why a recipe cannot be trained, found before anything is allocated.
///
/// The language adds the place: `tag` is the number that the script gave the layer at fault, or `nil` when the fault
/// lies with the network as a whole or with another part of the recipe.
public struct RecipeError: DetailedRefusal, Sendable, Hashable {
    /// Which part of the recipe the error is about.
    public enum Subject: Sendable, Hashable {
        case network(NetworkID)
        case data, method, rule, latent, batch, ratio, loss, penalty, trick, optimizer, memory
    }

    public var subject: Subject
    public var tag: Int?
    /// What stands beside the marked layer: `7x7x64 becomes 14x14x1 here`.
    public var label: String?
    public var refusal: Refusal

    public init(_ subject: Subject, _ refusal: Refusal, tag: Int? = nil, label: String? = nil) {
        self.subject = subject
        self.tag = tag
        self.label = label
        self.refusal = refusal
    }

    public init(_ subject: Subject, _ message: String, tag: Int? = nil, label: String? = nil, help: String? = nil) {
        self.init(subject, Refusal(message, help: help), tag: tag, label: label)
    }
}

/// Something that a recipe may do and that is known to go wrong.
public struct RecipeWarning: Sendable, Hashable {
    /// Which part of the recipe it is about; `nil` where it is about several.
    public var subject: RecipeError.Subject?
    /// The layer at fault, as in `RecipeError`.
    public var tag: Int?
    public var message: String
    public var help: String?
    /// Who found that it goes wrong; `nil` where it follows from what the things are.
    public var source: String?

    public init(
        _ message: String, about subject: RecipeError.Subject? = nil, tag: Int? = nil, help: String? = nil, source: String? = nil
    ) {
        self.subject = subject
        self.tag = tag
        self.message = message
        self.help = help
        self.source = source
    }
}
