// Joins stage2.js and Maplet over the stdio protocol (PROTOCOL.md). Write this one for your own code.
//
// MAPLET_BUG=name plants one of the bugs of stage2.js.
"use strict";

const { AddressSpace, Refused, PAGE } = require("./stage2.js");

const BUG = process.env.MAPLET_BUG || "";
const CODES = { invalid: -22, exists: -17, memory: -12, missing: -2, fault: -14 };
const ENOSYS = -38;
const [STORE, ZERO, ALLOCATE, REFUSE, FREE, , INVALIDATE_ALL] = [1, 2, 3, 4, 5, 6, 7];
const FLAGS = [1, 2, 4, 4]; // permission that an access needs, by its number

// Memory and frames, which tell what happens to them.
class Machine {
  constructor(begin) {
    this.base = Number(begin.memory);
    this.limit = this.base + Number(begin.memorySize);
    this.words = new Float64Array(Number(begin.memorySize) / 8);
    this.restart(begin);
  }

  restart(asked) {
    if (this.next !== undefined) this.words.fill(0, 0, (this.next - this.base) / 8);
    this.next = this.base;
    this.freeFrames = [];
    this.events = [];
    this.refuse(asked);
  }

  refuse(request) {
    this.refuseFrom = request.refuseFrom ?? 0;
    this.refuseOnce = request.refuseOnce ?? false;
  }

  alloc() {
    const refused = this.refuseFrom === 1;
    if (this.refuseFrom > 1) this.refuseFrom--;
    if (refused && this.refuseOnce) this.refuseFrom = 0;
    if (refused || (this.freeFrames.length === 0 && this.next === this.limit)) {
      this.events.push([REFUSE, 1]);
      return 0;
    }
    const frame = this.freeFrames.length > 0 ? this.freeFrames.pop() : this.next;
    if (frame === this.next) this.next += PAGE;
    this.events.push([ALLOCATE, frame, 1]);
    return frame;
  }

  free(frame) {
    this.freeFrames.push(frame);
    this.events.push([FREE, frame, 1]);
  }

  load(address) {
    return this.words[(address - this.base) / 8];
  }

  store(address, word) {
    const at = (address - this.base) / 8;
    this.events.push([STORE, address, this.words[at], word]);
    this.words[at] = word;
  }

  zero(frame) {
    const at = (frame - this.base) / 8;
    this.words.fill(0, at, at + PAGE / 8);
    this.events.push([ZERO, frame]);
  }

  invept() {
    this.events.push([INVALIDATE_ALL]);
  }
}

let machine;
let space;

// Runs an action, and says what it did.
function result(action) {
  machine.events = [];
  let code;
  try {
    code = action() || 0;
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused;
    code = CODES[refused.reason];
  }
  return { code, events: machine.events };
}

function operation(asked) {
  const { do: what, how, attributes } = asked;
  const gpa = Number(asked.gpa);
  const size = Number(asked.size);
  machine.refuse(asked);
  switch (what) {
    case "map": {
      const offset = how === "linear" ? Number(asked.hpa) - gpa : null;
      return result(() => space.map(gpa, size, attributes, offset, how !== "on-demand"));
    }
    case "unmap":
      return result(() => space.unmap(gpa, size));
    case "protect":
      return result(() => space.protect(gpa, size, attributes));
    case "clear":
      return result(() => space.clear());
    case "fault":
      return result(() => (space.fault(gpa, FLAGS[asked.access]) ? 0 : 1));
    case "translate": {
      let hpa = 0;
      const done = result(() => void (hpa = space.translate(gpa, FLAGS[asked.access])));
      return { ...done, answer: { hpa } };
    }
    default:
      return { code: ENOSYS };
  }
}

const requests = {
  start: () => ({ protocol: 1, name: "javascript-starter", version: "1", reports: ["stores", "invalidations"] }),

  begin(asked) {
    if (asked.regime !== "ept-4" || asked.layer !== "space") return { results: [{ code: ENOSYS }] };
    if (machine === undefined) machine = new Machine(asked);
    machine.restart(asked);
    space = undefined;
    const [base, size, bits] = [Number(asked.base), Number(asked.size), asked.outputBits];
    const made = result(() => void (space = new AddressSpace(machine, base, size, bits, BUG)));
    return { results: [{ ...made, root: space === undefined ? 0 : space.root }] };
  },

  apply: (asked) => ({ results: asked.operations.map(operation) }),

  dump() {
    const wordsOf = (table) =>
      Array.from({ length: 512 }, (_, i) => [i, machine.load(table + 8 * i)]).filter(([, word]) => word !== 0);
    return { root: space.root, frames: space.tables().map((table) => [table, wordsOf(table)]) };
  },

  end: () => ({ results: [result(() => space.destroy())] }),
};

let rest = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (chunk) => {
  const lines = (rest + chunk).split("\n");
  rest = lines.pop();
  for (const line of lines) {
    const asked = JSON.parse(line);
    process.stdout.write(JSON.stringify({ id: asked.id, ...requests[asked.do](asked) }) + "\n");
  }
});
