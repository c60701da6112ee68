"""What EPT, AArch64 stage 2 and RISC-V G-stage entries mean, and where walks end.

Written from the manuals for the golden vectors' reader; it shares nothing with Maplet's own.
"""
ARM_TYPES = ["device", "non-cacheable", "write-through", "write-back"]
EPT_TYPES = ["device", "non-cacheable", None, None, "write-through", "write-protected",
             "write-back", None]
RISCV_TYPES = ["write-back", "non-cacheable", "device"]

def bits(word, high, low): return word >> low & (1 << high - low + 1) - 1

class Regime:
    """One regime. An entry decodes to (meaning, fault or address, permission bits, memory type)."""
    def __init__(self, header):
        self.words, self.levels = header["regime"].split("-"), header["levels"]
        self.sizes = [int(size, 16) for size in header["pageSizes"]]
        self.shift = int(header["granule"], 16).bit_length() - 1
        self.input, self.output = header["inputBits"], header["outputBits"]
        self.decode = getattr(self, self.words[0])
        self.user = "mbe" in self.words or "xnx" in self.words

    def letters(self, granted):
        rwx = "".join(c if granted >> i & 1 else "-" for i, c in enumerate("rwx"))
        return rwx + "u" * (granted >> 3)

    def ept(self, word, height):
        granted = word & 7 | bits(word, 10, 10) * 8 * self.user
        has_leaves = height < len(self.sizes)
        if not granted: return ("absent",)
        leaf = height == 0 or has_leaves and word & 0x80 != 0
        address, kind = bits(word, 51, 12) << 12, EPT_TYPES[bits(word, 5, 3)]
        if (address >> self.output or not granted & 1 and (granted & 2 or "noxo" in self.words)
                or leaf and (kind is None or address & self.sizes[height] - 1)
                or not leaf and word & (0x78 if has_leaves else 0xf8)):
            return ("reserved", "misconfiguration")
        return ("leaf" if leaf else "table", address, granted, kind)

    def aarch64(self, word, height):
        if not word & 1: return ("absent",)
        table = height > 0 and word & 2 != 0
        if not table and (height >= len(self.sizes) or height == 0 and not word & 2):
            return ("reserved", "translation")
        address = bits(word, 49 if "lpa2" in self.words else 47, 0)
        address &= -(1 << self.shift if table else self.sizes[height])
        address |= bits(word, 9, 8) << 50 if "lpa2" in self.words else 0
        address |= bits(word, 15, 12) << 48 if "lpa" in self.words else 0
        if address >> self.output: return ("reserved", "address-size")
        dirty = bits(word, 51, 51) << 1 if "hd" in self.words else 0
        execute = [12, 8, 0, 4][bits(word, 54, 53)] if self.user else 4 - 4 * bits(word, 54, 54)
        outer, inner = bits(word, 5, 4), bits(word, 3, 2)
        kind = [0, 0, 0, 0, 1, 1, 3, 3][bits(word, 4, 2)] if "fwb" in self.words else (
            outer and max(1, min(outer, inner)))
        granted = bits(word, 7, 6) | dirty | execute
        return ("table" if table else "leaf", address, granted, ARM_TYPES[kind])

    def riscv(self, word, height):
        bad, address, napot = ("reserved", "misconfiguration"), bits(word, 53, 10) << 12, word >> 63
        if not word & 1: return ("absent",)
        if not word & 14:
            return bad if word & 0xd0 or word >> 54 or not height else ("table", address, 7, None)
        kind = bits(word, 62, 61)
        if (word & 6 == 4 or bits(word, 60, 54) or kind > ("svpbmt" in self.words) * 2 or napot
                and (height or "svnapot" not in self.words or bits(address, 15, 12) != 8)):
            return bad
        address -= 0x8000 * napot
        if address & self.sizes[height] - 1: return bad
        return ("leaf", address, bits(word, 3, 1) * bits(word, 4, 4), RISCV_TYPES[kind])

    def walk(self, root, memory, gpa, access):
        height, table, granted, read, meaning = self.levels - 1, root, 15, 0, "absent"
        while not gpa >> self.input:
            index = gpa >> self.shift + (self.shift - 3) * height
            index = index if not read else bits(index, self.shift - 4, 0)
            word, read = memory.get(table + 8 * index, 0), read + 1
            meaning, *rest = self.decode(word, height)
            if meaning == "reserved": return (rest[0], height, read)
            if meaning == "leaf" or meaning == "table" and self.words[0] == "ept":
                granted &= rest[1]
            if meaning != "table": break
            table, height = rest[0], height - 1
        if meaning == "absent": return ("translation", height, read)
        arm, riscv = self.words[0] == "aarch64", self.words[0] == "riscv"
        if arm and not word & 1 << 10 and not {"ha", "hd"} & set(self.words):
            return ("access-flag", height, read)
        if not granted & {"read": 1, "write": 2, "execute": 4}.get(access, 8):
            return ("permission", height, read)
        flags = 0xc0 if access == "write" else 0x40
        if riscv and word & flags != flags and "svadu" not in self.words:
            return ("access-flag", height, read)
        size = 1 << 16 if riscv and word >> 63 else self.sizes[height]
        return (rest[0] | gpa & size - 1, self.letters(granted), rest[2], size, read)
