/// Table trees over simulated memory, for any architecture.
///
/// Used by: `maplet.impl`, and the architectures' folders, which supply [TableFormat]s. Uses:
/// `maplet.impl.memory` and the vocabulary of `maplet.model`.
///
/// ## Design decisions
///
/// - *One core, described by numbers*, for all architectures. The design called for a walker and an
///   editor in each architecture's folder, so that no call becomes megamorphic. There are no
///   virtual calls here at all: masks and shifts come from a record, and a level costs one load,
///   one test and one shift whichever the architecture. Three copies of cutting, reclaiming and
///   undoing would be three places for one mistake.
/// - *Permissions by table*: the bits that they depend on, pressed together (`Long.compress`),
///   index what they grant. XNX and the dirty bit modifier have no single bit for a permission, and
///   a reserved combination is an entry like any other.
/// - *A frame is a granule*, for tables and pages alike, so that nothing here knows 4096.
/// - *Encodings stay apart*: every number in a format is written in the architecture's folder, from
///   its manual, and shares nothing with the description in `maplet.model.arch`.
/// - *Empty tables are found by looking*, not by counting entries beside the tables. The look
///   begins behind the entry cleared last, so it ends at once where neighbours are in use; and the
///   core stays a function of memory alone, which a proof needs.
/// - *Empty tables are never kept*, so none is ever in the way of a huge leaf.
/// - *Frames before changes.* Whatever needs frames takes them before it changes a live entry, but
///   for mapping, which undoes.
@NullMarked
package maplet.impl.table;

import org.jspecify.annotations.NullMarked;
