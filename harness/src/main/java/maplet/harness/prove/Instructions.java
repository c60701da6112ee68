package maplet.harness.prove;

import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.NopInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ConstantDesc;
import java.util.List;
import java.util.Optional;
import maplet.harness.prove.Term.Op;

/// What each instruction does to a state.
final class Instructions {
  private final Executor executor;
  private final Calls calls;

  Instructions(Executor executor, Calls calls) {
    this.executor = executor;
    this.calls = calls;
  }

  /// Executes one instruction.
  ///
  /// @return whether execution goes on at the next instruction
  boolean execute(Instruction instruction, State state, Executor.Jumps jumps, Exits exits) {
    switch (instruction) {
      case NopInstruction _ -> {}
      case LoadInstruction load -> state.push(state.local(load.slot()));
      case StoreInstruction store -> state.setLocal(store.slot(), state.pop());
      case IncrementInstruction increment -> increment(increment, state);
      case ConstantInstruction constant -> state.push(constant(constant));
      case StackInstruction stack -> stack(stack.opcode(), state);
      case OperatorInstruction operator -> operator(operator.opcode(), state);
      case ConvertInstruction conversion -> convert(conversion.opcode(), state);
      case BranchInstruction branch -> {
        return branch(branch, state, jumps);
      }
      case TableSwitchInstruction table -> {
        return choose(table.cases(), table.defaultTarget(), state, jumps);
      }
      case LookupSwitchInstruction table -> {
        return choose(table.cases(), table.defaultTarget(), state, jumps);
      }
      case ReturnInstruction result -> {
        boolean isVoid = result.opcode() == Opcode.RETURN;
        exits.returned(state, isVoid ? Optional.empty() : Optional.of(state.pop()));
        return false;
      }
      case ThrowInstruction _ -> {
        threw(state.guard(), state.popReference(), exits);
        return false;
      }
      case NewObjectInstruction created ->
          state.push(executor.make(created.className().asInternalName()));
      case FieldInstruction field -> Fields.access(field, state, exits);
      case ArrayLoadInstruction _ -> ArrayAccess.load(state, exits);
      case ArrayStoreInstruction _ -> ArrayAccess.store(state, exits);
      case NewReferenceArrayInstruction _ -> unknownArray(state);
      case NewPrimitiveArrayInstruction _ -> unknownArray(state);
      case TypeCheckInstruction check -> Types.check(check, state, exits);
      case InvokeDynamicInstruction dynamic -> calls.dynamic(dynamic, state);
      case InvokeInstruction invocation -> calls.invoke(invocation, state, exits);
      default -> throw new RefusedException("an instruction that isn't known");
    }
    return true;
  }

  private static void increment(IncrementInstruction increment, State state) {
    Term next = Words.add((Term) state.local(increment.slot()), Words.of(increment.constant()));
    state.setLocal(increment.slot(), next);
  }

  private static Value constant(ConstantInstruction constant) {
    if (constant.opcode() == Opcode.ACONST_NULL) {
      return Reference.NULL;
    }
    ConstantDesc value = constant.constantValue();
    return switch (value) {
      case Integer number -> Words.of(number);
      case Long number -> Words.of(number);
      case String text -> new Reference.Live(text);
      default -> new Reference.Unknown(value.toString());
    };
  }

  /// Arrays are made only for the arguments of messages.
  private static void unknownArray(State state) {
    state.pop();
    state.push(new Reference.Unknown("array"));
  }

  private static void stack(Opcode opcode, State state) {
    switch (opcode) {
      case DUP -> state.push(state.top());
      case POP -> state.pop();
      case POP2 -> {
        if (!Executor.isWide(state.pop())) {
          state.pop();
        }
      }
      case DUP2 -> {
        Value top = state.pop();
        if (Executor.isWide(top)) {
          state.push(top);
          state.push(top);
        } else {
          Value below = state.pop();
          state.push(below);
          state.push(top);
          state.push(below);
          state.push(top);
        }
      }
      case DUP_X1 -> insert(state, 1);
      case DUP_X2 -> insert(state, 2);
      case DUP2_X1 -> {
        if (!Executor.isWide(state.top())) {
          throw new RefusedException("dup2_x1 of two values");
        }
        insert(state, 1);
      }
      default -> throw new RefusedException("a stack instruction that isn't known");
    }
  }

  /// Copies the top value below `slots` others, of which a wide one counts twice.
  private static void insert(State state, int slots) {
    Value top = state.pop();
    Value second = state.pop();
    if (slots == 1 || Executor.isWide(second)) {
      state.push(top);
      state.push(second);
    } else {
      Value third = state.pop();
      state.push(top);
      state.push(third);
      state.push(second);
    }
    state.push(top);
  }

