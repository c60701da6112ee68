package maplet.harness.prove;

import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/// A method's bytecode as a number: changes with every instruction, but not with where the constant
/// pool keeps a name.
final class MethodHash {
  private static final int DIGITS = 16;

  private MethodHash() {}

  /// The first 64 bits of a SHA-256, in hexadecimal digits.
  static String of(MethodCode code) {
    String text =
        code.instructions().stream()
            .map(instruction -> text(instruction, code))
            .collect(Collectors.joining("\n"));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Instruction instruction, MethodCode code) {
    return instruction.opcode() + " " + operands(instruction, code);
  }

  private static String operands(Instruction instruction, MethodCode code) {
    return switch (instruction) {
      case LoadInstruction load -> Integer.toString(load.slot());
      case StoreInstruction store -> Integer.toString(store.slot());
      case IncrementInstruction one -> one.slot() + " " + one.constant();
      case ConstantInstruction constant -> String.valueOf(constant.constantValue());
      case BranchInstruction branch -> target(branch.target(), code);
      case TableSwitchInstruction table -> cases(table.cases(), table.defaultTarget(), code);
      case LookupSwitchInstruction table -> cases(table.cases(), table.defaultTarget(), code);
      case FieldInstruction field ->
          "%s.%s %s"
              .formatted(
                  field.owner().asInternalName(),
                  field.name().stringValue(),
                  field.type().stringValue());
      case InvokeInstruction call ->
          "%s.%s%s"
              .formatted(
                  call.owner().asInternalName(),
                  call.name().stringValue(),
                  call.type().stringValue());
      case InvokeDynamicInstruction call -> call.name() + call.type().stringValue();
      case NewObjectInstruction created -> created.className().asInternalName();
      case TypeCheckInstruction check -> check.type().asInternalName();
      default -> "";
    };
  }

  private static String target(Label label, MethodCode code) {
    return String.valueOf(code.targets().get(label));
  }

  private static String cases(List<SwitchCase> cases, Label otherwise, MethodCode code) {
    return cases.stream()
        .map(one -> one.caseValue() + ":" + target(one.target(), code))
        .collect(Collectors.joining(" ", "", " " + target(otherwise, code)));
  }
}
