/* A QEMU plugin that prints the order in which a guest first reads, first writes and first executes
 * each 4 KiB page. A hypervisor whose guest memory is allocated on demand sees these accesses as
 * stage-2 faults.
 *
 * One line a first touch: "read 0x...", "write 0x..." or "exec 0x...", with the address of the very
 * byte. record.sh in this folder builds and runs the plugin.
 *
 * Why virtual addresses: QEMU 7.2's qemu_plugin_hwaddr_phys_addr() returns an offset into a block of
 * host RAM instead of a guest physical address for ROM and for aliased regions. Firmware runs
 * without paging or identity-mapped, so its virtual addresses are the physical ones. Don't use this
 * plugin beyond firmware.
 *
 * Why the declarations: Debian's QEMU package has plugins enabled but ships no qemu-plugin.h. These
 * are the entry points of plugin API version 1.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef uint64_t qemu_plugin_id_t;
typedef uint32_t qemu_plugin_meminfo_t;
struct qemu_plugin_tb;
struct qemu_plugin_insn;

typedef void (*translate_callback)(qemu_plugin_id_t, struct qemu_plugin_tb *);
typedef void (*memory_callback)(unsigned cpu, qemu_plugin_meminfo_t, uint64_t address, void *data);
typedef void (*execute_callback)(unsigned cpu, void *data);

enum { NO_REGISTERS = 0, READS_AND_WRITES = 3 };

extern void qemu_plugin_outs(const char *);
extern void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t, translate_callback);
extern size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *);
extern struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *, size_t);
extern uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn *);
extern size_t qemu_plugin_insn_size(const struct qemu_plugin_insn *);
extern void qemu_plugin_register_vcpu_mem_cb(
    struct qemu_plugin_insn *, memory_callback, int flags, int accesses, void *data);
extern void qemu_plugin_register_vcpu_insn_exec_cb(
    struct qemu_plugin_insn *, execute_callback, int flags, void *data);
extern unsigned qemu_plugin_mem_size_shift(qemu_plugin_meminfo_t);
extern bool qemu_plugin_mem_is_store(qemu_plugin_meminfo_t);

int qemu_plugin_version = 1;

/* What has been seen: an open-addressing hash table from page number to a set of accesses. The
 * machines are recorded with one CPU, so there is no locking. */
enum access { READ = 1, WRITE = 2, EXECUTE = 4 };
enum { PAGE_SHIFT = 12, SLOT_BITS = 22, SLOTS = 1 << SLOT_BITS };
static uint64_t page_plus_one[SLOTS]; /* 0: the slot is free */
static uint8_t seen[SLOTS];

static size_t slot_of(uint64_t page)
{
    size_t slot = (page * UINT64_C(0x9e3779b97f4a7c15)) >> (64 - SLOT_BITS);
    while (page_plus_one[slot] != 0 && page_plus_one[slot] != page + 1) {
        slot = (slot + 1) % SLOTS;
    }
    page_plus_one[slot] = page + 1;
    return slot;
}

static void touch(uint64_t address, enum access access)
{
    size_t slot = slot_of(address >> PAGE_SHIFT);
    if (seen[slot] & access) {
        return;
    }
    seen[slot] |= access;
    const char *name = access == READ ? "read" : access == WRITE ? "write" : "exec";
    char line[32];
    snprintf(line, sizeof line, "%s 0x%llx\n", name, (unsigned long long)address);
    qemu_plugin_outs(line);
}

static void on_memory(unsigned cpu, qemu_plugin_meminfo_t info, uint64_t address, void *data)
{
    (void)cpu;
    (void)data;
    enum access access = qemu_plugin_mem_is_store(info) ? WRITE : READ;
    uint64_t last = address + (UINT64_C(1) << qemu_plugin_mem_size_shift(info)) - 1;
    touch(address, access);
    if (last >> PAGE_SHIFT != address >> PAGE_SHIFT) {
        touch(last & ~UINT64_C(0xfff), access); /* an unaligned access that crosses into a page */
    }
}

static void on_execute(unsigned cpu, void *address)
{
    (void)cpu;
    touch((uintptr_t)address, EXECUTE);
}

/* Called when QEMU translates a block of instructions. Execution is counted where a block enters a
 * page; a callback on every instruction would cost much and say no more. */
static void on_translate(qemu_plugin_id_t id, struct qemu_plugin_tb *block)
{
    (void)id;
    uint64_t noted = UINT64_MAX;
    for (size_t i = 0; i < qemu_plugin_tb_n_insns(block); i++) {
        struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(block, i);
        uint64_t first = qemu_plugin_insn_vaddr(insn);
        uint64_t last = first + qemu_plugin_insn_size(insn) - 1;
        qemu_plugin_register_vcpu_mem_cb(insn, on_memory, NO_REGISTERS, READS_AND_WRITES, NULL);
        if (first >> PAGE_SHIFT != noted) {
            qemu_plugin_register_vcpu_insn_exec_cb(
                insn, on_execute, NO_REGISTERS, (void *)(uintptr_t)first);
        }
        if (last >> PAGE_SHIFT != first >> PAGE_SHIFT) {
            qemu_plugin_register_vcpu_insn_exec_cb(
                insn, on_execute, NO_REGISTERS, (void *)(uintptr_t)(last & ~UINT64_C(0xfff)));
        }
        noted = last >> PAGE_SHIFT;
    }
}

int qemu_plugin_install(qemu_plugin_id_t id, const void *info, int argc, char **argv)
{
    (void)info;
    (void)argc;
    (void)argv;
    qemu_plugin_register_vcpu_tb_trans_cb(id, on_translate);
    return 0;
}
