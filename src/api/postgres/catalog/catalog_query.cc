#include "api/postgres/catalog/catalog_query.h"

#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/format.h>

#include "api/postgres/operands.h"
#include "api/postgres/settings.h"
#include "api/postgres/sql_error.h"
#include "api/postgres/types.h"
#include "sql/printer.h"

namespace tarn::api::postgres {
namespace {

// Types of object names: a text is looked up, a number is shown by its name.
constexpr std::array kNameTypes = {"regclass",  "regtype",       "regproc",     "regprocedure",
                                   "regrole",   "regnamespace",  "regoper",     "regoperator",
                                   "regconfig", "regdictionary", "regcollation"};
// Of what there are none here: their names are only what they are written as.
constexpr std::array kWrittenNames = {"regprocedure", "regoper",       "regoperator",
                                      "regconfig",    "regdictionary", "regcollation"};
// Beginnings of the names of functions that are about the database that emulates the catalog.
constexpr std::array kForbidden = {
    "duckdb_",  "pragma_",    "read_",        "parquet_",   "enable_",
    "disable_", "write_",     "getvariable",  "getenv",     "query",
    "glob",     "sniff_",     "storage_info", "checkpoint", "force_checkpoint",
    "test_",    "repeat_row", "json_execute", "parse_",     "which_secret",
    "from_"};

template <typename Words>
bool OneOf(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string ElementType(uint32_t element) {
  switch (element) {
    case oid::kInt2:
    case oid::kInt4:
    case oid::kInt8:
    case oid::kOid: return "BIGINT";
    case oid::kBool: return "BOOLEAN";
    case oid::kFloat4:
    case oid::kFloat8: return "DOUBLE";
    default: return "VARCHAR";
  }
}

// "{a,b}" as the text of a list.
std::string ListText(std::string list) {
  std::replace(list.begin(), list.end(), '{', '[');
  std::replace(list.begin(), list.end(), '}', ']');
  return sql::QuoteString(list);
}

std::string ParameterText(const CatalogParameter& parameter) {
  if (!parameter.text) return "NULL";
  const std::string quoted = sql::QuoteString(*parameter.text);
  if (const TypeRow* element = FindElementOfArray(parameter.type_oid)) {
    return fmt::format("CAST({} AS {}[])", ListText(*parameter.text), ElementType(element->oid));
  }
  switch (parameter.type_oid) {
    case oid::kInt2:
    case oid::kInt4:
    case oid::kInt8:
    case oid::kOid: return fmt::format("CAST({} AS BIGINT)", quoted);
    case oid::kBool: return fmt::format("CAST({} AS BOOLEAN)", quoted);
    case oid::kFloat4:
    case oid::kFloat8: return fmt::format("CAST({} AS DOUBLE)", quoted);
    default: return quoted;
  }
}

class Rewriter {
 public:
  Rewriter(std::string_view source, const std::vector<Token>& tokens,
           const StatementTokens& statement, const std::vector<CatalogParameter>& parameters,
           const std::map<std::string, std::string>& settings)
      : source_(source),
        tokens_(tokens),
        statement_(statement),
        parameters_(parameters),
        settings_(settings),
        operands_(tokens, statement.begin) {}

  std::string Run() {
    for (size_t i = statement_.begin; i < statement_.end;) i = Visit(i);
    return Apply();
  }

 private:
  bool Is(size_t i, std::string_view word) const {
    return i < statement_.end && tokens_[i].Is(word);
  }
  void Replace(size_t first, size_t behind, std::string text) {
    edits_.push_back({tokens_[first].begin, tokens_[behind - 1].end, std::move(text)});
  }
  void Insert(size_t token, std::string text) {
    edits_.push_back({tokens_[token].begin, tokens_[token].begin, std::move(text)});
  }

  size_t Visit(size_t i) {
    const Token& token = tokens_[i];
    switch (token.kind) {
      case TokenKind::kParameter: {
        const auto at = static_cast<size_t>(token.number - 1);
        Replace(i, i + 1, at < parameters_.size() ? ParameterText(parameters_[at]) : "NULL");
        return i + 1;
      }
      case TokenKind::kString:
        if (!token.plain_string) Replace(i, i + 1, sql::QuoteString(token.text));
        return i + 1;
      case TokenKind::kOperator: return Operator(i, token.text, i, i + 1);
      case TokenKind::kSymbol: return token.text == "::" ? Cast(i) : i + 1;
      case TokenKind::kName: return Name(i);
      case TokenKind::kQuotedName:
        if (token.text == "pg_catalog" && Is(i + 1, ".")) {
          Replace(i, i + 2, "");
          return i + 2;
        }
        return i + 1;
      default: return i + 1;
    }
  }

  size_t Name(size_t i) {
    const std::string& word = tokens_[i].text;
    const bool qualified = i > statement_.begin && tokens_[i - 1].Is(".");
    if (word == "pg_catalog" && Is(i + 1, ".")) {
      Replace(i, i + 2, "");
      if (tokens_[i + 2].kind == TokenKind::kName) Forbid(i + 2);
      return Is(i + 3, "(") ? Call(i + 2) : i + 3;
    }
    if (word == "information_schema" && Is(i + 1, ".") && i + 2 < statement_.end) {
      if (Is(i + 3, "(")) {
        Replace(i, i + 2, "");
      } else {
        Replace(i, i + 3, "information_schema_" + tokens_[i + 2].text);
      }
      return i + 3;
    }
    if (word == "operator" && Is(i + 1, "(")) {
      const size_t close = operands_.CloseOf(i + 1);
      if (close >= statement_.end) return i + 1;
      return Operator(i, tokens_[close - 1].text, i, close + 1);
    }
    if (word == "collate") {
      size_t end = i + 1;
      while (Is(end + 1, ".")) end += 2;
      if (end < statement_.end) Replace(i, end + 1, "");
      return end + 1;
    }
    if (word == "cast" && Is(i + 1, "(")) return CastCall(i);
    if (!qualified) Forbid(i);
    return Is(i + 1, "(") ? Call(i) : i + 1;
  }

  // CAST('t' AS regclass), as "'t'::regclass"; other types are DuckDB's or were made for it.
  size_t CastCall(size_t i) {
    const size_t close = operands_.CloseOf(i + 1);
    size_t as = i + 2;
    for (int depth = 0; as < close && (depth > 0 || !Is(as, "as")); ++as) {
      if (Is(as, "(")) ++depth;
      if (Is(as, ")")) --depth;
    }
    if (close >= statement_.end || as >= close) return i + 1;
    const auto type = TypeNameAt(tokens_, as + 1);
    if (!type || type->end != close || type->array || !OneOf(kNameTypes, type->name)) return i + 1;
    const bool number = as == i + 3 && (tokens_[i + 2].kind == TokenKind::kString ||
                                        tokens_[i + 2].kind == TokenKind::kParameter);
    const std::string name = OneOf(kWrittenNames, type->name) ? "regproc" : type->name;
    Replace(i, i + 1, (number ? "cast_" : "text_") + name);
    Replace(as, close, "");
    return i + 1;
  }

  void Forbid(size_t i) const {
    if (!Is(i + 1, "(")) return;
    const std::string& name = tokens_[i].text;
    for (const char* start : kForbidden) {
      if (name.starts_with(start)) {
        throw SqlError("42501", "this function cannot be called here: " + name, {},
                       CharacterPosition(source_, tokens_[i].begin));
      }
    }
  }

  // current_setting('x') is of this connection. "generate_series(…) s" names a column as well.
  size_t Call(size_t i) {
    if (tokens_[i].text == "generate_series" && i > statement_.begin) {
      const size_t behind = operands_.CloseOf(i + 1) + 1;
      const bool aliased = behind < statement_.end && tokens_[behind].kind == TokenKind::kName &&
                           (Is(behind + 1, ",") || Is(behind + 1, "where") || Is(behind + 1, ")"));
      if (aliased) {
        pending_.push_back(
            {tokens_[behind].end, tokens_[behind].end, "(" + tokens_[behind].text + ")"});
      }
    }
    if (tokens_[i].text != "current_setting" || i + 3 >= statement_.end ||
        tokens_[i + 2].kind != TokenKind::kString) {
      return i + 1;
    }
    const size_t close = operands_.CloseOf(i + 1);
    const auto found = settings_.find(Settings::CanonicalName(tokens_[i + 2].text));
    if (close >= statement_.end || found == settings_.end()) return i + 1;
    Replace(i, close + 1, sql::QuoteString(found->second));
    return close + 1;
  }

  size_t Operator(size_t at, const std::string& op, size_t first, size_t behind) {
    const bool negated = op.starts_with('!');
    const std::string matched = negated ? op.substr(1) : op;
    const bool regexp = matched == "~" || matched == "~*";
    if (!regexp) {
      if (behind > at + 1) Replace(first, behind, op);
      return behind;
    }
    const size_t start = operands_.StartBefore(first);
    const size_t end = std::min(operands_.EndFrom(behind), statement_.end);
    Insert(start, negated ? "NOT regexp_matches(" : "regexp_matches(");
    Replace(first, behind, ", ");
    pending_.push_back(
        {tokens_[end - 1].end, tokens_[end - 1].end, matched == "~*" ? ", 'i')" : ")"});
    return behind;
  }

  size_t Cast(size_t i) {
    const auto type = TypeNameAt(tokens_, i + 1);
    if (!type || type->end > statement_.end) return i + 1;
    const size_t start = operands_.StartBefore(i);
    const auto note = [&] { operands_.NoteCast(type->end - 1, start); };
    if (OneOf(kNameTypes, type->name) && !type->array) {
      const auto next = Is(type->end, "::") ? TypeNameAt(tokens_, type->end + 1) : std::nullopt;
      const bool literal = tokens_[i - 1].kind == TokenKind::kString && start + 1 == i;
      const bool parameter = tokens_[i - 1].kind == TokenKind::kParameter;
      const bool number =
          next ? next->name == "oid" || next->name.starts_with("int") : literal || parameter;
      const bool function = type->name == "regproc" || type->name == "regprocedure";
      if (function && literal && next && next->name == "oid") {  // of psql's \\sf: there are none
        throw SqlError("42883", fmt::format("function \"{}\" does not exist", tokens_[i - 1].text));
      }
      const std::string name = OneOf(kWrittenNames, type->name) ? "regproc" : type->name;
      Insert(start, (number ? "cast_" : "text_") + name + "(");
      Replace(i, type->end, ")");
      note();
      return type->end;
    }
    std::string name;
    if (type->name == "oid" || type->name == "xid" || type->name == "cid") {
      name = "BIGINT";
    } else if (type->name == "char" || type->name == "name" || type->name == "aclitem" ||
               type->name == "text" || type->name == "unknown" || type->name == "pg_node_tree" ||
               type->name == "bpchar" || type->name == "inet") {
      name = "VARCHAR";
    } else if (type->name == "int2vector" || type->name == "oidvector") {
      name = "BIGINT[]";
    } else if (type->name == "anyarray") {
      name = "VARCHAR[]";
    } else {
      name = type->name + type->arguments;
    }
    const bool list = type->array && start + 1 == i && tokens_[start].kind == TokenKind::kString &&
                      tokens_[start].text.starts_with('{');
    if (list) Replace(start, i, ListText(tokens_[start].text));
    Replace(i, type->end, "::" + name + (type->array ? "[]" : ""));
    note();
    return type->end;
  }

  std::string Apply() {
    edits_.insert(edits_.end(), pending_.begin(), pending_.end());
    std::stable_sort(edits_.begin(), edits_.end(), [](const Edit& a, const Edit& b) {
      return a.begin != b.begin ? a.begin < b.begin : (a.end == a.begin) && (b.end != b.begin);
    });
    std::string sql;
    const size_t end = tokens_[statement_.end - 1].end;
    size_t at = tokens_[statement_.begin].begin;
    for (const Edit& edit : edits_) {
      if (edit.begin < at && edit.end > edit.begin) continue;
      if (edit.begin > at) sql += source_.substr(at, edit.begin - at);
      sql += edit.text;
      at = std::max({at, edit.begin, edit.end});
    }
    if (end > at) sql += source_.substr(at, end - at);
    return sql;
  }

  const std::string_view source_;
  const std::vector<Token>& tokens_;
  const StatementTokens statement_;
  const std::vector<CatalogParameter>& parameters_;
  const std::map<std::string, std::string>& settings_;
  Operands operands_;
  std::vector<Edit> edits_;
  std::vector<Edit> pending_;
};

}  // namespace

std::string RewriteForCatalog(std::string_view source, const std::vector<Token>& tokens,
                              const StatementTokens& statement,
                              const std::vector<CatalogParameter>& parameters,
                              const std::map<std::string, std::string>& settings) {
  return Rewriter(source, tokens, statement, parameters, settings).Run();
}

int CountParameters(const std::vector<Token>& tokens, const StatementTokens& statement) {
  int count = 0;
  for (size_t i = statement.begin; i < statement.end; ++i) {
    if (tokens[i].kind == TokenKind::kParameter) count = std::max(count, tokens[i].number);
  }
  return count;
}

std::string CatalogColumnName(const std::string& name) {
  const auto plain = [](std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
      return std::isalnum(c) != 0 || c == '_' || c == ' ' || c >= 0x80;
    });
  };
  if (plain(name) && !name.starts_with("CASE ")) return name;
  if (name.starts_with("CASE ")) return "case";
  const size_t open = name.find('(');
  if (open != std::string::npos && name.back() == ')' && plain(name.substr(0, open)) &&
      name.find(' ') > open) {
    const std::string function = name.substr(0, open);
    for (const char* prefix : {"cast_", "text_"}) {
      if (function.starts_with(prefix)) return function.substr(5);
    }
    return function;
  }
  // A name that was given in quotes stays; what an expression is called by nobody gave.
  if (name.find_first_of("()'+*/=<>") == std::string::npos) return name;
  return "?column?";
}

}  // namespace tarn::api::postgres
