/// Subjects on the JVM: what somebody implements to have Java, Kotlin or Scala code checked.
///
/// Used by: `junit`, `conform`, and code outside of Maplet. Uses: `subject`, `nativeabi` (a subject
/// without queries), and the vocabulary of `maplet.model`. Start reading at
/// [maplet.harness.jvm.GuestSpaces].
///
/// ## Design decisions
///
/// - *Nine methods, as in the C ABI* ([maplet.harness.jvm.GuestSpace]), each with an answer that is
///   a value; what isn't overridden isn't supported.
/// - *An exception is a crash*: a finding of its own, with the frames where it was thrown.
@NullMarked
package maplet.harness.jvm;

import org.jspecify.annotations.NullMarked;
