/// What is right: guest address spaces as areas and mappings, with the rules that change them.
///
/// Here live the vocabulary ([maplet.model.Attributes], [maplet.model.Operation],
/// [maplet.model.Outcome], ...), the rules ([maplet.model.Rules]), the two stores that they work
/// on, and the address space as a value ([maplet.model.GuestAddressSpace]; start reading there).
/// There are no bits of any table entry here; those are in `maplet.model.arch`.
///
/// May use: java.base and commons-lang3 only. Everything else may use this package; `maplet.impl`
/// uses its vocabulary only.
///
/// # Design decisions
///
/// - **Rules once, over a small store.** Chosen: [maplet.model.Rules] on [maplet.model.RangeMap]
///   and primitives; [maplet.model.GuestAddressSpace] runs the same rules. Rejected: pure functions
///   on values for people and a second, fast set of rules for campaigns, because two sets of rules
///   are two specifications.
/// - **Raw `long` addresses**, named `gpa` and `hpa`. Rejected: a type for each, because any 64-bit
///   value must be expressible as an operand (refusing it is part of what is specified), and
///   because the checking loop may not allocate. Names and records keep the two apart where people
///   read.
/// - **Position instead of run objects.** A store is read through `seek` and `next`, so that
///   neither store allocates when it is read.
/// - **Mutable store: sorted blocks of arrays.** About 7 million changes a second with a thousand
///   runs, and half of that with 200,000. Rejected: `TreeMap` (boxes, an object for each run).
/// - **Persistent store: a treap whose priorities come from the addresses.** Its shape depends on
///   its contents only, so equality is structural and stops at shared nodes. Rejected: a copied
///   sorted array (O(n) an operation); red-black trees (their shape depends on history).
/// - **Leaf size is part of the state.** A translation reports the page size, so the model says
///   which leaves are made and what a cut leaves of them. Leaves are never joined again, as in the
///   seed system. A profile may free a subject from it; the model itself has no tolerance.
/// - **A cut is refused like an allocation.** Unmap and protect may need tables, so the host may
///   refuse them; then nothing changes. Whether it did is the environment's to say.
/// - **Nothing to do, nothing cut.** Protecting with the attributes that are there leaves areas and
///   huge leaves whole.
/// - **Unmap of size 0 is refused** as EMPTY, although the seed answers Ok: one rule for all sizes.
/// - **Areas aren't joined**, not even where neighbours are equal: they are what the caller asked
///   for. Mappings are joined, for they are a function.
/// - **A page table is an address space without areas** ([maplet.model.TableRules]): the same store
///   of mappings, so whatever judges mappings judges both. A sequence works on one [Layer] only,
///   because an address space owns its table; mapping a page behind its back is no operation.
/// - **What a page may not be mapped over** is decided by the first leaf in the way: it is too
///   large (MAPPED_TO_HUGE_PAGE) when it reaches beyond what is to be mapped, else just there
///   (ALREADY_EXISTS). Rejected: the size of the leaf that a region would put there, since it
///   depends on how the region is divided, which isn't the caller's concern.
/// - **A remap without a leaf is refused**, although the seed makes one there: what is absent has
///   no size.
/// - **A fault in a linear or populated area is refused** as NOT_ON_DEMAND, not spurious: its pages
///   are always present, so the fault's cause lies elsewhere.
/// - **Queries are operations too**, in [maplet.model.Queries]: what they answer is judged like
///   everything else. A range of bytes is refused for its *first address* that fails, not for the
///   first rule, since that is where a caller looks; an address outside the address space lies in
///   no area, so OUT_OF_RANGE isn't asked.
/// - **A buffer names its access.** The seed hands out writable memory of read-only pages.
/// - **Runs are as long as can be**, so the answer is unique. Rejected: a run for each leaf, which
///   tells how the tables are made and not where the memory is.
/// - **Free addresses are found inside the limits, the address space and from the hint on**, or not
///   at all; there's no second search below the hint.
@NullMarked
package maplet.model;

import org.jspecify.annotations.NullMarked;
