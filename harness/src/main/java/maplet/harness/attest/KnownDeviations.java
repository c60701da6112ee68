package maplet.harness.attest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import maplet.harness.attest.Deviation.Change;
import maplet.harness.attest.Deviation.Fault;
import maplet.harness.attest.Deviation.Instead;
import maplet.model.FaultKind;
import maplet.model.arch.Regime;
import maplet.model.arch.WalkResult;
import maplet.model.arch.WalkResult.Update;

/// The deviations of one emulator's version, and what it answers by them.
final class KnownDeviations {
  private final List<Deviation> deviations;
  private final Function<String, Regime> regimes;
  private final MachineMemory.Of memory;
  private final Map<String, List<Deviation>> byRegime = new HashMap<>();
  private final Map<String, Regime> changed = new HashMap<>();

  /// @param deviations all that are known
  /// @param architecture whose deviations count
  /// @param machine the emulator
  /// @param regimes makes a regime of the words of its name, in any order
  KnownDeviations(
      List<Deviation> deviations,
      String architecture,
      Machine machine,
      Function<String, Regime> regimes) {
    this.deviations =
        deviations.stream()
            .filter(each -> each.concerns(machine.name(), machine.version()))
            .filter(each -> each.when().words().getFirst().equals(architecture))
            .filter(each -> !each.when().guestPageWalk()) // these probes are accesses of a guest
            .toList();
    this.regimes = regimes;
    this.memory = machine::memory;
  }

  /// The names of the deviations of this version.
  List<String> names() {
    return deviations.stream().map(Deviation::name).toList();
  }

  /// What the emulator is to answer.
  ///
  /// @param plain what the description expects, which is returned where no deviation applies
  Expected expected(Regime regime, Probe probe, Expected plain) {
    List<Deviation> concerned = concerned(regime, probe);
    return concerned.isEmpty() ? plain : changed(regime, probe, concerned);
  }

  /// The deviations that explain why the emulator's answer isn't the description's: each that alone
  /// changes something, or all that apply where only some together do.
  List<String> explaining(Regime regime, Probe probe, Expected plain) {
    List<Deviation> concerned = concerned(regime, probe);
    List<Deviation> alone =
        concerned.stream()
            .filter(each -> !changed(regime, probe, List.of(each)).equals(plain))
            .toList();
    return (alone.isEmpty() ? concerned : alone).stream().map(Deviation::name).toList();
  }

  /// The deviations whose conditions hold. Those that ask for an entry look at the walk that the
  /// others make.
  private List<Deviation> concerned(Regime regime, Probe probe) {
    List<Deviation> all = byRegime.computeIfAbsent(regime.id(), this::ofRegime);
    List<Deviation> concerned = new ArrayList<>(all.size());
    List<Deviation> asking = new ArrayList<>();
    for (Deviation each : all) {
      Deviation.Condition when = each.when();
      if (when.gpa().match(probe.gpa())
          && (when.accesses().isEmpty() || when.accesses().contains(probe.access()))) {
        (when.entries().isEmpty() ? concerned : asking).add(each);
      }
    }
    if (!asking.isEmpty()) {
      SeenEntries seen = seen(regime, probe, concerned);
      walk(seen, probe, concerned);
      asking.removeIf(each -> !seen.met(each.when()));
      concerned.addAll(asking);
    }
    return concerned;
  }

  private List<Deviation> ofRegime(String id) {
    Set<String> words = Set.copyOf(Arrays.asList(id.split("-", -1)));
    return deviations.stream()
        .filter(each -> words.containsAll(each.when().words()))
        .filter(each -> each.when().lacks().stream().noneMatch(words::contains))
        .toList();
  }