  private static void operator(Opcode opcode, State state) {
    if (opcode == Opcode.ARRAYLENGTH) {
      state.push(ArrayAccess.length(state.heap(), state.popReference()));
      return;
    }
    if (opcode == Opcode.INEG || opcode == Opcode.LNEG) {
      Term word = state.popWord();
      state.push(Words.subtract(Term.constant(word.width, 0), word));
      return;
    }
    Term right = state.popWord();
    Term left = state.popWord();
    state.push(
        switch (opcode) {
          case IADD, LADD -> Words.add(left, right);
          case ISUB, LSUB -> Words.subtract(left, right);
          case IMUL, LMUL -> Words.multiply(left, right);
          case IAND, LAND -> Words.and(left, right);
          case IOR, LOR -> Words.or(left, right);
          case IXOR, LXOR -> Words.xor(left, right);
          case ISHL, LSHL -> Words.shift(Op.SHIFT_LEFT, left, right);
          case ISHR, LSHR -> Words.shift(Op.SHIFT_RIGHT_SIGNED, left, right);
          case IUSHR, LUSHR -> Words.shift(Op.SHIFT_RIGHT, left, right);
          case LCMP -> Words.compare(left, right);
          default -> throw new RefusedException("an operator that isn't known");
        });
  }

  private static void convert(Opcode opcode, State state) {
    Term word = state.popWord();
    state.push(
        switch (opcode) {
          case I2L -> Words.signExtend(word);
          case L2I -> Words.lowHalf(word);
          case I2B -> narrow(word, Byte.SIZE);
          case I2S -> narrow(word, Short.SIZE);
          case I2C -> Words.and(word, Words.of(0xffff));
          default -> throw new RefusedException("a conversion that isn't known");
        });
  }

  private static Term narrow(Term word, int bits) {
    Term by = Words.of(Integer.SIZE - bits);
    return Words.shift(Op.SHIFT_RIGHT_SIGNED, Words.shift(Op.SHIFT_LEFT, word, by), by);
  }

  private static boolean branch(BranchInstruction branch, State state, Executor.Jumps jumps) {
    Term condition = condition(branch.opcode(), state);
    State taken = state.where(condition);
    if (!taken.isDead()) {
      jumps.to(branch.target(), taken);
    }
    state.assume(Logic.not(condition));
    return !state.isDead();
  }

  private static Term condition(Opcode opcode, State state) {
    return switch (opcode) {
      case GOTO, GOTO_W -> Logic.yes();
      case IFEQ, IFNE, IFLT, IFGE, IFGT, IFLE ->
          compared(opcode.ordinal() - Opcode.IFEQ.ordinal(), state.popWord(), Words.of(0));
      case IF_ICMPEQ, IF_ICMPNE, IF_ICMPLT, IF_ICMPGE, IF_ICMPGT, IF_ICMPLE -> {
        Term right = state.popWord();
        yield compared(opcode.ordinal() - Opcode.IF_ICMPEQ.ordinal(), state.popWord(), right);
      }
      case IFNULL -> Types.isNull(state.popReference());
      case IFNONNULL -> Logic.not(Types.isNull(state.popReference()));
      case IF_ACMPEQ -> Types.isSame(state.popReference(), state.popReference());
      case IF_ACMPNE -> Logic.not(Types.isSame(state.popReference(), state.popReference()));
      default -> throw new RefusedException("a branch that isn't known");
    };
  }

  /// In the order of the opcodes: equal, not equal, less, not less, greater, not greater.
  private static Term compared(int relation, Term left, Term right) {
    Term holds =
        switch (relation / 2) {
          case 0 -> Logic.equal(left, right);
          case 1 -> Logic.less(left, right);
          default -> Logic.less(right, left);
        };
    return relation % 2 == 0 ? holds : Logic.not(holds);
  }

  private static boolean choose(
      List<SwitchCase> cases, Label otherwise, State state, Executor.Jumps jumps) {
    Term key = state.popWord();
    for (SwitchCase one : cases) {
      Term hit = Logic.equal(key, Words.of(one.caseValue()));
      State taken = state.where(hit);
      if (!taken.isDead()) {
        jumps.to(one.target(), taken);
      }
      state.assume(Logic.not(hit));
    }
    if (!state.isDead()) {
      jumps.to(otherwise, state);
    }
    return false;
  }

  private static void threw(Term guard, Reference exception, Exits exits) {
    switch (exception) {
      case Reference.Made(int _, String type) -> exits.threw(type, guard);
      case Reference.Either(Term condition, Reference left, Reference right) -> {
        threw(Logic.and(guard, condition), left, exits);
        threw(Logic.and(guard, Logic.not(condition)), right, exits);
      }
      case Reference.Unknown(String what) -> exits.threw(what, guard);
      case Reference.Null _, Reference.Live _, Reference.Memory _, Reference.Dead _ ->
          throw new RefusedException("a throw of " + exception);
    }
  }
}
