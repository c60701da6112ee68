/// Text of strangers (subjects, their files, their last words) on its way into reports: made
/// harmless once, and written into each format by that format's rules.
///
/// Used by: everything that reports. Uses: the JDK. Start reading at
/// [maplet.harness.text.PlainText].
///
/// ## Design decisions
///
/// - *Where it comes in*: findings, verdicts and failures clean their text when they are made, so
///   that no report can forget to; each format then escapes what is markup in it.
/// - *Shown, not dropped*: whoever reads `\x{1b}` sees that something odd was there.
@NullMarked
package maplet.harness.text;

import org.jspecify.annotations.NullMarked;
