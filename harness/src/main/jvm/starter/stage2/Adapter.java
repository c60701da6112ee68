package stage2;

import maplet.harness.jvm.Answer;
import maplet.harness.jvm.GuestSpace;
import maplet.harness.jvm.GuestSpaces;
import maplet.harness.subject.SimulatedHost;
import maplet.impl.memory.EventLog;
import maplet.model.Access;
import maplet.model.Layer;
import maplet.model.Status;
import stage2.AddressSpace.Refused;

/**
 * Joins AddressSpace and Maplet. Write this one for your own code.
 *
 * <p>-Dstage2.bug=NAME, or MAPLET_BUG=NAME in the environment, plants a bug: no-rollback,
 * plain-sv39, no-fence, not-zeroed, leaked-frame, double-free, second-fault, exception, hang.
 */
public final class Adapter implements GuestSpaces {
  @Override
  public GuestSpace open(String regime, SimulatedHost host) {
    return new Space(regime.startsWith("riscv-sv39x4") ? 3 : 4, host);
  }

  private interface Operation {
    Answer run() throws Refused;
  }

  private interface Action {
    void run() throws Refused;
  }

  /** A space and its machine: stores and frames tell of themselves, invalidations are told. */
  private static final class Space implements GuestSpace, AddressSpace.Machine {
    private final int levels;
    private final SimulatedHost host;
    private AddressSpace space;

    Space(int levels, SimulatedHost host) {
      this.levels = levels;
      this.host = host;
    }

    @Override
    public long allocate(int count) {
      return host.allocator().allocate(count, count * 4096L);
    }

    @Override
    public void free(long frame, int count) {
      host.allocator().free(frame, count);
    }

    @Override
    public void zero(long frame) {
      host.memory().zero(frame);
    }

    @Override
    public long load(long address) {
      return host.memory().read(address);
    }

    @Override
    public void store(long address, long word) {
      host.memory().write(address, word);
    }

    @Override
    public void fence(long operand) {
      host.events().add(EventLog.INVALIDATE_ADDRESS, operand, 0, 0);
    }

    @Override
    public void fenceAll() {
      host.events().add(EventLog.INVALIDATE_ALL, 0, 0, 0);
    }

    private static Answer done(Action action) {
      return run(() -> {
        action.run();
        return Answer.done();
      });
    }

    private static Answer run(Operation operation) {
      try {
        return operation.run();
      } catch (Refused refused) {
        return switch (refused.reason) {
          case INVALID -> Answer.of(Status.INVALID_INPUT);
          case EXISTS -> Answer.of(Status.ALREADY_EXISTS);
          case NO_MEMORY -> Answer.of(Status.NO_MEMORY);
          case FAULT -> Answer.of(Status.FAULT_REFUSED);
        };
      }
    }

    @Override
    public Answer create(Layer layer, long base, long size) {
      String bug = System.getProperty("stage2.bug", System.getenv().getOrDefault("MAPLET_BUG", ""));
      return done(() -> space = new AddressSpace(this, levels, base, size, bug));
    }

    @Override
    public long root() {
      return space.root();
    }

    @Override
    public Answer map(long gpa, long size, long hpa, int attributes, How how) {
      if (how == How.LINEAR) {
        return done(() -> space.mapLinear(gpa, hpa, size, attributes));
      }
      return done(() -> space.mapAllocated(gpa, size, attributes, how == How.ALLOCATED));
    }

    @Override
    public Answer unmap(long gpa, long size) {
      return done(() -> space.unmap(gpa, size));
    }

    /** The permission that an access needs. */
    private static int flag(Access access) {
      return 1 << Math.min(access.ordinal(), 2);
    }

    @Override
    public Answer fault(long gpa, Access access) {
      return run(
          () -> Answer.of(space.fault(gpa, flag(access)) ? Status.RESOLVED : Status.SPURIOUS));
    }

    @Override
    public Answer translate(long gpa, Access access) {
      return run(() -> Answer.translated(space.translate(gpa, flag(access)), 0, 0));
    }

    @Override
    public Answer clear() {
      return done(() -> space.clear());
    }

    @Override
    public void destroy() {
      done(() -> space.destroy());
    }
  }
}
