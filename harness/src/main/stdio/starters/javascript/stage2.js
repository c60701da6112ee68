// A small guest address space for Intel EPT with four levels (SDM volume 3C, chapter 29).
//
// Only 4 KiB pages; empty tables stay until the end. It knows nothing of Maplet; starter.js joins
// the two. The machine that it is given has: alloc() (0 when there is none), free(frame),
// load(address), store(address, word), zero(frame) and invept(). Addresses and entries are numbers,
// for without suppress-#VE no entry uses a bit above 51.
"use strict";

const PAGE = 4096;
const LEVELS = 4;
const TABLE = 7; // read, write and execute: leaves decide
const TYPES = [6, 4, 5, 1, 0]; // write-back, write-through, write-protected, write-combining, uncached

// Not an Error, whose stack trace would cost more than the operation.
class Refused {
  constructor(reason) {
    this.reason = reason;
  }
}

// Numbers have 53 bits, but the operators of bits work on 32 of them.
const frameOf = (word) => word - (word % PAGE);
const indexAt = (gpa, level) => Math.floor(gpa / 2 ** (12 + 9 * level)) % 512;
const isAligned = (number) => number % PAGE === 0;

class AddressSpace {
  constructor(machine, base, size, outputBits, bug) {
    if (size === 0 || !isAligned(base) || !isAligned(size) || base + size > 2 ** 48) {
      throw new Refused("invalid");
    }
    Object.assign(this, { machine, base, end: base + size, bug, outputLimit: 2 ** outputBits });
    this.areas = []; // {start, end, flags, offset, populate}, ascending; offset is null when allocated
    this.root = this.frame();
  }

  frame() {
    const frame = this.machine.alloc();
    if (frame === 0) throw new Refused("memory");
    if (this.bug !== "not-zeroed") this.machine.zero(frame);
    return frame;
  }

  checkedEnd(gpa, size) {
    const end = gpa + size;
    const isInside = gpa >= this.base && end <= this.end;
    if (size === 0 || !isAligned(gpa) || !isAligned(size) || !isInside) throw new Refused("invalid");
    return end;
  }

  static checkFlags(flags) {
    const permissions = flags & 15;
    const isLegal = permissions > 0 && permissions < 8 && (permissions & 3) !== 2;
    if (!isLegal || flags >> 4 >= TYPES.length) throw new Refused("invalid");
  }

  // Index of the first area that ends above an address.
  seek(gpa) {
    let low = 0;
    let high = this.areas.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.areas[middle].end <= gpa) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // Makes an address a boundary between areas, if it lies inside one.
  cut(gpa) {
    const index = this.seek(gpa);
    const area = this.areas[index];
    if (area === undefined || area.start >= gpa) return;
    this.areas.splice(index + 1, 0, { ...area, start: gpa });
    area.end = gpa;
  }

  map(gpa, size, flags, offset, populate) {
    const end = this.checkedEnd(gpa, size);
    AddressSpace.checkFlags(flags);
    if (offset !== null && (!isAligned(offset) || end + offset > this.outputLimit)) {
      throw new Refused("invalid");
    }
    const index = this.seek(gpa);
    const next = this.areas[index];
    if (next !== undefined && next.start < end && this.bug !== "map-over") throw new Refused("exists");
    if (populate) this.mapPages(gpa, end, flags, offset);
    this.areas.splice(index, 0, { start: gpa, end, flags, offset, populate });
  }

  mapPages(start, end, flags, offset) {
    for (let page = start; page < end; page += PAGE) {
      try {
        this.mapPage(page, flags, offset);
      } catch (refused) {
        this.unmapPages([{ start, end: page, offset }]);
        throw refused;
      }
    }
  }

  mapPage(page, flags, offset) {
    const entry = this.entry(page, true);
    const address = offset === null ? this.frame() : page + offset;
    this.machine.store(entry, this.leaf(address, flags));
  }

  leaf(address, flags) {
    const type = this.bug === "always-wb" ? 6 : TYPES[flags >> 4];
    return address + type * 8 + (flags & 7);
  }

