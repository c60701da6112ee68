/* int enter_guest(struct guest_registers *registers, int launched) */
#define HOST_RSP_FIELD 0x6c14

  .text
  .globl enter_guest, vm_exit
enter_guest:
  push %rbx
  push %rbp
  push %r12
  push %r13
  push %r14
  push %r15
  push %rdi
  mov $HOST_RSP_FIELD, %eax
  vmwrite %rsp, %rax
  mov 0(%rdi), %rax
  mov 8(%rdi), %rdi
  test %esi, %esi
  jnz 1f
  vmlaunch
  jmp 2f
1:
  vmresume
2: /* VM entry failed. */
  pop %rdi
  mov $1, %eax
  jmp 3f
vm_exit:
  pop %rdi
  mov %rax, 0(%rdi)
  xor %eax, %eax
3:
  pop %r15
  pop %r14
  pop %r13
  pop %r12
  pop %rbp
  pop %rbx
  ret

  .section .note.GNU-stack, "", @progbits
