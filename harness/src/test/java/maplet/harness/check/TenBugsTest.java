package maplet.harness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import maplet.harness.check.DelegatingSubject.Opened;
import maplet.harness.sequence.Workload;
import maplet.harness.subject.Notice;
import maplet.harness.subject.SubjectFailure;
import maplet.harness.subject.SubjectProvider;
import maplet.harness.subject.SubjectQueries;
import maplet.impl.memory.EventLog;
import maplet.model.Access;
import maplet.model.Status;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import maplet.model.arch.WalkResult;
import maplet.model.arch.WordMemory;
import org.junit.jupiter.api.Test;

/// A subject with ten bugs at once, most of which show within a few operations: none hides another.
class TenBugsTest {
  private static final Regime ARM = Regimes.find("aarch64-4k-ipa40-l1");
  private static final long PAGE = 0x1000;
  private static final int SEQUENCES = 5;
  private static final int OPERATIONS = 2000;

  /// The bugs, each with what leads a divergence that shows it.
  private enum Bug {
    UNMAP_DOES_NOT_INVALIDATE("freed-too-early unmap"),
    PROTECT_DOES_NOT_INVALIDATE("not-invalidated protect"),
    EMPTY_RANGE_REFUSED_OTHERWISE("other-error unmap"),
    PROTECT_PANICS("panic protect"),
    PAGE_SIZE_DOUBLED("details translate"),
    LINEAR_NOT_SHAREABLE("word map-linear"),
    PROTECT_LEAKS("leak protect"),
    LEGAL_MAP_REFUSED("refused map-allocated"),
    POPULATED_WRITABLE("wider map-allocated"),
    RESOLVED_CALLED_SPURIOUS("answer handle-fault");

    private final String shows;

    Bug(String shows) {
      this.shows = shows;
    }
  }

  @Test
  void tenBugsAtOnceAreTenFindings() {
    Set<String> found = find(EnumSet.allOf(Bug.class));

    assertEquals(Set.of(), missing(EnumSet.allOf(Bug.class), found), () -> "found only " + found);
  }

  /// What isn't invalidated is also seen as a break without an end, or a frame freed too early; a
  /// page size is part of two answers; and a wrong word is inherited by the pieces of its leaf.
  @Test
  void eachBugAloneIsFoundAndLittleElse() {
    for (Bug bug : Bug.values()) {
      Set<String> found = find(EnumSet.of(bug));

      assertTrue(found.contains(bug.shows), () -> bug + ": " + found);
      assertTrue(found.size() <= 4, () -> bug + ": " + found);
    }
  }

  @Test
  void withoutABugNothingIsFound() {
    assertTrue(find(EnumSet.noneOf(Bug.class)).isEmpty());
  }

  private static Set<Bug> missing(Set<Bug> bugs, Set<String> found) {
    return bugs.stream().filter(bug -> !found.contains(bug.shows)).collect(Collectors.toSet());
  }

  /// What leads the divergences of some sequences, and in which operation.
  private static Set<String> find(Set<Bug> bugs) {
    Set<String> found = new TreeSet<>();
    SubjectProvider provider = DelegatingSubject.provider(right -> new Buggy(right, bugs));
    try (SequenceRunner runner = new SequenceRunner(ARM, provider, EnumSet.allOf(Oracle.class))) {
      for (int seed = 0; seed < SEQUENCES; seed++) {
        Workload workload = seed % 2 == 0 ? Workload.PAGES : Workload.HUGE;
        for (Divergence each : runner.run(seed, workload, OPERATIONS, new OutcomeBins())) {
          found.add(name(each));
        }
      }
    }
    return found;
  }

  private static String name(Divergence divergence) {
    String what =
        divergence
            .failure()
            .map(SubjectFailure.Kind::toString)
            .orElse(divergence.first().symptom().word());
    return what
        + " "
        + divergence
            .first()
            .phase()
            .orElse(divergence.operation().map(Object::toString).orElse("create"));
  }

  /// The right subject, but for the bugs.
  private static final class Buggy extends DelegatingSubject {
    private final Opened right;
    private final Set<Bug> bugs;
    private final WordMemory memory;
    private boolean panicked;

