import Foundation

/// A number in a format of the C library.
func formatted(_ value: Double, _ format: String) -> String { String(format: format, value) }
