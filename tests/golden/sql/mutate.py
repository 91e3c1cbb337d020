#!/usr/bin/env python3
"""Statements with one to three tokens dropped, doubled, swapped, put in or taken from another one: mutate.py SEED FOLDER writes FOLDER/statements.txt, for
Generate.java to ask Trino's parser (as generate.sh does with inputs). mutated-476.jsonl has what it says of a sample of four such runs."""
import json
import pathlib
import random
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
TOKEN = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|[A-Za-z_][A-Za-z_0-9]*|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|->|=>|<=|>=|<>|!=|\|\||\S""")
WORDS = """SELECT FROM WHERE ( ) , . * AND OR NOT NULL BY ORDER GROUP AS x "y" 1 1.5 's' BETWEEN IN LIKE IS CASE WHEN END JOIN ON CROSS UNION ALL INTERSECT WITH
OVER PARTITION ROWS -> => [ ] + - INTERVAL DAY TIMESTAMP DATE ROW ARRAY MAP CAST TRY_CAST EXISTS ANY FILTER WITHIN DISTINCT LIMIT OFFSET FETCH FIRST TABLE VALUES
LATERAL UNNEST ORDINALITY IF TO ADD COLUMN SET DEFAULT FOR VERSION OF JSON KEY VALUE RETURNING MATCH_RECOGNIZE PATTERN DEFINE WINDOW RANGE GROUPS CURRENT PRECEDING
FOLLOWING UNBOUNDED ? ; AT ZONE LOCAL COLLATE TABLESAMPLE BERNOULLI GRANT REVOKE ROLE COMMENT EXPLAIN ANALYZE FORMAT""".split()


def statements():
    ours, corpus = set(), set()
    for line in (HERE / "trino-476.jsonl").read_text().splitlines():
        golden = json.loads(line)
        text = golden["input"]
        ours.add({"expressions": f"SELECT {text}", "types": f"SELECT CAST(x AS {text})"}.get(golden["kind"], text))
    for file in sorted((HERE.parent / "trino").glob("*.jsonl")):
        corpus |= {json.loads(line)["sql"] for line in file.read_text().splitlines()}
    return sorted(ours), sorted(corpus)


def mutated(tokens, others):
    tokens = list(tokens)
    for _ in range(random.choice([1, 1, 1, 2, 3])):
        if not tokens:
            break
        kind, at = random.random(), random.randrange(len(tokens))
        if kind < 0.3:
            del tokens[at]
        elif kind < 0.5:
            tokens.insert(at, random.choice(WORDS))
        elif kind < 0.7:
            tokens[at] = random.choice(WORDS)
        elif kind < 0.8:
            tokens.insert(at, tokens[at])
        elif kind < 0.9:
            other = random.randrange(len(tokens))
            tokens[at], tokens[other] = tokens[other], tokens[at]
        else:
            taken = TOKEN.findall(random.choice(others))
            begin = random.randrange(len(taken))
            tokens[at:at] = taken[begin : begin + random.randint(1, 5)]
    return " ".join(tokens)


def main():
    random.seed(int(sys.argv[1]))
    ours, corpus = statements()
    base = ours + random.sample(corpus, 2000)
    out = set()
    for index, text in enumerate(base):
        for _ in range(12 if index < len(ours) else 3):
            line = mutated(TOKEN.findall(text), base).strip()
            if line and "\n" not in line and not line.startswith("#"):
                out.add(line)
    (pathlib.Path(sys.argv[2]) / "statements.txt").write_text("\n".join(sorted(out)) + "\n")


main()
