import Declarations

/// A change to how the duel is fought, beyond losses and penalties; each type says what it offers.
public protocol Trick: Declared {}
