/// The bug museum: bugs that hypervisors really had, planted in two implementations, and the hunt
/// for each of them. It shows how strong Maplet's checks are.
///
/// Used by: `cli`. Uses: `check`, `conform`, `profile`, `report`, `subject`, `model`, `model.arch`,
/// and the wrong doing, which lives beside what it replaces, in `maplet.impl` and
/// `maplet.impl.table` of this module. Start reading at [maplet.harness.museum.RealBugs], the table
/// of real bugs, and [maplet.harness.museum.PlantedBug] and [maplet.harness.museum.StarterBug],
/// which say where each is planted.
///
/// A further bug of the C starter is a line in its `plants.h`, a constant in
/// [maplet.harness.museum.StarterBug], and `if (BUG(s, NAME))` where it goes wrong. A further one
/// of Maplet's own implementation is a constant in [maplet.harness.museum.PlantedBug], and a method
/// that is called instead of the right one.
///
/// ## Design decisions
///
/// - *A planted bug is a redirected call*: a class loader of its own defines the implementation
///   afresh, with one call going elsewhere. The shipped classes have no switches for bugs, so
///   nothing of this costs anything, or can be switched on by mistake.
/// - *The wrong doing is compiled into the implementation's packages*, in this module, for it needs
///   what only they see. Private fields it reads by reflection, the one place where Maplet does.
/// - *Bugs of the C starter are hunted in child processes*, as `maplet conform` would: some crash
///   or hang. Each gets its name by `MAPLET_BUG`, as a user would give it.
/// - *One seed gives the same kills and sizes on every machine*, but for crashes and hangs, whose
///   search for a smaller sequence is limited by time.
@NullMarked
package maplet.harness.museum;

import org.jspecify.annotations.NullMarked;