  private Expected changed(Regime regime, Probe probe, List<Deviation> concerned) {
    for (Deviation each : concerned) {
      Optional<Fault> fault = each.instead().fault();
      if (fault.isPresent() && fault.get().instead() == Instead.ANY) {
        return faulted(regime, probe, fault.get().kind(), fault.get().level(), List.of());
      }
    }
    SeenEntries seen = seen(regime, probe, concerned);
    Expected walked = Expected.withUpdates(walk(seen, probe, concerned), seen::undo);
    Expected result = walked;
    for (Deviation each : concerned) {
      Change instead = each.instead();
      if (instead.fatal() && walked instanceof Expected.Faulted) {
        return new Expected.Fatal();
      }
      result = relevelled(regime, probe, result, instead.level());
      if (instead.fault().isPresent() && ends(regime, walked, instead.fault().get().instead())) {
        result = faulted(regime, probe, instead.fault().get(), walked);
      }
    }
    return result;
  }

  private SeenEntries seen(Regime regime, Probe probe, List<Deviation> concerned) {
    return new SeenEntries(
        renamed(regime, concerned), probe, memory.regime(regime.id()), concerned);
  }

  private static Expected walk(SeenEntries entries, Probe probe, List<Deviation> concerned) {
    long gpa = probe.gpa();
    for (Deviation each : concerned) {
      gpa &= ~each.instead().gpaClear();
    }
    Regime seen = entries.regime();
    long root = probe.image().root();
    return Expected.of(seen, entries, root, gpa, probe.access(), probe.gpa());
  }

  private boolean ends(Regime regime, Expected walked, Instead instead) {
    return switch (instead) {
      case ANY -> false; // before any walk
      // Forbidden memory isn't outside: what is there decides.
      case OUTSIDE ->
          walked instanceof Expected.Outside(_, long address)
              && memory.regime(regime.id()).use(address) == MachineMemory.Use.NOWHERE;
      case REACHED -> walked instanceof Expected.Reached;
    };
  }

  private static Expected relevelled(
      Regime regime, Probe probe, Expected expected, OptionalInt level) {
    return level.isPresent() && expected instanceof Expected.Faulted(FaultKind kind, _, _, _)
        ? faulted(regime, probe, kind, level.getAsInt(), List.of())
        : expected;
  }

  private static Expected faulted(Regime regime, Probe probe, Fault fault, Expected walked) {
    boolean reached = fault.instead() == Instead.REACHED;
    List<Update> updates =
        reached && walked instanceof Expected.Reached(_, _, var all) ? all : List.of();
    return faulted(regime, probe, fault.kind(), fault.level(), updates);
  }

  private static Expected faulted(
      Regime regime, Probe probe, FaultKind kind, int level, List<Update> updates) {
    WalkResult.Faulted walk =
        new WalkResult.Faulted(
            kind, 0, level, "", regime.formats(0).getFirst().citation(), List.of());
    return new Expected.Faulted(
        kind, level, regime.syndrome(walk, probe.access(), probe.gpa()), updates);
  }

  private Regime renamed(Regime regime, List<Deviation> concerned) {
    String key = regime.id();
    for (Deviation each : concerned) {
      Change change = each.instead();
      key = change.words().isEmpty() && change.without().isEmpty() ? key : key + each.name();
    }
    // Looked up for every probe; names are taken apart once only.
    return key.equals(regime.id())
        ? regime
        : changed.computeIfAbsent(key, _ -> regimes.apply(newName(regime.id(), concerned)));
  }

  private static String newName(String id, List<Deviation> concerned) {
    List<String> words = new ArrayList<>(Arrays.asList(id.split("-", -1)));
    for (Deviation each : concerned) {
      words.removeAll(each.instead().without());
      for (String word : each.instead().words()) {
        if (!hasKind(words, word)) {
          words.add(word);
        }
      }
    }
    return String.join("-", words);
  }

  /// Whether there is the word, or for one with a number, one with another number.
  private static boolean hasKind(List<String> words, String word) {
    Optional<String> kind =
        word.matches("[a-z]+[0-9]+")
            ? Optional.of(word.replaceAll("[0-9]+", ""))
            : Optional.empty();
    return words.contains(word)
        || kind.isPresent() && words.stream().anyMatch(each -> each.matches(kind.get() + "[0-9]+"));
  }
}
