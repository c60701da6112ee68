"""Joins stage2.py and Maplet over the stdio protocol (PROTOCOL.md). Write this one for your own code.

MAPLET_BUG=name plants a bug: those of stage2.py, and crash, exception, hang, garbage, oversized, untold here.
"""

import json
import os
import sys
import time
import traceback

from stage2 import AddressSpace, Refused

BUG = os.environ.get("MAPLET_BUG", "")
CODES = {"invalid": -22, "exists": -17, "memory": -12, "fault": -14}
ENOSYS, EPANIC = -38, -131
STORE, ZERO, ALLOCATE, REFUSE, FREE, INVALIDATE, INVALIDATE_ALL = range(1, 8)
LEVELS = {"riscv-sv39x4": 3, "riscv-sv48x4": 4}
FLAGS = (1, 2, 4, 4)  # permission that an access needs, by its number


def number(text):
    return int(text, 16)


class Machine:
    """Memory and frames, which tell what happens to them."""

    def __init__(self, begin):
        self.next = number(begin["memory"])
        self.limit = self.next + number(begin["memorySize"])
        self.free_frames, self.words, self.events = [], {}, []
        self.refuse(begin)

    def refuse(self, request):
        self.refuse_from = request.get("refuseFrom", 0)
        self.refuse_once = request.get("refuseOnce", False)

    def tell(self, kind, *operands):
        self.events.append([kind, *map(hex, operands)])

    def alloc(self, count):
        if self.refuse_from > 1:
            self.refuse_from -= 1
        elif self.refuse_from == 1:
            self.refuse_from = 0 if self.refuse_once else 1
            return self.tell(REFUSE, count)
        if count == 1 and self.free_frames:
            address = self.free_frames.pop()
        else:
            size = count * 4096
            address = (self.next + size - 1) // size * size
            if address + size > self.limit:
                return self.tell(REFUSE, count)
            self.free_frames.extend(range(self.next, address, 4096))
            self.next = address + size
        self.tell(ALLOCATE, address, count)
        return address

    def free(self, address, count):
        self.free_frames.extend(address + 4096 * i for i in range(count))
        self.tell(FREE, address, count)

    def load(self, address):
        return self.words.get(address, 0)

    def store(self, address, word):
        self.tell(STORE, address, self.load(address), word)
        self.words[address] = word | (256 if BUG == "untold" else 0)

    def zero(self, frame):
        for address in range(frame, frame + 4096, 8):
            self.words.pop(address, None)
        self.tell(ZERO, frame)

    def fence(self, operand):
        self.tell(INVALIDATE, operand)

    def fence_all(self):
        self.tell(INVALIDATE_ALL)


def panic(error):
    """What an exception says, and where it was."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{os.path.basename(frame.filename)}:{frame.lineno}"
    return {"message": f"{type(error).__name__}: {error}", "place": place}


class Session:
    machine = space = None

    def result(self, action, **more):
        """Runs an action, and says what it did."""
        self.machine.events = []
        try:
            result = {"code": action() or 0}
        except Refused as refused:
            result = {"code": CODES[refused.args[0]]}
        except Exception as error:
            result = {"code": EPANIC, "panic": panic(error)}
        return {**result, "events": self.machine.events, **{k: f() for k, f in more.items()}}

    def start(self, request):
        told = ["stores", "invalidations"]
        return {"protocol": 1, "name": "python-starter", "version": "1", "reports": told}

    def begin(self, request):
        self.machine = machine = Machine(request)
        where = number(request["base"]), number(request["size"])
        levels = LEVELS.get(request["regime"]) if request["layer"] == "space" else None
        if levels is None:
            return {"results": [{"code": ENOSYS}]}

        def make():
            self.space = AddressSpace(machine, levels, *where, BUG)

        self.space = None
        return {"results": [self.result(make, root=lambda: hex(self.space.root if self.space else 0))]}

    def apply(self, request):
        return {"results": [self.operation(each) for each in request["operations"]]}

    def operation(self, operation):
        what, space = operation["do"], self.space
        self.machine.refuse(operation)
        gpa, size, hpa = (number(operation.get(key, "0")) for key in ("gpa", "size", "hpa"))
        flag, flags, how = FLAGS[operation.get("access", 0)], operation.get("attributes"), operation.get("how")
        if what == "fault":
            if BUG == "crash":
                os._exit(3)
            if BUG == "exception":
                return self.result(lambda: [][gpa])
            if BUG == "hang":
                time.sleep(3600)
            return self.result(lambda: 0 if space.fault(gpa, flag) else 1)
        if what == "translate":
            answer = {}
            done = self.result(lambda: answer.update(hpa=hex(space.translate(gpa, flag))))
            return {**done, "answer": answer}
        if what == "map" and how == "linear":
            return self.result(lambda: space.map_linear(gpa, hpa, size, flags))
        if what == "map":
            return self.result(lambda: space.map_allocated(gpa, size, flags, how == "allocated"))
        if what == "unmap":
            return self.result(lambda: space.unmap(gpa, size))
        return self.result(space.clear) if what == "clear" else {"code": ENOSYS}

    def dump(self, request):
        load, frames = self.machine.load, []
        for table, _ in self.space.tables():
            words = [[i, hex(load(table + 8 * i))] for i in range(512) if load(table + 8 * i)]
            frames.append([hex(table), words])
        return {"root": hex(self.space.root), "frames": frames}

    def end(self, request):
        return {"results": [self.result(self.space.destroy)]}


session = Session()
for line in sys.stdin:
    asked = json.loads(line)
    reply = json.dumps({"id": asked["id"], **getattr(session, asked["do"])(asked)})
    if asked["do"] == "apply" and BUG in ("garbage", "oversized"):
        reply = "oops" if BUG == "garbage" else " " * (9 << 20)
    print(reply, flush=True)
