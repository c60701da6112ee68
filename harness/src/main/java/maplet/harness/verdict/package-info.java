/// What a conformance run ends with: findings, which of them were expected, and reports of it in
/// the formats that people and CI systems read.
///
/// Used by: `conform` and `cli`. Uses: Jackson, and the error of `trace`. Start reading at
/// [maplet.harness.verdict.ConformReport].
///
/// ## Design decisions
///
/// - *A finding's name is what differs, where*: regime, kind, operation and rule. Two divergences
///   with one name are one bug until the first is mended; expectations and differences between
///   reports go by it.
/// - *Not applicable is a verdict*: whatever a profile leaves out has its row.
/// - *An expected finding that isn't found fails*: a list of known bugs that nobody prunes hides
///   new ones.
@NullMarked
package maplet.harness.verdict;

import org.jspecify.annotations.NullMarked;
