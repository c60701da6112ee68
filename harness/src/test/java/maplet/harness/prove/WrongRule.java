package maplet.harness.prove;

import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.util.List;
import java.util.function.UnaryOperator;

/// Shows the executor another instruction wherever there is a certain one: an executor with a wrong
/// rule for that.
record WrongRule(Opcode right, Opcode wrong) implements UnaryOperator<MethodCode> {
  @Override
  public MethodCode apply(MethodCode code) {
    List<Instruction> instructions = code.instructions().stream().map(this::changed).toList();
    return new MethodCode(code.name(), instructions, code.targets(), code.locals());
  }

  private Instruction changed(Instruction instruction) {
    if (instruction.opcode() != right) {
      return instruction;
    }
    return instruction instanceof BranchInstruction branch
        ? BranchInstruction.of(wrong, branch.target())
        : OperatorInstruction.of(wrong);
  }
}
