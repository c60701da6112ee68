/// Address spaces as hypervisors use them: areas, faults, translation, over tables that a processor
/// could walk.
///
/// Used by: users of the library, and the harness. Uses: `maplet.impl.table`, `maplet.impl.memory`,
/// the architectures' folders (only [maplet.impl.Formats]), and the vocabulary of `maplet.model`.
///
/// ## Design decisions
///
/// - *Answers are a status and fields*, not objects and not exceptions: nothing is allocated on any
///   path, and a refusal is as cheap as a success.
/// - *Areas in sorted arrays*, not in a tree: guests have tens of areas. Measured with 1,000 areas,
///   an insertion moves a few KiB and costs less than the table stores it goes with.
/// - *Queries stand beside the address space*, in [maplet.impl.RunQueries] and
///   [maplet.impl.AreaQueries], and the host's accesses in [maplet.impl.GuestMemory], which alone
///   knows the host's memory. Their answers are fields too; a buffer's runs go to a list that the
///   caller keeps.
/// - *A linear area is one run*: its pages are always present and follow each other, so the walk
///   over its leaves is left out. That makes a question about a terabyte as cheap as one about a
///   page.
/// - *Permission is the area's.* The tables' leaves have the same attributes; the checker sees to
///   that.
/// - *Accesses are checked as a whole, then done*, from the places that the check found. A second
///   translation could find another answer.
/// - *A page table alone* ([maplet.impl.NestedPageTable]) looks into its tables for what is mapped,
///   where an address space asks its areas. Both are thin, over the same
///   [maplet.impl.table.PageTable].
/// - *Areas are never merged*: an area is what a caller asked for. Whether neighbours merge is a
///   freedom of foreign implementations.
@NullMarked
package maplet.impl;

import org.jspecify.annotations.NullMarked;
