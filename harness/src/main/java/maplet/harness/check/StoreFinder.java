package maplet.harness.check;

import maplet.impl.memory.EventLog;
import maplet.impl.memory.PhysicalMemory;
import maplet.model.arch.Regime;

/// Finds the stores of a subject that doesn't tell them, by comparing its tables with their shadow,
/// and puts them into its events.
///
/// In which order things happened can't be known, so the friendliest is assumed: frames are taken,
/// entries are removed, entries are made, and then comes what the subject told, invalidations and
/// freed frames. It needs a host that doesn't hand a freed frame out again in the same step.
final class StoreFinder {
  private final Regime regime;
  private final EntryClasses classes;
  private final ExpectedLeaves leaves;
  private final ShadowMemory shadow;
  private final PhysicalMemory memory;
  private final EventLog told = new EventLog();
  private final long frameSize;
  private final boolean areTold;

  StoreFinder(
      Regime regime,
      EntryClasses classes,
      ExpectedLeaves leaves,
      ShadowMemory shadow,
      PhysicalMemory memory,
      boolean areTold) {
    this.regime = regime;
    this.classes = classes;
    this.leaves = leaves;
    this.shadow = shadow;
    this.memory = memory;
    this.areTold = areTold;
    this.frameSize = memory.frameSize();
  }

  /// Rewrites the events of a step, unless the subject tells its stores itself.
  ///
  /// @param root of the tables, before the step and after it
  void complete(EventLog events, long root) {
    if (areTold || !shadow.contains(root)) {
      return;
    }
    told.clear();
    for (int i = 0; i < events.size(); i++) {
      told.add(events.kind(i), events.first(i), events.second(i), events.third(i));
    }
    events.clear();
    copyAllocations(events);
    for (int i = 0; i < regime.rootFrames(); i++) {
      findRemoved(events, root + i * frameSize, regime.levels() - 1);
    }
    for (int i = 0; i < regime.rootFrames(); i++) {
      findMade(events, root + i * frameSize, regime.levels() - 1);
    }
    copyRest(events);
  }

  private void copyAllocations(EventLog events) {
    for (int i = 0; i < told.size(); i++) {
      if (told.kind(i) == EventLog.ALLOCATE) {
        copy(events, i);
      }
    }
  }

  /// Zeroed frames are left out: those that became tables would be zeroed again.
  private void copyRest(EventLog events) {
    for (int i = 0; i < told.size(); i++) {
      if (told.kind(i) != EventLog.ALLOCATE && told.kind(i) != EventLog.ZERO) {
        copy(events, i);
      }
    }
  }

  private void copy(EventLog events, int i) {
    events.add(told.kind(i), told.first(i), told.second(i), told.third(i));
  }

  /// What was in the tables, as the shadow has them, and isn't any more.
  private void findRemoved(EventLog events, long table, int height) {
    if (!shadow.contains(table)) {
      return;
    }
    if (!shadow.equals(memory, table)) {
      for (long entry = table; entry < table + frameSize; entry += Long.BYTES) {
        long old = shadow.read(entry);
        if (old != 0 && old != memory.read(entry)) {
          events.add(EventLog.STORE, entry, old, 0);
        }
      }
    }
    for (long entry = table; height > 0 && entry < table + frameSize; entry += Long.BYTES) {
      long old = shadow.read(entry);
      if (old != 0 && classes.classify(old, height) == EntryClasses.TABLE) {
        findRemoved(events, leaves.address(old), height - 1);
      }
    }
  }

  /// What is in the tables now and wasn't before; the lowest tables first, so that a new one is
  /// filled when it is linked.
  private void findMade(EventLog events, long table, int height) {
    if (!memory.contains(table)) {
      return;
    }
    for (long entry = table; height > 0 && entry < table + frameSize; entry += Long.BYTES) {
      long word = memory.read(entry);
      if (word != 0 && classes.classify(word, height) == EntryClasses.TABLE) {
        findMade(events, leaves.address(word) & -frameSize, height - 1);
      }
    }
    if (shadow.equals(memory, table)) {
      return;
    }
    for (long entry = table; entry < table + frameSize; entry += Long.BYTES) {
      long word = memory.read(entry);
      if (word != shadow.read(entry)) {
        // What was live is zero by now; what wasn't is nobody's old word.
        events.add(EventLog.STORE, entry, 0, word);
      }
    }
  }
}
