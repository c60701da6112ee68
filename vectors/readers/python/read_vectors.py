#!/usr/bin/env python3
"""Reads all of Maplet's golden vectors and checks them with the decoder and walker of regimes.py.

Checked: the index (hashes, sizes, counts); of EPT, AArch64 stage 2 and RISC-V every entry, every
walk (outcome, address, permissions, memory type, page size, fault and its height, entries read),
and the words of the mappings that sequences end with. Not checked: AArch64 EL2 (its files are
hashed and counted), syndromes, flags that hardware writes, the answers of sequences.
"""
import hashlib, json, pathlib, sys
from regimes import Regime

def check(kind, regime, root, vector):
    """What differs, as a pair of what the vector says and what was found; None if nothing."""
    num, expect = lambda text: int(text, 16), vector["expect"]
    if kind == "entry":
        said = [expect["means"]] + [expect[name] for name in ("fault",) if name in expect]
        said += [num(expect["address"])] if "address" in expect else []
        said += [expect["permissions"], expect["type"]] if said[0] == "leaf" else []
        found = list(regime.decode(num(vector["word"]), vector["height"]))
        found = found[:2] + ([regime.letters(found[2]), found[3]] if found[0] == "leaf" else [])
    elif kind == "walk":
        said = (expect["fault"], expect["height"], expect["reads"]) if "fault" in expect else (
            num(expect["hpa"]), expect["permissions"], expect["type"], num(expect["pageSize"]),
            expect["reads"])
        memory = {num(address): num(word) for address, word in vector["memory"]}
        found = regime.walk(root, memory, num(vector["gpa"]), vector["access"])
    else:
        leaves = [m for m in expect["mappings"] if "word" in m]
        said = [("leaf", num(m["hpa"]), m["permissions"], m["type"]) for m in leaves]
        decoded = [regime.decode(num(m["word"]), regime.sizes.index(num(m["pageSize"])))
                   for m in leaves]
        found = [(d[0], d[1], regime.letters(d[2]), d[3]) if len(d) == 4 else d for d in decoded]
    return None if said == found else (said, found)

folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2])
checked, skipped, wrong = 0, 0, 0
for line in json.loads((folder / "index.json").read_text())["files"]:
    data = (folder / line["file"]).read_bytes()
    if hashlib.sha256(data).hexdigest() != line["sha256"]:
        sys.exit(line["file"] + ": its SHA-256 isn't the one in the index")
    file = json.loads(data)
    if not len(file["vectors"]) == file["count"] == line["vectors"]:
        sys.exit(line["file"] + ": the count of its vectors isn't the one in the index")
    if "-el2-" in file["regime"]:
        skipped += len(file["vectors"])
        continue
    regime, root = Regime(file), int(file.get("root", "0x0"), 16)
    for vector in file["vectors"]:
        checked, difference = checked + 1, check(file["kind"], regime, root, vector)
        if difference:
            wrong += 1
            print(vector["id"], vector["flags"], *difference)
print(f"{checked} vectors checked, {wrong} differ, {skipped} of AArch64 EL2 only hashed and counted")
sys.exit(1 if wrong or not checked else 0)
