"""Writes what Trino 476 says that its functions take, which it tells when they are called with something else.

    python3 expectations.py http://127.0.0.1:8080 > ../../../src/engine/embedded/typing/function_expectations.cc
"""
import json
import pathlib
import sys
import urllib.parse
from concurrent.futures import ThreadPoolExecutor

import generate

NAMES = sorted(json.loads((pathlib.Path(__file__).parent / "functions.json").read_text()))
# No function takes so many rows; those of any number of equal arguments take no others.
WRONG = ["%s(" + ", ".join(["ROW(1)"] * 14) + ")", "%s(1, 'a', ROW(1))", "%s(1)"]


def expected(server, name):
    for call in WRONG:
        message = generate.ask(server, "SELECT " + call % name).get("message", "")
        if ". Expected: " in message:
            return message.split(". Expected: ", 1)[1]
    return None


def literal(text):
    return json.dumps(text)


def main():
    server = urllib.parse.urlsplit(sys.argv[1]).netloc
    with ThreadPoolExecutor(4) as pool:
        told = dict(zip(NAMES, pool.map(lambda name: expected(server, name), NAMES)))
    print("""// Written by tests/golden/trino/expectations.py from the errors of a Trino 476.
#include "engine/embedded/typing/function_expectations.h"

#include <algorithm>
#include <iterator>

namespace tarn::engine::embedded {
namespace {

struct Expectation {
  std::string_view name;
  std::string_view arguments;
};
// By name.
constexpr Expectation kRows[] = {""")
    for name, text in told.items():
        if text:
            print(f"    {{{literal(name)}, {literal(text)}}},")
    print("""};

}  // namespace

std::string_view ExpectedArguments(std::string_view name) {
  const auto* found = std::lower_bound(
      std::begin(kRows), std::end(kRows), name,
      [](const Expectation& row, std::string_view wanted) { return row.name < wanted; });
  return found == std::end(kRows) || found->name != name ? std::string_view() : found->arguments;
}

}  // namespace tarn::engine::embedded""")


if __name__ == "__main__":
    main()
