package maplet.harness.attest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import maplet.model.arch.WalkResult.Update;

/// Whether an answer is what is expected, in everything that the machine shows.
final class Comparison {
  private Comparison() {}

  /// What differs, in words; empty where nothing that was observed does.
  static Optional<String> difference(Expected expected, Answer answer, MachineMemory memory) {
    Optional<String> outcome =
        switch (answer) {
          case Answer.Reached reached -> reached(expected, reached);
          case Answer.Faulted faulted -> faulted(expected, faulted);
          case Answer.Nowhere nowhere -> nowhere(expected, nowhere, memory);
          case Answer.Unexpected(String what, _) -> Optional.of(what);
        };
    return outcome.or(() -> updates(expected, answer));
  }

  private static Optional<String> reached(Expected expected, Answer.Reached answer) {
    if (!(expected instanceof Expected.Reached(long hpa, var type, _))) {
      return Optional.of("it reached memory");
    }
    if (((hpa ^ answer.hpa()) & answer.known()) != 0) {
      return Optional.of("it reached another address");
    }
    return answer.type().isPresent() && answer.type().get() != type
        ? Optional.of("the memory has another type")
        : Optional.empty();
  }

  private static Optional<String> faulted(Expected expected, Answer.Faulted answer) {
    if (!(expected instanceof Expected.Faulted(var kind, int level, var syndrome, _))) {
      return Optional.of("it faulted");
    }
    if (answer.kind().isPresent() && answer.kind().get() != kind) {
      return Optional.of("the fault is of another kind");
    }
    if (answer.level().isPresent() && answer.level().getAsInt() != level) {
      return Optional.of("the fault is at another level");
    }
    boolean same =
        ((syndrome.cause() ^ answer.syndrome().cause()) & answer.causeKnown()) == 0
            && ((syndrome.detail() ^ answer.syndrome().detail()) & answer.detailKnown()) == 0;
    return same ? Optional.empty() : Optional.of("the syndrome is another");
  }

  private static Optional<String> nowhere(
      Expected expected, Answer.Nowhere answer, MachineMemory memory) {
    boolean as =
        switch (expected) {
          case Expected.Outside(int level, _) -> answer.walk() && agrees(answer.level(), level);
          case Expected.Reached(long hpa, _, _) ->
              !answer.walk() && memory.use(hpa) == MachineMemory.Use.NOWHERE;
          case Expected.Faulted _, Expected.Fatal _ -> false;
        };
    return as ? Optional.empty() : Optional.of("it met an address without memory");
  }

  private static boolean agrees(OptionalInt shown, int level) {
    return shown.isEmpty() || shown.getAsInt() == level;
  }

  private static Optional<String> updates(Expected expected, Answer answer) {
    List<Update> wanted =
        switch (expected) {
          case Expected.Reached(_, _, List<Update> updates) -> updates;
          case Expected.Faulted(_, _, _, List<Update> updates) -> updates;
          case Expected.Outside _, Expected.Fatal _ -> List.of();
        };
    if (wanted.size() > 1) {
      wanted = new ArrayList<>(wanted);
      wanted.sort(Comparator.comparingLong(Update::address));
    }
    return wanted.equals(answer.updates())
        ? Optional.empty()
        : Optional.of("hardware made other updates");
  }
}
