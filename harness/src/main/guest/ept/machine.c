/* The debug console (port E9H) and the disk, an ATA one that is read word by word. */
#include "machine.h"

enum { CONSOLE = 0xe9 };
enum { ATA_DATA = 0x1f0, ATA_COUNT = 0x1f2, ATA_LBA = 0x1f3 };
enum { ATA_DEVICE = 0x1f6, ATA_COMMAND = 0x1f7 };
enum { ATA_READ_SECTORS = 0x20, ATA_BUSY = 0x80, ATA_DATA_REQUEST = 0x08, ATA_ERROR = 0x01 };
enum { ATA_FIRST_DISK_BY_LBA = 0xe0, SECTORS_A_COMMAND = 256, WORDS_A_SECTOR = 256 };

void print(const char *name, u64 value) {
  while (*name) {
    out8(CONSOLE, *name++);
  }
  out8(CONSOLE, ' ');
  out8(CONSOLE, '0');
  out8(CONSOLE, 'x');
  for (int shift = 60; shift >= 0; shift -= 4) {
    out8(CONSOLE, "0123456789abcdef"[value >> shift & 15]);
  }
  out8(CONSOLE, '\n');
}

void fail(const char *what, u64 value) {
  print("FAILED", 0);
  print(what, value);
  asm volatile("xchg %bx, %bx");
  for (;;) {
    asm volatile("hlt");
  }
}

static void read_sectors(u64 physical_address, u64 first, u64 count) {
  out8(ATA_DEVICE, ATA_FIRST_DISK_BY_LBA | (first >> 24 & 15));
  out8(ATA_COUNT, (u8)count); /* 0 is 256 */
  out8(ATA_LBA, (u8)first);
  out8(ATA_LBA + 1, (u8)(first >> 8));
  out8(ATA_LBA + 2, (u8)(first >> 16));
  out8(ATA_COMMAND, ATA_READ_SECTORS);
  for (u64 sector = 0; sector < count; sector++) {
    u8 status;
    do {
      status = in8(ATA_COMMAND);
      if (!(status & ATA_BUSY) && (status & ATA_ERROR)) {
        fail("reading the disk at sector", first + sector);
      }
    } while ((status & ATA_BUSY) || !(status & ATA_DATA_REQUEST));
    u64 words = WORDS_A_SECTOR;
    asm volatile("rep insw" : "+D"(physical_address), "+c"(words) : "d"(ATA_DATA) : "memory");
  }
}

void read_disk(u64 physical_address, u64 sectors) {
  for (u64 done = 0; done < sectors; done += SECTORS_A_COMMAND) {
    u64 left = sectors - done;
    u64 count = left < SECTORS_A_COMMAND ? left : SECTORS_A_COMMAND;
    read_sectors(physical_address + done * 512, done, count);
  }
}
