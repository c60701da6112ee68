package maplet.harness.check;

import java.util.Optional;
import maplet.harness.subject.SimulatedHost;

/// A machine and the checkers' copy of its memory. Checkers of several regimes may use one, a
/// sequence at a time.
public final class Machine {
  private final SimulatedHost host;
  private final ShadowMemory shadow;
  private final Users users;

  /// Who uses machines that have a copy in common, one at a time.
  static final class Users {
    private Optional<Tenancy> current = Optional.empty();

    private void begin(Tenancy next) {
      current.ifPresent(Tenancy::cleanUp);
      if (current.isEmpty() || current.get() != next) {
        current.ifPresent(Tenancy::leave);
        current = Optional.of(next);
      }
    }
  }

  /// A checker's use of the machine, now and then.
  static final class Tenancy {
    private final Machine machine;
    private final FrameLedger ledger;
    private final DirtyMemory dirt;

    private Tenancy(Machine machine, FrameLedger ledger, DirtyMemory dirt) {
      this.machine = machine;
      this.ledger = ledger;
      this.dirt = dirt;
    }

    /// Begins a sequence. What the one before has left is cleaned up; all of it where that was
    /// somebody else's, whose dirt isn't this one's.
    void begin() {
      machine.users.begin(this);
    }

    private void cleanUp() {
      int used = Math.max(machine.host.usedFrames(), ledger.highWater());
      dirt.reset(used);
      machine.host.reset();
      machine.shadow.reset(used);
      ledger.reset();
    }

    private void leave() {
      dirt.wipe();
    }
  }

  /// A machine of one checker.
  ///
  /// @param host used by one checker at a time
  public Machine(SimulatedHost host) {
    this(host, new ShadowMemory(host.memory()), new Users());
  }

  Machine(SimulatedHost host, ShadowMemory shadow, Users users) {
    this.host = host;
    this.shadow = shadow;
    this.users = users;
  }

  SimulatedHost host() {
    return host;
  }

  ShadowMemory shadow() {
    return shadow;
  }

  /// A checker will use the machine.
  Tenancy rent(FrameLedger ledger, DirtyMemory dirt) {
    return new Tenancy(this, ledger, dirt);
  }
}
