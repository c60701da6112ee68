/*
 * From the reset vector to run_probes() in 64-bit mode. There is no firmware: this is the ROM.
 *
 * The processor starts in real mode at F000:FFF0, where Bochs shows the ROM's last 64 KiB. The
 * program is linked to run in RAM (link.ld), so it is copied there first.
 */
#define PML4 0x1000
#define PDPT 0x2000
#define PRESENT_WRITABLE 0x3
#define TWO_MIB_PAGE 0x83
#define PAGE_DIRECTORIES 0x3000
#define STACK_TOP 0x1f0000

  .section .boot, "ax"
  .code16
boot:
  cli
  xor %ax, %ax
  mov %ax, %ds
  mov %ax, %es
  mov %ax, %ss
  mov $0x7000, %sp

  /* One PML4E, four PDPTEs, 4 GiB in pages of 2 MiB: there may be no pages of 1 GiB. */
  cld
  mov $PML4, %di
  mov $((0x7000 - PML4) / 4), %cx
  xor %eax, %eax
  rep stosl
  movl $(PDPT | PRESENT_WRITABLE), PML4
  movl $(PAGE_DIRECTORIES | PRESENT_WRITABLE), PDPT
  movl $(PAGE_DIRECTORIES + 0x1000 | PRESENT_WRITABLE), PDPT + 8
  movl $(PAGE_DIRECTORIES + 0x2000 | PRESENT_WRITABLE), PDPT + 16
  movl $(PAGE_DIRECTORIES + 0x3000 | PRESENT_WRITABLE), PDPT + 24
  mov $PAGE_DIRECTORIES, %di
  mov $TWO_MIB_PAGE, %eax
1:
  mov %eax, (%di)
  add $8, %di
  add $0x200000, %eax
  jnc 1b

  /* CR4.PAE, EFER.LME and NXE, CR0.PE and PG: long mode. */
  mov %cr4, %eax
  or $0x20, %eax
  mov %eax, %cr4
  mov $PML4, %eax
  mov %eax, %cr3
  mov $0xc0000080, %ecx
  rdmsr
  or $0x900, %eax
  wrmsr
  mov %cr0, %eax
  and $0x9fffffff, %eax
  or $0x80000021, %eax
  mov %eax, %cr0
  lgdtl %cs:(gdt_pointer - boot + 0xf000)
  ljmpl $8, $boot64

  .align 8
gdt:
  .quad 0
  .quad 0x00af9b000000ffff  /* 64-bit code */
  .quad 0x00cf93000000ffff  /* data */
gdt_pointer:
  .word 23
  .long gdt

  .code64
boot64:
  mov $16, %ax
  mov %ax, %ds
  mov %ax, %es
  mov %ax, %ss
  mov %ax, %fs
  mov %ax, %gs
  mov $STACK_TOP, %esp
  mov $program_in_rom, %esi
  mov $program_start, %edi
  mov $program_size, %ecx
  rep movsb
  mov $program_end, %edi
  mov $bss_size, %ecx
  xor %eax, %eax
  rep stosb
  mov $run_probes, %eax
  call *%rax

  /* The debugger stops here (magic_break), writes the answers to a file and ends Bochs. */
  xchg %bx, %bx
2:
  hlt
  jmp 2b

  .section .reset, "ax"
  .code16
  ljmp $0xf000, $0xf000

  .section .note.GNU-stack, "", @progbits
