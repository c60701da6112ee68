/* The processor and its ports, as far as the monitor needs them. */
#pragma once

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;

static inline void out8(u16 port, u8 value) {
  asm volatile("outb %0, %1" : : "a"(value), "d"(port));
}

static inline u8 in8(u16 port) {
  u8 value;
  asm volatile("inb %1, %0" : "=a"(value) : "d"(port));
  return value;
}

static inline u64 read_msr(u32 msr) {
  u32 low, high;
  asm volatile("rdmsr" : "=a"(low), "=d"(high) : "c"(msr));
  return low | (u64)high << 32;
}

static inline void write_msr(u32 msr, u64 value) {
  asm volatile("wrmsr" : : "c"(msr), "a"((u32)value), "d"((u32)(value >> 32)));
}

/* A physical address as a pointer: the monitor's own paging is the identity. */
static inline volatile u64 *words_at(u64 physical_address) {
  return (volatile u64 *)physical_address;
}

/* Prints "NAME 0xVALUE" on Bochs's debug console. */
void print(const char *name, u64 value);

/* Prints what was wrong, and stops. */
void fail(const char *what, u64 value);

/* Reads the disk from its first sector, 512 bytes each, to physical memory. */
void read_disk(u64 physical_address, u64 sectors);