    Buggy(Opened right, Set<Bug> bugs) {
      super(right.subject());
      this.right = right;
      this.bugs = bugs;
      memory =
          address ->
              right.host().memory().contains(address) ? right.host().memory().read(address) : 0;
    }

    @Override
    public Notice notice() {
      return panicked ? Notice.PANICKED : super.notice();
    }

    @Override
    public Status unmap(long gpa, long size) {
      panicked = false;
      Status status = super.unmap(gpa, size);
      if (size == 0 && bugs.contains(Bug.EMPTY_RANGE_REFUSED_OTHERWISE)) {
        return Status.NOT_MAPPED;
      }
      if (bugs.contains(Bug.UNMAP_DOES_NOT_INVALIDATE)) {
        forgetInvalidations();
      }
      return status;
    }

    @Override
    public Status protect(long gpa, long size, int attributes) {
      panicked = size == 3 * PAGE && bugs.contains(Bug.PROTECT_PANICS);
      if (panicked) {
        return Status.BAD_STATE;
      }
      Status status = super.protect(gpa, size, attributes);
      if (bugs.contains(Bug.PROTECT_DOES_NOT_INVALIDATE)) {
        forgetInvalidations();
      }
      if (size == 5 * PAGE && !status.isRefusal() && bugs.contains(Bug.PROTECT_LEAKS)) {
        right.host().allocator().allocate();
      }
      return status;
    }

    @Override
    public Status mapLinear(long gpa, long hpa, long size, int attributes) {
      panicked = false;
      Status status = super.mapLinear(gpa, hpa, size, attributes);
      if (!status.isRefusal() && bugs.contains(Bug.LINEAR_NOT_SHAREABLE)) {
        change(gpa, ~(3L << 8), 0);
      }
      return status;
    }

    @Override
    public Status mapAllocated(long gpa, long size, int attributes, boolean populate) {
      panicked = false;
      if (size == 7 * PAGE && bugs.contains(Bug.LEGAL_MAP_REFUSED)) {
        return Status.NO_MEMORY;
      }
      Status status = super.mapAllocated(gpa, size, attributes, populate);
      if (!status.isRefusal() && populate && bugs.contains(Bug.POPULATED_WRITABLE)) {
        change(gpa, -1, 1L << 7);
      }
      return status;
    }

    @Override
    public Status handleFault(long gpa, Access access) {
      panicked = false;
      Status status = super.handleFault(gpa, access);
      boolean wrong = status == Status.RESOLVED && bugs.contains(Bug.RESOLVED_CALLED_SPURIOUS);
      return wrong ? Status.SPURIOUS : status;
    }

    @Override
    public Status translate(long gpa, Access access) {
      panicked = false;
      return super.translate(gpa, access);
    }

    @Override
    public SubjectQueries queries() {
      panicked = false;
      return super.queries();
    }

    @Override
    public Status clear() {
      panicked = false;
      return super.clear();
    }

    @Override
    public long pageSize() {
      return super.pageSize() << (bugs.contains(Bug.PAGE_SIZE_DOUBLED) ? 1 : 0);
    }

    /// Stores another word for an address, and invalidates what it was before.
    private void change(long gpa, long mask, long bits) {
      if (ARM.walk(memory, root(), gpa, Access.READ) instanceof WalkResult.Reached reached) {
        WalkResult.Step leaf = reached.steps().getLast();
        if ((leaf.word() & mask | bits) == leaf.word()) {
          return;
        }
        right.host().memory().write(leaf.address(), leaf.word() & mask | bits);
        right.host().events().add(EventLog.INVALIDATE_ADDRESS, gpa >>> 12, 0, 0);
      }
    }

    private void forgetInvalidations() {
      EventLog events = right.host().events();
      long[][] told = new long[events.size()][];
      for (int i = 0; i < told.length; i++) {
        told[i] = new long[] {events.kind(i), events.first(i), events.second(i), events.third(i)};
      }
      events.clear();
      Arrays.stream(told)
          .filter(
              each -> each[0] != EventLog.INVALIDATE_ADDRESS && each[0] != EventLog.INVALIDATE_ALL)
          .forEach(each -> events.add((int) each[0], each[1], each[2], each[3]));
    }
  }
}