  // Address of the lowest level's entry; 0 where a table is missing.
  entry(gpa, make) {
    let table = this.root;
    for (let level = LEVELS - 1; level > 0; level--) {
      const at = table + 8 * indexAt(gpa, level);
      const word = this.machine.load(at);
      if (word !== 0) {
        table = frameOf(word);
      } else if (make) {
        table = this.frame();
        this.machine.store(at, table + TABLE);
      } else {
        return 0;
      }
    }
    return table + 8 * indexAt(gpa, 0);
  }

  // Removes the pages of some ranges: entries first, then what caches them, then frames.
  unmapPages(ranges) {
    const frames = [];
    let changed = false;
    for (const { start, end, offset } of ranges) {
      for (let page = start; page < end; page += PAGE) {
        const entry = this.entry(page, false);
        const word = entry === 0 ? 0 : this.machine.load(entry);
        if (word === 0) continue;
        this.machine.store(entry, 0);
        changed = true;
        if (offset === null) frames.push(frameOf(word));
      }
    }
    if (this.bug === "free-first") frames.splice(0).forEach((frame) => this.machine.free(frame));
    if (changed && this.bug !== "no-invept") this.machine.invept();
    frames.forEach((frame) => this.machine.free(frame));
  }

  unmap(gpa, size) {
    const end = this.checkedEnd(gpa, size);
    this.cut(gpa);
    this.cut(end);
    const first = this.seek(gpa);
    let last = first;
    while (last < this.areas.length && this.areas[last].start < end) last++;
    this.unmapPages(this.areas.splice(first, last - first));
  }

  protect(gpa, size, flags) {
    const end = this.checkedEnd(gpa, size);
    AddressSpace.checkFlags(flags);
    let covered = gpa;
    let last = this.seek(gpa);
    for (; last < this.areas.length && this.areas[last].start <= covered && covered < end; last++) {
      covered = this.areas[last].end;
    }
    if (covered < end) throw new Refused("missing");
    this.cut(gpa);
    this.cut(end);
    let changed = false;
    for (let i = this.seek(gpa); i < this.areas.length && this.areas[i].start < end; i++) {
      this.areas[i].flags = flags;
      for (let page = this.areas[i].start; page < this.areas[i].end; page += PAGE) {
        changed = this.protectPage(page, flags) || changed;
      }
    }
    if (changed && this.bug !== "protect-no-invept") this.machine.invept();
  }

  protectPage(page, flags) {
    const entry = this.entry(page, false);
    const old = entry === 0 ? 0 : this.machine.load(entry);
    const word = this.leaf(frameOf(old), flags);
    if (old === 0 || old === word) return false;
    this.machine.store(entry, word);
    return true;
  }

  // Resolves a fault in an on-demand area; false where the page was there already.
  fault(gpa, flag) {
    const area = this.areas[this.seek(gpa)];
    const isIn = area !== undefined && area.start <= gpa;
    if (!isIn || area.populate || (area.flags & flag) === 0) throw new Refused("fault");
    const page = frameOf(gpa);
    const entry = this.entry(page, false);
    if (entry !== 0 && this.machine.load(entry) !== 0 && this.bug !== "second-fault") return false;
    this.mapPage(page, area.flags, null);
    return true;
  }

  translate(gpa, flag) {
    const entry = gpa < 2 ** 48 ? this.entry(gpa, false) : 0;
    const word = entry === 0 ? 0 : this.machine.load(entry);
    if ((word % 8 & flag) === 0) throw new Refused("fault");
    return frameOf(word) + (gpa % PAGE);
  }

  clear() {
    this.unmapPages(this.areas.splice(0));
  }

  // Addresses of all table frames.
  tables() {
    const found = [[this.root, LEVELS - 1]];
    for (const [table, level] of found) {
      for (let i = 0; i < 512 && level > 0; i++) {
        const word = this.machine.load(table + 8 * i);
        if (word !== 0) found.push([frameOf(word), level - 1]);
      }
    }
    return found.map(([table]) => table);
  }

  destroy() {
    this.clear();
    this.machine.invept();
    this.tables().forEach((table) => this.machine.free(table));
  }
}

module.exports = { AddressSpace, Refused, PAGE };
