"""A small guest address space for RISC-V (Sv39x4, Sv48x4; privileged manual, section 18.5).

Only 4 KiB pages, no protect, empty tables stay until the end. It knows nothing of Maplet; starter.py
joins the two. The machine that it is given has: alloc(count), free(address, count), load(address),
store(address, word), zero(address), fence(operand) and fence_all().
"""

PAGE = 4096
VALID = 1
LEAF = 0b11010000  # user, accessed, dirty: G-stage leaves are always the user's
ADDRESS = ((1 << 44) - 1) << 10


class Refused(Exception):
    """An operation was refused; the reason is the first argument."""


class AddressSpace:
    def __init__(self, machine, levels, base, size, bug=""):
        self.machine, self.levels, self.base, self.bug = machine, levels, base, bug
        self.end = base + size
        self.areas = {}  # start: (end, flags, offset or None, populate)
        if size == 0 or (base | size) % PAGE or self.end > 1 << (14 + 9 * levels):
            raise Refused("invalid")
        self.root = self._frames(4)
        for i in range(4):
            machine.zero(self.root + i * PAGE)

    def _frames(self, count):
        address = self.machine.alloc(count)
        if address is None:
            raise Refused("memory")
        return address

    def _check(self, gpa, size):
        end = gpa + size
        if size == 0 or (gpa | size) % PAGE or gpa < self.base or end > self.end:
            raise Refused("invalid")
        return end

    def map_linear(self, gpa, hpa, size, flags):
        if hpa % PAGE or hpa + size > 1 << 56:
            raise Refused("invalid")
        self._map(gpa, size, flags, hpa - gpa, True)

    def map_allocated(self, gpa, size, flags, populate):
        self._map(gpa, size, flags, None, populate)

    def _map(self, gpa, size, flags, offset, populate):
        end = self._check(gpa, size)
        if flags & ~7 or flags == 0 or flags & 3 == 2:  # writable needs readable
            raise Refused("invalid")
        if any(start < end and area[0] > gpa for start, area in self.areas.items()):
            raise Refused("exists")
        if populate:
            for page in range(gpa, end, PAGE):
                try:
                    self._map_page(page, flags, offset)
                except Refused:
                    if self.bug != "no-rollback":
                        self._unmap_pages(gpa, page, offset)
                    raise
        self.areas[gpa] = (end, flags, offset, populate)

    def _entry(self, gpa, make):
        """Address of the lowest level's entry; None where a table is missing."""
        table = self.root
        for level in range(self.levels - 1, -1, -1):
            wide = level == self.levels - 1 and self.bug != "plain-sv39"
            entry = table + 8 * (gpa >> (12 + 9 * level) & (2047 if wide else 511))
            if level == 0:
                return entry
            word = self.machine.load(entry)
            if word & VALID:
                table = (word & ADDRESS) << 2
            elif make:
                table = self._frames(1)
                self.machine.zero(table)
                self.machine.store(entry, table >> 2 | VALID)
                self._fence(gpa)  # a processor may remember that there was no table
            else:
                return None

    def _fence(self, gpa):
        if self.bug != "no-fence":
            self.machine.fence(gpa >> 2)

    def _map_page(self, page, flags, offset):
        entry = self._entry(page, True)
        if offset is None:
            address = self._frames(1)
            if self.bug != "not-zeroed":
                self.machine.zero(address)
        else:
            address = page + offset
        self.machine.store(entry, address >> 2 | flags << 1 | LEAF | VALID)
        self._fence(page)

    def _unmap_pages(self, start, end, offset):
        for page in range(start, end, PAGE):
            entry = self._entry(page, False)
            word = 0 if entry is None else self.machine.load(entry)
            if word & VALID:
                self.machine.store(entry, 0)
                self._fence(page)
                if offset is None and self.bug != "leaked-frame":
                    self.machine.free((word & ADDRESS) << 2, 1)

    def unmap(self, gpa, size):
        end = self._check(gpa, size)
        for start, area in sorted(self.areas.items()):
            stop = area[0]
            if start < end and stop > gpa:
                low, high = max(start, gpa), min(stop, end)
                del self.areas[start]
                if start < low:
                    self.areas[start] = (low,) + area[1:]
                if high < stop:
                    self.areas[high] = area
                self._unmap_pages(low, high, area[2])

    def fault(self, gpa, flag):
        """Resolves a fault in an on-demand area; False where the page was there already."""
        for start, (end, flags, offset, populate) in self.areas.items():
            if start <= gpa < end and not populate and flags & flag:
                page = gpa & -PAGE
                entry = self._entry(page, False)
                present = entry is not None and self.machine.load(entry) & VALID
                if present and self.bug != "second-fault":
                    return False
                self._map_page(page, flags, offset)
                return True
        raise Refused("fault")

    def translate(self, gpa, flag):
        entry = self._entry(gpa, False) if gpa >> (14 + 9 * self.levels) == 0 else None
        word = 0 if entry is None else self.machine.load(entry)
        if not word & VALID or not word >> 1 & flag:
            raise Refused("fault")
        return (word & ADDRESS) << 2 | gpa & (PAGE - 1)

    def clear(self):
        for start, area in sorted(self.areas.items()):
            self._unmap_pages(start, area[0], area[2])
        self.areas = {}

    def tables(self):
        """Addresses of all table frames, with the level of each."""
        found = [(self.root + i * PAGE, self.levels - 1) for i in range(4)]
        for table, level in found:
            for index in range(512 if level else 0):
                word = self.machine.load(table + 8 * index)
                if word & VALID:
                    found.append(((word & ADDRESS) << 2, level - 1))
        return found

    def destroy(self):
        self.clear()
        self.machine.fence_all()
        for table, _ in self.tables()[4:]:
            self.machine.free(table, 1)
        self.machine.free(self.root, 4)
