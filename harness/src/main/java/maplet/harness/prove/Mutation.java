package maplet.harness.prove;

import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A small mistake in one instruction of a method: what a theorem must refute.
///
/// @param method class, method and descriptor, as [MethodCode#name]
/// @param index of the instruction
/// @param text the change in words
record Mutation(String method, int index, String text) implements UnaryOperator<MethodCode> {

  /// Every mutation of a method: each operator exchanged for a near one, each branch turned, each
  /// number off by one.
  static List<Mutation> of(MethodCode code) {
    List<Mutation> mutations = new ArrayList<>();
    for (int i = 0; i < code.instructions().size(); i++) {
      Instruction original = code.instructions().get(i);
      int index = i;
      replacement(original)
          .ifPresent(other ->
              mutations.add(
                  new Mutation(
                      code.name(),
                      index,
                      "%s: %s for %s at instruction %d"
                          .formatted(shortName(code), word(other), word(original), index))));
    }
    return mutations;
  }

  private static String shortName(MethodCode code) {
    String name = code.name().substring(0, code.name().indexOf('('));
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static String word(Instruction instruction) {
    String name = instruction.opcode().toString().toLowerCase(java.util.Locale.ROOT);
    return instruction instanceof ConstantInstruction constant
        ? String.valueOf(constant.constantValue())
        : name;
  }

  private static Optional<Instruction> replacement(Instruction original) {
    return switch (original) {
      case OperatorInstruction operator ->
          nearOperator(operator.opcode()).map(OperatorInstruction::of);
      case BranchInstruction branch ->
          turned(branch.opcode()).map(opcode -> BranchInstruction.of(opcode, branch.target()));
      case ConstantInstruction constant -> offByOne(constant);
      default -> Optional.empty();
    };
  }

  private static Optional<Opcode> nearOperator(Opcode opcode) {
    return switch (opcode) {
      case IADD -> Optional.of(Opcode.ISUB);
      case LADD -> Optional.of(Opcode.LSUB);
      case ISUB -> Optional.of(Opcode.IADD);
      case LSUB -> Optional.of(Opcode.LADD);
      case LMUL -> Optional.of(Opcode.LADD);
      case IAND -> Optional.of(Opcode.IOR);
      case LAND -> Optional.of(Opcode.LOR);
      case IOR -> Optional.of(Opcode.IAND);
      case LOR -> Optional.of(Opcode.LAND);
      case LXOR -> Optional.of(Opcode.LOR);
      case LUSHR -> Optional.of(Opcode.LSHL);
      case LSHL -> Optional.of(Opcode.LUSHR);
      default -> Optional.empty();
    };
  }

  private static Optional<Opcode> turned(Opcode opcode) {
    return switch (opcode) {
      case IFEQ -> Optional.of(Opcode.IFNE);
      case IFNE -> Optional.of(Opcode.IFEQ);
      case IFLT -> Optional.of(Opcode.IFGE);
      case IFGE -> Optional.of(Opcode.IFLT);
      case IFGT -> Optional.of(Opcode.IFGE);
      case IFLE -> Optional.of(Opcode.IFLT);
      case IF_ICMPEQ -> Optional.of(Opcode.IF_ICMPNE);
      case IF_ICMPNE -> Optional.of(Opcode.IF_ICMPEQ);
      case IF_ICMPLT -> Optional.of(Opcode.IF_ICMPLE);
      case IF_ICMPGE -> Optional.of(Opcode.IF_ICMPGT);
      default -> Optional.empty();
    };
  }

  private static Optional<Instruction> offByOne(ConstantInstruction constant) {
    if (constant.constantValue() instanceof Integer value
        && value >= -1
        && value < Short.MAX_VALUE) {
      return Optional.of(ConstantInstruction.ofArgument(Opcode.SIPUSH, value + 1));
    }
    return Optional.empty();
  }

  @Override
  public MethodCode apply(MethodCode code) {
    if (!code.name().equals(method)) {
      return code;
    }
    List<Instruction> instructions = new ArrayList<>(code.instructions());
    replacement(instructions.get(index)).ifPresent(other -> instructions.set(index, other));
    return new MethodCode(code.name(), instructions, code.targets(), code.locals());
  }
}
