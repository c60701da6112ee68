package maplet.harness.prove;

/// A symbolic reference.
sealed interface Reference extends Value {
  /// The null reference.
  record Null() implements Reference {}

  /// An object that was made during the run; its fields are in the [Heap].
  ///
  /// @param type internal name of its class
  record Made(int id, String type) implements Reference {}

  /// An object of the running JVM that doesn't change: a regime, an enum's constant, a table.
  record Live(Object object) implements Reference {
    // References are the same where the objects are, whatever those call equal.
    @SuppressWarnings("ReferenceEquality")
    @Override
    public boolean equals(Object other) {
      return other instanceof Live(Object otherObject) && otherObject == object;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(object);
    }
  }

  /// The simulated physical memory, whose words are in the [Heap].
  record Memory() implements Reference {}

  /// An object whose contents no theorem asks for: a message, a list of steps. Whatever is asked of
  /// it answers with a value that can be any.
  record Unknown(String what) implements Reference {}

  /// One of two, by a condition.
  record Either(Term condition, Reference left, Reference right) implements Reference {}

  Null NULL = new Null();

  /// `condition ? left : right`. Values of different kinds can't be joined: such a variable is dead
  /// in any code that javac makes, so the result is [Dead].
  static Value join(Term condition, Value left, Value right) {
    if (left.equals(right)) {
      return left;
    }
    if (left instanceof Term l && right instanceof Term r && l.width == r.width) {
      return Logic.choice(condition, l, r);
    }
    if (left instanceof Dead || right instanceof Dead) {
      return new Dead();
    }
    return left instanceof Reference l && right instanceof Reference r
        ? choose(condition, l, r)
        : new Dead();
  }

  /// `condition ? left : right` of references.
  static Reference choose(Term condition, Reference left, Reference right) {
    if (condition.isConstant()) {
      return Logic.isYes(condition) ? left : right;
    }
    return left.equals(right) ? left : new Either(condition, left, right);
  }

  /// A variable that has no value on some path, and so is read on none.
  record Dead() implements Reference {}
}
