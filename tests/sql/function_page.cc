#include "function_page.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <map>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "engine/embedded/dialect/function_table.h"

namespace tarn::sql_tests {
namespace {

using engine::embedded::FunctionFamilies;
using engine::embedded::FunctionNames;
using nlohmann::json;

struct Count {
  int same = 0;
  int all = 0;
};

bool IsWord(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// The words of a statement that are followed by "(".
std::set<std::string> Calls(const std::string& sql) {
  std::set<std::string> calls;
  for (size_t i = 0; i < sql.size(); ++i) {
    if (sql[i] != '(') continue;
    size_t begin = i;
    while (begin > 0 && IsWord(sql[begin - 1])) --begin;
    std::string word = sql.substr(begin, i - begin);
    std::transform(word.begin(), word.end(), word.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (!word.empty()) calls.insert(word);
  }
  return calls;
}

std::map<std::string, Count> CountByFunction(const std::vector<Outcome>& outcomes) {
  std::map<std::string, Count> counts;
  for (const Outcome& outcome : outcomes) {
    for (const std::string& name : Calls(outcome.sql)) {
      Count& count = counts[name];
      ++count.all;
      if (outcome.same) ++count.same;
    }
  }
  return counts;
}

std::string FamilyTable(const std::vector<Outcome>& outcomes) {
  std::vector<std::string> order;
  std::map<std::string, Count> counts;
  Count total;
  for (const Outcome& outcome : outcomes) {
    if (!counts.contains(outcome.family)) order.push_back(outcome.family);
    Count& count = counts[outcome.family];
    ++count.all;
    ++total.all;
    if (outcome.same) {
      ++count.same;
      ++total.same;
    }
  }
  std::string text = "| statements about | in the corpus | as Trino has them |\n|---|---:|---:|\n";
  for (const std::string& family : order) {
    text += fmt::format("| {} | {} | {} |\n", family, counts[family].all, counts[family].same);
  }
  return text + fmt::format("| all | {} | {} |\n", total.all, total.same);
}

std::string FunctionTables(const std::map<std::string, Count>& counts) {
  std::string text;
  for (const auto& family : FunctionFamilies()) {
    text += fmt::format("\n### {}\n| function | statements that agree | |\n|---|---|---|\n",
                        family.title);
    std::map<std::string, std::string> notes;  // sorted by name, overloads together
    for (const auto& rule : family.rules) {
      std::string& note = notes[std::string(rule.name)];
      if (!rule.note.empty() && note.find(rule.note) == std::string::npos) {
        note += (note.empty() ? "" : "; ") + std::string(rule.note);
      }
    }
    for (const auto& [name, note] : notes) {
      const auto found = counts.find(name);
      const std::string agree =
          found == counts.end() ? ""
                                : fmt::format("{} of {}", found->second.same, found->second.all);
      text += fmt::format("| `{}` | {} | {} |\n", name, agree, note);
    }
  }
  return text;
}

std::string Missing(const std::string& functions_path) {
  std::ifstream file(functions_path);
  if (!file) base::Throw(base::ErrorKind::kNotFound, "no such file: {}", functions_path);
  const json functions = json::parse(file);
  const std::vector<std::string> have = FunctionNames();
  std::string text;
  for (const auto& [name, entry] : functions.items()) {
    if (std::binary_search(have.begin(), have.end(), name)) continue;
    if (name[0] == '$' || entry["kind"] == "table") continue;
    const json& description = entry["description"];
    text += fmt::format("| `{}` | {} |\n", name,
                        description.is_string() ? description.get<std::string>() : "");
  }
  return text;
}

}  // namespace

std::string FunctionPage(const std::string& functions_path, const std::vector<Outcome>& outcomes) {
  std::string text =
      "# SQL: what is Trino's, and what is not\n"
      "The dialect is that of Trino 476. This page is written by `tarn_trino_corpus --update` from "
      "the engine's function table\nand from the corpus of statements in `tests/golden/trino`, "
      "whose answers a Trino 476 gave; a test fails when it is stale.\nA statement agrees when its "
      "rows and types are Trino's, or the name and code of its error. What differs, statement by\n"
      "statement, is in `tests/golden/trino/differences.txt`.\n\n"
      "Differences that hold everywhere:\n"
      "- Types of results are told as Trino tells them, with lengths and digits; where the type of "
      "an expression is not known from the text, `varchar` is told without its length and times "
      "with the digits that they are computed in. Tables keep 9 digits of a second at most, of "
      "times "
      "6.\n"
      "- `char(n)` compares as Trino's, but for characters below the blank behind the end of the "
      "shorter value. Tables keep it as `varchar`, padded, as in Trino.\n"
      "- Times with a zone and timestamps with a zone of more than 6 digits are told apart by "
      "their "
      "zone where they are grouped or joined; `=`, `<` and their like compare the moment. "
      "Functions "
      "of times other than casts, `+`, `-`, `date_add`, `date_trunc` and `AT TIME ZONE` take 9 "
      "digits of a timestamp, 6 of others.\n"
      "- SQL routines are those of `WITH FUNCTION`; catalogs keep none. Numbers that a path of "
      "SQL/JSON computes are 64-bit integers and doubles, where Trino has decimals as well.\n"
      "- Regular expressions are RE2's: no look-around, no back references.\n\n";
  text += FamilyTable(outcomes);
  text += "\n## Functions\n";
  text += FunctionTables(CountByFunction(outcomes));
  text +=
      "\n## Functions of Trino that are not here\nA call of one is an error that says so.\n\n"
      "| function | what it does |\n|---|---|\n";
  return text + Missing(functions_path);
}

}  // namespace tarn::sql_tests
