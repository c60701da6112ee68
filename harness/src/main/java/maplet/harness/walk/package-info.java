/// A walk in a user's own memory dump, explained as text and as a picture.
///
/// Used by: `cli`. Uses: `maplet.model` and `maplet.model.arch` (the reference walk and the
/// declarations of entries), `explain` (an entry's fields in words), `trace` (bad input).
///
/// ## Design decisions
///
/// - *The walk is the reference walk.* Nothing here decodes an entry: the levels are the steps that
///   [maplet.model.arch.Regime#walk] made, the fields are those that the regime declares.
/// - *Memory that no dump holds ends the walk*: reading it as zero would explain a fault that the
///   user's machine doesn't have.
/// - *A sparse dump says so in its first line* (`maplet-memory 1`); everything else is raw. So the
///   name of a file means nothing.
/// - *Raw dumps are mapped, not read*: a guest's whole memory fits no heap.
/// - *The picture is plain SVG*, made by one small writer that escapes all text: no script, no font
///   from elsewhere, the same bytes for the same walk.
@NullMarked
package maplet.harness.walk;

import org.jspecify.annotations.NullMarked;
