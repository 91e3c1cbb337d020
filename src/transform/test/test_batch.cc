#include "transform/test/test_batch.h"

#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/format.h>

#include "transform/context/value_tree.h"
#include "transform/manifest/generic_test.h"
#include "transform/test/test_run.h"

namespace tarn::transform {

namespace {

using jinja::Value;

// A piece of SQL, as far as recognising a shape needs it.
struct Token {
  enum class Kind { kWord, kQuoted, kString, kNumber, kSymbol };
  Kind kind;
  std::string text;  // words in lower case
  size_t begin, end;
};

bool IsWord(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Nothing for what is not closed. Comments are left out.
std::optional<std::vector<Token>> Tokenize(const std::string& sql) {
  std::vector<Token> tokens;
  size_t at = 0;
  while (at < sql.size()) {
    const char c = sql[at];
    const size_t begin = at;
    if (std::isspace(static_cast<unsigned char>(c))) {
      ++at;
      continue;
    }
    if (sql.compare(at, 2, "--") == 0) {
      at = std::min(sql.find('\n', at), sql.size());
      continue;
    }
    if (sql.compare(at, 2, "/*") == 0) {
      const size_t end = sql.find("*/", at + 2);
      if (end == std::string::npos) return std::nullopt;
      at = end + 2;
      continue;
    }
    Token token{Token::Kind::kSymbol, std::string(1, c), begin, begin + 1};
    if (c == '\'' || c == '"') {
      size_t end = at + 1;
      while (true) {
        end = sql.find(c, end);
        if (end == std::string::npos) return std::nullopt;
        if (end + 1 < sql.size() && sql[end + 1] == c) {
          end += 2;
          continue;
        }
        break;
      }
      token.kind = c == '"' ? Token::Kind::kQuoted : Token::Kind::kString;
      token.end = end + 1;
      token.text = sql.substr(begin, token.end - begin);
    } else if (IsWord(c)) {
      size_t end = at;
      while (end < sql.size() && IsWord(sql[end])) ++end;
      token.end = end;
      token.kind =
          std::isdigit(static_cast<unsigned char>(c)) ? Token::Kind::kNumber : Token::Kind::kWord;
      token.text = sql.substr(begin, end - begin);
      std::transform(token.text.begin(), token.text.end(), token.text.begin(),
                     [](unsigned char w) { return static_cast<char>(std::tolower(w)); });
    }
    tokens.push_back(token);
    at = token.end;
  }
  return tokens;
}

bool IsKeyword(const Token& token, std::string_view word) {
  return token.kind == Token::Kind::kWord && token.text == word;
}

// Words that make a condition more than a predicate over one row.
constexpr std::array<std::string_view, 22> kRefused = {
    "select", "over",      "group",  "having", "order",   "limit",          "offset", "union",
    "except", "intersect", "window", "fetch",  "from",    "join",           "values", "table",
    "with",   "qualify",   "exists", "unnest", "lateral", "match_recognize"};

bool IsRefused(const Token& token) {
  return token.kind == Token::Kind::kWord &&
         std::find(kRefused.begin(), kRefused.end(), token.text) != kRefused.end();
}

// `*`, or names and numbers divided by commas, with aliases: nothing that could change the number
// of rows or fail.
bool IsPlainSelectList(const std::vector<Token>& tokens, size_t from, size_t to) {
  if (from == to) return false;
  for (size_t i = from; i < to; ++i) {
    const Token& token = tokens[i];
    if (IsRefused(token) || IsKeyword(token, "distinct") || IsKeyword(token, "all")) return false;
    if (token.kind != Token::Kind::kSymbol) continue;
    if (token.text != "," && token.text != "." && token.text != "*") return false;
  }
  return true;
}

// FROM's relation: a dotted name, or a subquery in parentheses, each with an optional alias.
// Gives the position after it; nothing for anything else.
std::optional<size_t> SkipRelation(const std::vector<Token>& tokens, size_t at) {
  if (at >= tokens.size()) return std::nullopt;
  if (tokens[at].text == "(" && tokens[at].kind == Token::Kind::kSymbol) {
    int depth = 0;
    for (; at < tokens.size(); ++at) {
      if (tokens[at].kind != Token::Kind::kSymbol) continue;
      if (tokens[at].text == "(") ++depth;
      if (tokens[at].text == ")" && --depth == 0) break;
    }
    if (at == tokens.size()) return std::nullopt;
    ++at;
  } else {
    while (true) {
      if (at >= tokens.size()) return std::nullopt;
      const Token& name = tokens[at];
      const bool is_name = name.kind == Token::Kind::kQuoted ||
                           (name.kind == Token::Kind::kWord && !IsRefused(name));
      if (!is_name) return std::nullopt;
      ++at;
      if (at < tokens.size() && tokens[at].text == ".") {
        ++at;
        continue;
      }
      break;
    }
  }
  if (at < tokens.size() && IsKeyword(tokens[at], "as")) ++at;
  if (at < tokens.size() && !IsKeyword(tokens[at], "where") && !IsRefused(tokens[at]) &&
      !IsKeyword(tokens[at], "for") && !IsKeyword(tokens[at], "tablesample") &&
      (tokens[at].kind == Token::Kind::kWord || tokens[at].kind == Token::Kind::kQuoted)) {
    ++at;  // the alias
  }
  return at;
}

// Whether the condition that begins at token `at` is just `[alias.]column is null`.
bool IsNullCheck(const std::vector<Token>& tokens, size_t at) {
  const auto is_name = [&](size_t i) {
    return i < tokens.size() &&
           (tokens[i].kind == Token::Kind::kWord || tokens[i].kind == Token::Kind::kQuoted);
  };
  if (!is_name(at)) return false;
  for (++at; at < tokens.size() && tokens[at].text == "."; at += 2) {
    if (!is_name(at + 1)) return false;
  }
  return at + 2 == tokens.size() && IsKeyword(tokens[at], "is") &&
         IsKeyword(tokens[at + 1], "null");
}

// Whether a scan of the relation costs what a scan of stored columns costs: a table, or a view
// that only picks from one. Others are better computed once for all tests.
bool IsCheapToScan(const Manifest& manifest, const std::string& unique_id, int depth = 0) {
  constexpr int kMaxViews = 8;
  const Node* node = manifest.Find(unique_id);
  if (node == nullptr || depth > kMaxViews) return false;
  if (node->type == ResourceType::kSource || node->type == ResourceType::kSeed) return true;
  if (node->type != ResourceType::kModel || node->is_ephemeral()) return false;
  if (node->materialized() != "view") return true;
  if (node->depends_on_nodes.size() != 1 || !node->depends_on_macros.empty()) return false;
  const auto tokens = Tokenize(node->raw_code);
  if (!tokens) return false;
  int selects = 0;
  int relations = 0;
  for (const Token& token : *tokens) {
    if (IsKeyword(token, "select")) {
      ++selects;
    } else if (IsKeyword(token, "from")) {
      ++relations;
    } else if (IsRefused(token) || IsKeyword(token, "distinct")) {
      return false;
    }
  }
  return selects == 1 && relations == 1 &&
         IsCheapToScan(manifest, node->depends_on_nodes.front(), depth + 1);
}

std::optional<BatchMember> FromFilter(const std::string& sql, bool cheap_scan) {
  auto parsed = Tokenize(sql);
  if (!parsed) return std::nullopt;
  const auto& tokens = *parsed;
  if (tokens.empty() || !IsKeyword(tokens[0], "select")) return std::nullopt;
  size_t from = 1;
  while (from < tokens.size() && !IsKeyword(tokens[from], "from")) ++from;
  if (from >= tokens.size() || !IsPlainSelectList(tokens, 1, from)) return std::nullopt;
  auto where = SkipRelation(tokens, from + 1);
  if (!where || *where + 1 >= tokens.size() || !IsKeyword(tokens[*where], "where")) {
    return std::nullopt;
  }
  int depth = 0;
  for (size_t i = *where + 1; i < tokens.size(); ++i) {
    if (IsRefused(tokens[i]) || tokens[i].text == ";") return std::nullopt;
    if (tokens[i].kind != Token::Kind::kSymbol) continue;
    if (tokens[i].text == "(") ++depth;
    if (tokens[i].text == ")" && --depth < 0) return std::nullopt;
  }
  if (depth != 0) return std::nullopt;
  BatchMember member;
  const size_t begin = tokens[from + 1].begin;
  member.from = sql.substr(begin, tokens[*where - 1].end - begin);
  // From token to token, so that no comment swallows what follows; a line comment inside is ended
  // by its own newline.
  const size_t condition = tokens[*where + 1].begin;
  const std::string text = sql.substr(condition, tokens.back().end - condition);
  if (cheap_scan && IsNullCheck(tokens, *where + 1)) {
    member.aggregate = fmt::format("(SELECT count(*) FROM {} WHERE {})", member.from, text);
    member.needs_from = false;
  } else {
    member.aggregate = fmt::format("count(CASE WHEN ({}) THEN 1 END)", text);
  }
  return member;
}

bool IsBuiltin(const Manifest& manifest, const Node& node, const char* name) {
  if (node.generic_test->name != name) return false;
  const Macro* macro =
      FindTestMacro(manifest.macros, node.generic_test->macro_namespace, name, node.package);
  if (macro == nullptr || macro->package != kBuiltinPackage) return false;
  std::vector<std::string> searched;
  const Macro* implementation = manifest.macros.Dispatch(std::string("test_") + name,
                                                         kBuiltinPackage, node.package, &searched);
  return implementation != nullptr && implementation->package == kBuiltinPackage;
}

// "from X group by" or "from X where": the relation of a compiled builtin test as it is written
// there.
std::optional<std::string> RelationBefore(const char* keyword, const std::string& sql) {
  auto tokens = Tokenize(sql);
  if (!tokens) return std::nullopt;
  for (size_t i = 0; i + 1 < tokens->size(); ++i) {
    if (!IsKeyword((*tokens)[i], "from")) continue;
    auto after = SkipRelation(*tokens, i + 1);
    if (!after || *after >= tokens->size() || !IsKeyword((*tokens)[*after], keyword)) {
      return std::nullopt;
    }
    const size_t begin = (*tokens)[i + 1].begin;
    return sql.substr(begin, (*tokens)[*after - 1].end - begin);
  }
  return std::nullopt;
}

std::optional<BatchMember> FromAcceptedValues(const Node& node, const CompiledNode& compiled) {
  const Value& kwargs = node.generic_test->kwargs;
  const Value* values = Get(kwargs, "values");
  const std::string column = node.generic_test->column_name;
  if (values == nullptr || !values->is_list() || values->AsList().empty() || column.empty()) {
    return std::nullopt;
  }
  auto from = RelationBefore("group", compiled.code);
  if (!from) return std::nullopt;
  const bool quote = GetBool(kwargs, "quote", true);
  std::string list;
  for (const Value& value : values->AsList()) {
    const std::string text = jinja::Str(value);
    if (text.find("{{") != std::string::npos || text.find("{%") != std::string::npos) {
      return std::nullopt;  // rendered when compiled; leave it to the test's own SQL
    }
    list += (list.empty() ? "" : ", ") + (quote ? "'" + text + "'" : text);
  }
  BatchMember member;
  member.from = *from;
  member.aggregate = fmt::format("count(CASE WHEN {} NOT IN ({}) THEN 1 END)", column, list);
  member.is_count = false;
  return member;
}

std::optional<BatchMember> FromUnique(const Node& node, const CompiledNode& compiled) {
  const std::string column = node.generic_test->column_name;
  auto from = RelationBefore("where", compiled.code);
  if (!from || column.empty()) return std::nullopt;
  BatchMember member;
  member.from = *from;
  member.aggregate = fmt::format("CASE WHEN may_repeat({}) THEN 1 ELSE 0 END", column);
  member.is_count = false;
  return member;
}

}  // namespace

bool MayBatch(const Manifest& manifest, const Node& node, bool store_failures) {
  if (!node.generic_test || node.depends_on_nodes.size() != 1) return false;
  if (GetBool(node.config, "store_failures", store_failures)) return false;
  const Value* limit = node.config_value("limit");
  if (limit != nullptr && !limit->is_none()) return false;
  if (node.config_string("fail_calc") != "count(*)") return false;
  if (!EvaluateThreshold(node.config_string("warn_if"), 0) ||
      !EvaluateThreshold(node.config_string("error_if"), 0)) {
    return false;
  }
  const Macro* test_sql = manifest.macros.Resolve("get_test_sql", node.package);
  std::vector<std::string> searched;
  const Macro* implementation =
      manifest.macros.Dispatch("get_test_sql", kBuiltinPackage, node.package, &searched);
  return test_sql->package == kBuiltinPackage && implementation->package == kBuiltinPackage;
}

std::optional<BatchMember> ToBatchMember(const Manifest& manifest, const Node& node,
                                         const CompiledNode& compiled, bool may_repeat) {
  if (!compiled.ctes.empty()) return std::nullopt;
  if (IsBuiltin(manifest, node, "unique")) {
    return may_repeat ? FromUnique(node, compiled) : std::nullopt;
  }
  if (IsBuiltin(manifest, node, "accepted_values")) return FromAcceptedValues(node, compiled);
  return FromFilter(compiled.code, IsCheapToScan(manifest, node.depends_on_nodes.front()));
}

std::string BatchSql(const std::string& from, const std::vector<BatchMember>& members) {
  std::string list;
  bool needs_from = false;
  for (size_t i = 0; i < members.size(); ++i) {
    list += fmt::format("{}\n  {} AS failures_{}", i == 0 ? "" : ",", members[i].aggregate, i);
    needs_from = needs_from || members[i].needs_from;
  }
  return fmt::format("SELECT{}{}", list, needs_from ? "\nFROM " + from : "");
}

}  // namespace tarn::transform
