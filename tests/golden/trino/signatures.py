"""Writes the table of Trino's function signatures from what SHOW FUNCTIONS of a Trino 476 lists.

    python3 signatures.py http://127.0.0.1:8080 > ../../../src/engine/embedded/typing/function_signatures.cc

Left out: functions of colors, table functions, and those that only a plugin has. Added: which functions take any
number of arguments, which SHOW FUNCTIONS does not tell, and functions that it hides."""
import sys
import urllib.parse

import generate

ANY_NUMBER = {("concat", "varchar"), ("concat", "varbinary"), ("concat", "array(E)"), ("greatest", "E"), ("least", "E"),
              ("map_concat", "map(K,V)"), ("concat_ws", "varchar, varchar")}
NOT_KEPT = ("color",)
HIDDEN = [("fail", "scalar", "unknown", "integer, varchar"), ("fail", "scalar", "unknown", "varchar"), ("version", "scalar", "varchar", ""), ("array_first", "scalar", "E", "array(E)"),
          ("array_last", "scalar", "E", "array(E)"), ("may_repeat", "aggregate", "boolean", "t")]
KINDS = {"scalar": "kScalar", "aggregate": "kAggregate", "window": "kWindow"}


def rows(server):
    found = list(HIDDEN)
    for name, returns, arguments, kind, _, _ in generate.ask(server, "SHOW FUNCTIONS")["rows"]:
        if kind not in KINDS or any(word in returns + arguments for word in NOT_KEPT):
            continue
        if name == "to_iso8601" and "time zone" in arguments:
            returns = "varchar(m)"  # longer than those without a zone
        found.append((name, kind, returns, arguments + ("…" if (name, arguments) in ANY_NUMBER else "")))
    return sorted(set(found))


def main():
    print("""// Written by tests/golden/trino/signatures.py from what SHOW FUNCTIONS of a Trino 476 lists.
#include "engine/embedded/typing/signature.h"

namespace tarn::engine::embedded {
namespace {

constexpr SignatureRow kRows[] = {""")
    for name, kind, returns, arguments in rows(urllib.parse.urlsplit(sys.argv[1]).netloc):
        print(f'    {{"{name}", FunctionKind::{KINDS[kind]}, "{returns}", "{arguments}"}},')
    print("""};

}  // namespace

std::span<const SignatureRow> FunctionSignatureRows() { return kRows; }

}  // namespace tarn::engine::embedded""")


if __name__ == "__main__":
    main()
