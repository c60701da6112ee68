package maplet.harness.prove;

import java.lang.classfile.Instruction;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/* Overview
 *
 * A method is executed instruction by instruction. Where a branch depends on a variable, both ways
 * are taken, each under its condition; where ways meet at an instruction they become one state
 * again, whose variables are choices. The state that is behind the others goes first (fewest jumps
 * back, then lowest instruction), so that ways really meet. Nothing explodes: a method of n
 * instructions without loops takes n steps.
 *
 * Loops are unrolled up to a bound. Whoever would go round once more "throws" UNWIND, and every
 * theorem demands that nothing is thrown; so the bound is never trusted.
 *
 * What the executor doesn't know it refuses (RefusedException), never skips.
 */
/// Executes JVM bytecode symbolically: its result says for all inputs what the method does.
final class Executor {
  /// The "exception" of a loop that goes round more often than the bound.
  static final String UNWIND = "more rounds than the bound";

  private static final int MOST_CALLS = 100;

  private final MethodCode.Library library;
  private final int mostRounds;
  private final Calls calls;
  private final Instructions instructions;
  private Predicate<Term> feasible = _ -> true;
  private int depth;
  private int made;
  private long executed;

  /// @param mostRounds how often a method may jump back
  /// @param contracts what stands in for methods that aren't executed
  Executor(MethodCode.Library library, int mostRounds, Contracts contracts) {
    this.library = library;
    this.mostRounds = mostRounds;
    this.calls = new Calls(this, contracts);
    this.instructions = new Instructions(this, calls);
  }

  /// Executes a method that is known to exist.
  ///
  /// @param type internal name of its class
  /// @param arguments the receiver first, where there is one
  Outcome run(
      String type, String name, String descriptor, Term guard, Heap heap, Value... arguments) {
    MethodCode code =
        library
            .find(type, name, descriptor)
            .orElseThrow(() ->
                new RefusedException("no code for %s.%s%s".formatted(type, name, descriptor)));
    return run(code, guard, heap, arguments);
  }

  /// Calls a method without arguments on a reference, whichever of its alternatives it is.
  Outcome callOn(Reference receiver, String type, String name, String descriptor, Heap heap) {
    Exits exits = new Exits();
    State state = new State(Logic.yes(), heap, new Value[0]);
    calls.callOn(receiver, type, name, MethodTypeDesc.ofDescriptor(descriptor), state, exits);
    if (!state.isDead()) {
      exits.returned(state, Optional.of(state.pop()));
    }
    return exits.outcome(heap);
  }

  private Outcome run(MethodCode code, Term guard, Heap heap, Value... arguments) {
    if (depth == MOST_CALLS) {
      throw new RefusedException("calls nest too deeply in " + code.name());
    }
    depth++;
    try {
      Exits exits = new Exits();
      Work work = new Work(code, exits, mostRounds, feasible);
      work.add(0, new State(guard, heap, locals(code, arguments)));
      while (!work.states.isEmpty()) {
        var next = work.states.pollFirstEntry();
        int at = (int) (next.getKey() & 0xffff_ffffL);
        step(code, at, next.getValue(), work, exits);
      }
      return exits.outcome(heap);
    } finally {
      depth--;
    }
  }

  private void step(MethodCode code, int at, State state, Work work, Exits exits) {
    executed++;
    Instruction instruction = code.instructions().get(at);
    try {
      if (instructions.execute(instruction, state, new Jumps(code, at, work), exits)
          && !state.isDead()) {
        work.add(at + 1, state);
      }
    } catch (RefusedException e) {
      throw e.at("%s in %s".formatted(instruction, code.name()));
    }
  }

  private static Value[] locals(MethodCode code, Value... arguments) {
    Value[] locals = new Value[code.locals()];
    Arrays.fill(locals, new Reference.Dead());
    int slot = 0;
    for (Value argument : arguments) {
      locals[slot] = argument;
      slot += isWide(argument) ? 2 : 1;
    }
    return locals;
  }

  /// Whether a value takes two slots.
  static boolean isWide(Value value) {
    return value instanceof Term term && term.width == Long.SIZE;
  }

  /// A new object without fields.
  Reference make(String type) {
    // Lists and texts hold what only messages tell.
    if (type.startsWith("java/util/") || type.equals("java/lang/StringBuilder")) {
      return new Reference.Unknown(type);
    }
    return new Reference.Made(made++, type);
  }

  /// Asks before each further round of a loop whether it can happen at all.
  void onlyWhere(Predicate<Term> canHappen) {
    feasible = canHappen;
  }

  /// Instructions executed so far.
  long executed() {
    return executed;
  }

  /// The states that wait, by jumps back and instruction.
  private static final class Work {
    private final TreeMap<Long, State> states = new TreeMap<>();
    private final MethodCode code;
    private final Exits exits;
    private final int mostRounds;
    private final Predicate<Term> feasible;

    Work(MethodCode code, Exits exits, int mostRounds, Predicate<Term> feasible) {
      this.code = code;
      this.exits = exits;
      this.mostRounds = mostRounds;
      this.feasible = feasible;
    }

    void add(int at, State state) {
      long key = (long) state.jumpsBack() << Integer.SIZE | at;
      Optional.ofNullable(states.putIfAbsent(key, state)).ifPresent(other -> other.join(state));
    }

    void jump(int from, int to, State state) {
      if (state.isDead()) {
        return;
      }
      if (to <= from) {
        state.jumpedBack();
        if (!feasible.test(state.guard())) {
          return;
        }
        if (state.jumpsBack() > mostRounds) {
          exits.threw(UNWIND + " in " + code.name(), state.guard());
          return;
        }
      }
      add(to, state);
    }
  }

  /// Where an instruction may jump to.
  static final class Jumps {
    private final MethodCode code;
    private final int from;
    private final Work work;

    private Jumps(MethodCode code, int from, Work work) {
      this.code = code;
      this.from = from;
      this.work = work;
    }

    /// Goes on at a label with a state of its own.
    void to(java.lang.classfile.Label label, State state) {
      Integer target = code.targets().get(label);
      if (target == null) {
        throw new RefusedException("a jump to nowhere");
      }
      work.jump(from, target, state);
    }
  }
}
