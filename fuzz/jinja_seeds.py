#!/usr/bin/env python3
"""Writes the golden inputs as seeds for jinja_render_fuzz: fuzz/jinja_seeds.py FOLDER [LIMIT]"""
import pathlib
import re
import sys

folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
inputs = pathlib.Path(__file__).resolve().parent.parent / "tests/golden/jinja/inputs"
seeds = []
for path in sorted(inputs.iterdir()):
    text = path.read_text(encoding="utf-8")
    pieces = text.split("\n") if path.suffix == ".lines" else re.split(r"^=== .*$", text, flags=re.M)
    seeds += ["\n".join(line for line in piece.strip().split("\n") if not line.startswith("%%")) for piece in pieces]
for number, seed in enumerate(filter(None, seeds)):
    (folder / f"{number:04}").write_bytes(bytes([number % 64]) + seed.encode())
