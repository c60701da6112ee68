package maplet.harness.prove;

/// What a local variable or a stack slot of the JVM holds, symbolically.
sealed interface Value permits Term, Reference {}
