/// A key that a person presses while a training is watched.
public enum KeyPress: Sendable, Hashable {
    case character(Character)
    case left, right
    /// No key: the window has another size, or the program was away from the terminal. What is shown is to be drawn again.
    case redraw
}

/// The keyboard of the person who watches a training: where an output has one, keys steer the training.
public protocol Keyboard: AnyObject {
    /// Takes the keys from here on; false where they are not this program's, or were typed ahead for a prompt.
    func open() -> Bool
    /// Gives the keyboard back as it was.
    func close()
    /// The next key. `nil` when none came within the time, or something else wants to be looked at, such as Ctrl-C.
    ///
    /// - Parameter limit: how long to wait, without any work; for ever where it is `nil`.
    func press(within limit: Duration?) -> KeyPress?
}
