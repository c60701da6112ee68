package maplet.harness.check;

import maplet.harness.sequence.OperationKind;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.subject.Freedom;
import maplet.harness.subject.SimulatedHost;
import maplet.impl.memory.EventLog;
import maplet.model.arch.Regime;

/* Overview
 *
 * What an operation needs at most, whatever its shape: it goes to each granule of its range by
 * itself, from the root down, and looks through every table on that way (is it empty now?). So it
 * reads, for each granule, an entry and a table's worth of entries at each level. It stores each
 * granule's entry, and fills and empties each table that comes or goes, of those that it kept for
 * later two paths' worth. What clears or visits everything has for its range what the tables that
 * there are can hold.
 *
 * The bound is twice that, and the paths to both ends besides. It isn't there to save a few reads:
 * it tells work in proportion to the range from work in proportion to something else, the address
 * space most of all.
 */
/// Compares the entries that an operation read and stored with what its change needs. Reads are
/// seen where the subject reads through the simulated memory; otherwise stores alone are judged.
final class CostJudge {
  private static final int ALLOWANCE = 2;

  /// Granules that every operation has besides its own: at both ends, one beside the range.
  private static final int ENDS = 2;

  private final SimulatedHost host;
  private final FrameLedger ledger;
  private final Liberties liberties;
  private final long entries;
  private final long levels;
  private final int granuleShift;

  private long readBefore;

  CostJudge(Regime regime, SimulatedHost host, FrameLedger ledger, Liberties liberties) {
    this.host = host;
    this.ledger = ledger;
    this.liberties = liberties;
    entries = regime.entriesPerTable();
    levels = regime.levels();
    granuleShift = Long.numberOfTrailingZeros(regime.capabilities().granule());
  }

  /// An operation begins.
  void begin() {
    readBefore = host.memory().reads();
  }

  /// An operation has returned.
  void judge(OperationSlot slot) {
    long read = host.memory().reads() - readBefore;
    EventLog events = host.events();
    if (read <= entries && events.size() <= entries) {
      return; // no more than one table's worth
    }
    judge(slot, read, events);
  }

  private void judge(OperationSlot slot, long read, EventLog events) {
    long stored = 0;
    long moved = 0;
    for (int i = 0; i < events.size(); i++) {
      int kind = events.kind(i);
      stored += kind == EventLog.STORE ? 1 : 0;
      moved += kind == EventLog.ALLOCATE || kind == EventLog.FREE ? events.second(i) : 0;
    }
    long tables = ledger.tables() + moved;
    long granules = Math.min(granules(slot, tables), Integer.MAX_VALUE) + ENDS;
    long mayRead = ALLOWANCE * levels * (entries + 1) * granules;
    long mayStore = ALLOWANCE * (granules + entries * (moved + ENDS * levels));
    if (read > mayRead) {
      tell(slot, "read", read, mayRead);
    } else if (stored > mayStore) {
      tell(slot, "stored", stored, mayStore);
    }
  }

  private long granules(OperationSlot slot, long tables) {
    if (slot.kind == OperationKind.CLEAR || slot.kind == OperationKind.WALK_TABLE) {
      return tables * entries;
    }
    return slot.kind.hasSize() ? slot.size >>> granuleShift : 1;
  }

  private void tell(OperationSlot slot, String done, long count, long most) {
    liberties.take(
        Freedom.EXTRA_WORK,
        Oracle.COST,
        slot.gpa,
        "at most %,d entries %s, twice what an operation on its range needs".formatted(most, done),
        "%,d entries %s".formatted(count, done));
  }
}
