package maplet.harness.jvm;

import java.util.EnumSet;
import java.util.Set;
import maplet.harness.subject.Report;
import maplet.harness.subject.SimulatedHost;

/// An implementation on the JVM: makes address spaces and page tables to be checked.
///
/// For `maplet conform --subject jvm:CLASS@PATH` the class has a public constructor without
/// parameters.
public interface GuestSpaces {
  /// Name for reports.
  default String name() {
    return getClass().getName();
  }

  /// What the implementation tells of itself: its stores, by
  /// [maplet.impl.memory.PhysicalMemory#write], and its invalidations, see [#open]. Without stores
  /// all tables are compared after each call, and their order isn't judged; without invalidations
  /// those aren't judged.
  default Set<Report> reports() {
    return EnumSet.allOf(Report.class);
  }

  /// A space or table that isn't created yet.
  ///
  /// @param regimeId as `maplet regimes` lists them, one of the profile's
  /// @param host the machine: tables live in its `memory()`, frames come from its `allocator()`,
  ///   and each invalidation is told to its `events()`, as
  ///   [maplet.impl.memory.EventLog#INVALIDATE_ALL] or
  ///   [maplet.impl.memory.EventLog#INVALIDATE_ADDRESS] with the instruction's operand. It is empty
  ///   now, and nobody else's until the next call of this method
  GuestSpace open(String regimeId, SimulatedHost host);
}
