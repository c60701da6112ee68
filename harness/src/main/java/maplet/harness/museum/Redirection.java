package maplet.harness.museum;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// A call in the implementation's bytecode that goes elsewhere: to a static method that does it
/// wrong.
///
/// The replacement takes the operands of the call, with the receiver first where the call has one.
///
/// @param inMethod name of the method whose body is changed, or `*` for all
/// @param owner simple name of the class whose method is called
/// @param name of the method that is called
/// @param bugs class that has the replacement
/// @param replacement its name there
record Redirection(String inMethod, String owner, String name, Class<?> bugs, String replacement) {
  /// The class with all matching calls redirected.
  byte[] apply(byte[] classBytes) {
    ClassFile classFile = ClassFile.of();
    return classFile.transformClass(
        classFile.parse(classBytes),
        ClassTransform.transformingMethodBodies(this::isConcerned, code()));
  }

  private boolean isConcerned(MethodModel method) {
    return inMethod.equals("*") || method.methodName().equalsString(inMethod);
  }

  private CodeTransform code() {
    return (builder, element) -> {
      if (element instanceof InvokeInstruction call && isRedirected(call)) {
        MethodTypeDesc type = call.typeSymbol();
        if (call.opcode() != Opcode.INVOKESTATIC) {
          type = type.insertParameterTypes(0, call.owner().asSymbol());
        }
        builder.invokestatic(ClassDesc.of(bugs.getName()), replacement, type);
      } else {
        builder.with(element);
      }
    };
  }

  private boolean isRedirected(InvokeInstruction call) {
    String internal = call.owner().asInternalName();
    return call.name().equalsString(name)
        && internal.substring(internal.lastIndexOf('/') + 1).equals(owner);
  }
}
