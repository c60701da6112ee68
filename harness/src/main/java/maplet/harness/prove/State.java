package maplet.harness.prove;

import java.util.ArrayList;
import java.util.List;

/// All paths that have come to one instruction with the same number of jumps back, as one: the
/// condition under which execution is here, and what the variables then hold.
final class State {
  private Term guard;
  private Heap heap;
  private final Value[] locals;
  private final List<Value> stack;
  private int jumpsBack;

  State(Term guard, Heap heap, Value[] locals) {
    this(guard, heap, locals, new ArrayList<>(), 0);
  }

  private State(Term guard, Heap heap, Value[] locals, List<Value> stack, int jumpsBack) {
    this.guard = guard;
    this.heap = heap;
    this.locals = locals;
    this.stack = stack;
    this.jumpsBack = jumpsBack;
  }

  /// This state where a condition holds too.
  State where(Term condition) {
    return new State(
        Logic.and(guard, condition), heap, locals.clone(), new ArrayList<>(stack), jumpsBack);
  }

  /// Takes in another state at the same instruction.
  void join(State other) {
    for (int i = 0; i < locals.length; i++) {
      locals[i] = Reference.join(other.guard, other.locals[i], locals[i]);
    }
    for (int i = 0; i < stack.size(); i++) {
      stack.set(i, Reference.join(other.guard, other.stack.get(i), stack.get(i)));
    }
    heap = Heap.join(other.guard, other.heap, heap);
    guard = Logic.or(other.guard, guard);
  }

  /// Goes on only where a condition holds.
  void assume(Term condition) {
    guard = Logic.and(guard, condition);
  }

  /// Goes on exactly where a condition holds: that of a state that this one continues.
  void resume(Term condition) {
    guard = condition;
  }

  Term guard() {
    return guard;
  }

  boolean isDead() {
    return Logic.isNo(guard);
  }

  Heap heap() {
    return heap;
  }

  void setHeap(Heap next) {
    heap = next;
  }

  int jumpsBack() {
    return jumpsBack;
  }

  void jumpedBack() {
    jumpsBack++;
  }

  Value local(int slot) {
    Value value = locals[slot];
    if (value instanceof Reference.Dead) {
      throw new RefusedException("local variable " + slot + " is read, but not set on every path");
    }
    return value;
  }

  void setLocal(int slot, Value value) {
    locals[slot] = value;
  }

  void push(Value value) {
    stack.add(value);
  }

  Value pop() {
    return stack.removeLast();
  }

  Term popWord() {
    return pop() instanceof Term term ? term : refuseOperand("a word");
  }

  Reference popReference() {
    if (pop() instanceof Reference reference) {
      return reference;
    }
    throw new RefusedException("the stack must hold a reference");
  }

  private static Term refuseOperand(String wanted) {
    throw new RefusedException("the stack must hold " + wanted);
  }

  Value top() {
    return stack.getLast();
  }
}
