package maplet.harness.prove;

import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;

/// Reads and writes fields.
final class Fields {
  private static final String NULL_POINTER = "java/lang/NullPointerException";

  private Fields() {}

  static void access(FieldInstruction instruction, State state, Exits exits) {
    String owner = instruction.owner().asInternalName();
    String name = instruction.name().stringValue();
    if (instruction.opcode() == Opcode.GETSTATIC) {
      state.push(LiveObjects.staticField(owner, name));
      return;
    }
    if (instruction.opcode() == Opcode.PUTSTATIC) {
      throw new RefusedException("a store into a static field");
    }
    boolean store = instruction.opcode() == Opcode.PUTFIELD;
    Value value = store ? state.pop() : Reference.NULL;
    Reference object = state.popReference();
    Term isNull = Types.isNull(object);
    exits.threw(NULL_POINTER, Logic.and(state.guard(), isNull));
    state.assume(Logic.not(isNull));
    if (state.isDead()) {
      return;
    }
    if (store) {
      state.setHeap(put(state.heap(), object, name, value));
    } else {
      state.push(get(state.heap(), object, owner, name));
    }
  }

  private static Heap put(Heap heap, Reference object, String name, Value value) {
    if (object instanceof Reference.Made(int id, String _)) {
      return heap.with(id, name, value);
    }
    throw new RefusedException("a store into " + object);
  }

  /// The value of a field.
  static Value get(Heap heap, Reference object, String owner, String name) {
    return switch (object) {
      case Reference.Made(int id, String _) -> heap.field(id, name);
      case Reference.Live(Object live) -> LiveObjects.field(owner, live, name);
      case Reference.Either(Term condition, Reference left, Reference right) -> {
        if (Logic.isYes(Types.isNull(left))) {
          yield get(heap, right, owner, name);
        }
        if (Logic.isYes(Types.isNull(right))) {
          yield get(heap, left, owner, name);
        }
        yield Reference.join(
            condition, get(heap, left, owner, name), get(heap, right, owner, name));
      }
      case Reference.Null _, Reference.Memory _, Reference.Unknown _, Reference.Dead _ ->
          throw new RefusedException("field %s of %s".formatted(name, object));
    };
  }
}
