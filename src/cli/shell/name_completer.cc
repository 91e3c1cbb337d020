#include "cli/shell/name_completer.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "sql/keyword.h"
#include "sql/token.h"

namespace tarn::cli {
namespace {

bool IsWord(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || static_cast<signed char>(c) < 0;
}

bool StartsWithIgnoreCase(std::string_view text, std::string_view prefix) {
  if (text.size() < prefix.size()) return false;
  return std::equal(prefix.begin(), prefix.end(), text.begin(), [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) ==
           std::tolower(static_cast<unsigned char>(b));
  });
}

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower;
}

// "bronze." of "SELECT * FROM bronze.cu": the parts before the word, outermost first.
std::vector<std::string> Qualifiers(std::string_view before) {
  std::vector<std::string> parts;
  while (!before.empty() && before.back() == '.') {
    before.remove_suffix(1);
    size_t start = before.size();
    while (start > 0 && IsWord(before[start - 1])) --start;
    if (start == before.size()) break;
    parts.insert(parts.begin(), Lower(before.substr(start)));
    before = before.substr(0, start);
  }
  return parts;
}

struct NamedTable {
  std::string schema;
  std::string table;
};

// Names that stand after FROM, JOIN, INTO, UPDATE or TABLE.
std::vector<NamedTable> NamedTables(std::string_view statement, const std::string& schema) {
  std::vector<NamedTable> tables;
  auto tokens = sql::Tokenize(statement);
  for (size_t i = 0; i + 1 < tokens.size(); ++i) {
    std::string word = Lower(tokens[i].text);
    if (word != "from" && word != "join" && word != "into" && word != "update" && word != "table") {
      continue;
    }
    std::vector<std::string> parts;
    for (size_t j = i + 1; j < tokens.size(); j += 2) {
      bool name = tokens[j].kind == sql::TokenKind::kIdentifier ||
                  tokens[j].kind == sql::TokenKind::kKeyword;
      if (!name) break;
      parts.push_back(Lower(tokens[j].text));
      if (j + 1 >= tokens.size() || tokens[j + 1].text != ".") break;
    }
    if (parts.empty()) continue;
    tables.push_back({parts.size() > 1 ? parts[parts.size() - 2] : schema, parts.back()});
  }
  return tables;
}

class Collector {
 public:
  explicit Collector(std::string_view prefix) : prefix_(prefix) {}
  void Add(const std::string& name) {
    if (StartsWithIgnoreCase(name, prefix_)) names_.insert(name);
  }
  void AddAll(const std::vector<std::string>& names, std::string_view suffix = "") {
    for (const auto& name : names) Add(name + std::string(suffix));
  }
  std::vector<std::string> Take() { return {names_.begin(), names_.end()}; }

 private:
  std::string_view prefix_;
  std::set<std::string> names_;
};

}  // namespace

Completion CompleteName(std::string_view statement_before, std::string_view before_cursor,
                        NameSource& names) {
  size_t start = before_cursor.size();
  while (start > 0 && IsWord(before_cursor[start - 1])) --start;
  std::string_view prefix = before_cursor.substr(start);
  std::vector<std::string> qualifiers = Qualifiers(before_cursor.substr(0, start));
  std::string statement = std::string(statement_before) + "\n" + std::string(before_cursor);
  std::string schema = names.CurrentSchema();
  auto named = NamedTables(statement, schema);
  Collector collector(prefix);

  if (!qualifiers.empty() && qualifiers.front() == "iceberg") qualifiers.erase(qualifiers.begin());
  if (qualifiers.empty() && start > 0 && before_cursor[start - 1] == '.') {
    collector.AddAll(names.Schemas(), ".");  // iceberg.|
  } else if (qualifiers.size() == 1) {
    collector.AddAll(names.Tables(qualifiers[0]));
    for (const auto& table : named) {
      if (table.table == qualifiers[0]) collector.AddAll(names.Columns(table.schema, table.table));
    }
  } else if (qualifiers.size() == 2) {
    collector.AddAll(names.Columns(qualifiers[0], qualifiers[1]));
  } else if (qualifiers.empty()) {
    collector.AddAll(names.Schemas(), ".");
    if (!schema.empty()) collector.AddAll(names.Tables(schema));
    for (const auto& table : named) collector.AddAll(names.Columns(table.schema, table.table));
    if (!prefix.empty()) {
      const bool lower = std::islower(static_cast<unsigned char>(prefix.front())) != 0;
      for (sql::Keyword keyword : sql::AllKeywords()) {
        std::string_view text = sql::KeywordText(keyword);
        collector.Add(lower ? Lower(text) : std::string(text));
      }
      collector.Add("iceberg.");
    }
  }
  return {prefix.size(), collector.Take()};
}

}  // namespace tarn::cli
