/// What JVM projects extend to have their address spaces checked by their own tests.
///
/// Used by: code outside of Maplet. Uses: `conform`, `jvm`, `profile`, `trace`, `verdict`, and
/// JUnit 5, which a project that extends it has. Start reading at
/// [maplet.harness.junit.AddressSpaceConformanceTest].
///
/// ## Design decisions
///
/// - *A test is a run of `maplet conform` in this process*: the same plan, findings and report, so
///   that there is one way of judging.
@NullMarked
package maplet.harness.junit;

import org.jspecify.annotations.NullMarked;
