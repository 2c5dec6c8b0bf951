import Datasets
import Declarations
import Figures
import Foundation
import Lab
import Language

extension GanSession {
    /// Gives a place and the language's form to an error from the floors below.
    public func diagnostic(for error: any Error, at span: Span) -> Diagnostic {
        func failure(_ message: String, notes: [String] = [], help: String?) -> Diagnostic {
            Diagnostic(message, at: span, notes: notes, help: help.map { [$0] } ?? [], category: .failure)
        }
        switch error {
        case let error as Diagnostic: return error
        case is Quit: return Diagnostic("`quit` ends the script", at: span, category: .ending)
        case let error as RecipeError:
            return Diagnostic(
                error.refusal, at: draft.span(of: error) ?? span, label: error.label,
                category: error.subject == .memory ? .failure : .mistake)
        case let refusal as Refusal: return Diagnostic(refusal, at: span)
        case let error as DatasetError: return Diagnostic(error.refusal, at: draft.spans[.data] ?? span, category: .failure)
        case let error as TrainingError:
            trainingFailure = error
            return failure(error.description, notes: error.origin.map { [$0.description] } ?? [], help: error.help)
        case let error as MeasurementError:
            return Diagnostic(Refusal(error), at: span, category: .unavailable)
        case let error as CheckpointError: return failure(error.description, help: error.help)
        case let error as FigureError: return failure(error.message, help: error.help)
        default: return failure(wording(of: error), help: nil)
        }
    }

    /// The system's words for one of its error numbers.
    static func wording(ofSystemError number: Int32) -> String { String(cString: strerror(number)).lowercased() }

    /// The system's words for its own errors, without the error's type around them.
    func wording(of error: any Error) -> String {
        let system = error as NSError
        if system.domain == NSCocoaErrorDomain || system.domain == NSPOSIXErrorDomain {
            let text = system.localizedFailureReason ?? system.localizedDescription
            return text.prefix(1).lowercased() + text.dropFirst().trimmingCharacters(in: ["."])
        }
        return "\(error)"
    }
}

extension Refusal {
    /// Why a measurement has no value.
    init(_ error: MeasurementError) { self.init(error.description, help: error.help) }
}
