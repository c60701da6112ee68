package maplet.harness.attest;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import maplet.model.Access;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import maplet.model.arch.WalkResult.Update;

/// A machine that follows a description, so that tests know what it answers.
///
/// @param follows the name of the regime that it follows instead of a probe's
/// @param answers changes an answer
record FollowingMachine(UnaryOperator<String> follows, UnaryOperator<Answer> answers)
    implements Machine {
  /// A machine that follows every regime and is honest.
  FollowingMachine() {
    this(UnaryOperator.identity(), UnaryOperator.identity());
  }

  @Override
  public String name() {
    return "following";
  }

  @Override
  public String version() {
    return "2.10";
  }

  @Override
  public Optional<String> whyNot(String regime, Access access) {
    return regime.contains("-el2-") ? Optional.of("another machine's") : Optional.empty();
  }

  @Override
  public MachineMemory memory(String regime) {
    return new TestMemory();
  }

  @Override
  public List<Answer> answer(List<Probe> probes) {
    return probes.stream().map(this::answer).toList();
  }

  private Answer answer(Probe probe) {
    Regime regime = Regimes.ofWords(follows.apply(probe.image().regime()));
    MachineMemory memory = new TestMemory();
    Function<Expected, Answer> honest =
        expected ->
            switch (expected) {
              case Expected.Reached(long hpa, var type, var unsorted) -> {
                var updates =
                    unsorted.stream().sorted(Comparator.comparingLong(Update::address)).toList();
                yield memory.use(hpa) == MachineMemory.Use.NOWHERE && probe.gpa() % 16 == 0
                    ? new Answer.Nowhere(false, OptionalInt.empty(), updates)
                    : new Answer.Reached(hpa, -1, Optional.of(type), updates);
              }
              case Expected.Faulted(var kind, int level, var syndrome, var updates) ->
                  new Answer.Faulted(
                      Optional.of(kind), OptionalInt.of(level), syndrome, -1, -1, updates);
              case Expected.Outside(int level, _) ->
                  new Answer.Nowhere(true, OptionalInt.of(level), List.of());
              case Expected.Fatal _ -> throw new AssertionError("it must not be asked");
            };
    return answers.apply(honest.apply(Expected.of(regime, memory, probe)));
  }

  @Override
  public void close() {
    // Nothing runs.
  }

  /// A gigabyte that is like the emulators'.
  private record TestMemory() implements MachineMemory {
    @Override
    public Use use(long address) {
      if (address >= tables() && address < tables() + tablesSize()) {
        return Use.TABLES;
      }
      if (address >= telling() && address < telling() + tellingSize()) {
        return Use.TELLING;
      }
      return address >= 0 && address < 0x8000_0000L ? Use.FORBIDDEN : Use.NOWHERE;
    }

    @Override
    public long read(long address) {
      return switch (use(address)) {
        case TABLES, TELLING -> 0;
        case NOWHERE, FORBIDDEN -> throw new OutsideMemoryException(address);
      };
    }

    @Override
    public long tables() {
      return 0x4800_0000L;
    }

    @Override
    public long tablesSize() {
      return 16 << 20;
    }

    @Override
    public long telling() {
      return 0x5000_0000L;
    }

    @Override
    public long tellingSize() {
      return 64 << 20;
    }

    @Override
    public OptionalLong companionPage() {
      return OptionalLong.of(0x4a00_0000L);
    }

    @Override
    public int gpaBits() {
      return 64;
    }
  }
}
