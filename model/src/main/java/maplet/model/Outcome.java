package maplet.model;

import java.util.List;
import java.util.OptionalLong;

/// What an operation answers.
public sealed interface Outcome {
  /// The outcome without its details.
  Status status();

  /// The operation did what was asked.
  record Done() implements Outcome {
    @Override
    public Status status() {
      return Status.DONE;
    }
  }

  /// A fault was resolved with a fresh frame.
  record Resolved() implements Outcome {
    @Override
    public Status status() {
      return Status.RESOLVED;
    }
  }

  /// A fault had no cause that is left; nothing changed.
  record Spurious() implements Outcome {
    @Override
    public Status status() {
      return Status.SPURIOUS;
    }
  }

  /// A translation reached memory.
  ///
  /// @param hpa the host physical address of the very byte that was asked for
  /// @param attributes of the mapping
  /// @param pageSize of the leaf, in bytes
  record Translated(long hpa, Attributes attributes, long pageSize) implements Outcome {
    @Override
    public Status status() {
      return Status.TRANSLATED;
    }
  }

  /// A leaf was removed whole.
  ///
  /// @param hpa the host physical address that the leaf's first byte reached
  /// @param attributes that the leaf had
  /// @param pageSize of the leaf, in bytes
  record Removed(long hpa, Attributes attributes, long pageSize) implements Outcome {
    @Override
    public Status status() {
      return Status.REMOVED;
    }
  }

  /// A translation that faults.
  record Faulted(FaultKind kind) implements Outcome {
    @Override
    public Status status() {
      return Status.FAULT;
    }
  }

  /// Host memory behind a guest address that is contiguous inside the address's area.
  ///
  /// @param hpa the host physical address of the very byte that was asked for
  /// @param size bytes from there on, 1 or more
  record RunFound(long hpa, long size) implements Outcome {
    @Override
    public Status status() {
      return Status.RUN_FOUND;
    }
  }

  /// The host memory behind a buffer of the guest's.
  ///
  /// @param runs in the order of the guest addresses; none continues the one before
  record RunsFound(List<RunFound> runs) implements Outcome {
    public RunsFound {
      runs = List.copyOf(runs);
    }

    @Override
    public Status status() {
      return Status.RUNS_FOUND;
    }
  }

  /// The area that holds an address.
  ///
  /// @param gpa first guest physical address of the area
  /// @param size of the area, in bytes
  record AreaFound(long gpa, long size, Attributes attributes, Backing backing) implements Outcome {
    @Override
    public Status status() {
      return Status.AREA_FOUND;
    }
  }

  /// A range that overlaps no area.
  ///
  /// @param gpa its first guest physical address
  record FreeFound(long gpa) implements Outcome {
    @Override
    public Status status() {
      return Status.FREE_FOUND;
    }
  }

  /// The operation was refused and nothing changed.
  ///
  /// @param status a status for which [Status#isRefusal] is true
  /// @param rule the first rule that is broken
  /// @param operand the value that breaks it
  /// @param nearest the nearest legal value, where there is one
  record Refused(Status status, Rule rule, long operand, OptionalLong nearest) implements Outcome {}
}
