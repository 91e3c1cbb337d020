#include "api/postgres/rewrite.h"

#include <algorithm>

#include <fmt/format.h>

#include "api/postgres/literal.h"
#include "api/postgres/operands.h"
#include "api/postgres/sql_error.h"
#include "api/postgres/types.h"
#include "api/postgres/version.h"
#include "sql/keyword.h"
#include "sql/printer.h"

namespace tarn::api::postgres {
namespace {

using engine::Type;
using engine::TypeKind;

// A type's OID, 0 for one that is left to Trino.
uint32_t OidOf(const TypeName& type) {
  const TypeRow* row = FindTypeByName(type.name);
  if (row == nullptr && type.name == "timestamp with time zone") row = FindType(oid::kTimestampTz);
  if (row == nullptr) return 0;
  return type.array ? row->array : row->oid;
}

// A PostgreSQL type in Trino's words; what is not known stays as it is, for Trino to judge.
std::string TrinoType(const TypeName& type) {
  std::string name;
  switch (OidOf({0, type.name, "", false})) {
    case oid::kBytea: name = "varbinary"; break;
    case oid::kName:
    case oid::kText:
    case oid::kUnknown: name = "varchar"; break;
    case oid::kInt2: name = "smallint"; break;
    case oid::kInt4: name = "integer"; break;
    case oid::kOid:
    case oid::kInt8: name = "bigint"; break;
    case oid::kBool: name = "boolean"; break;
    case oid::kFloat4: name = "real"; break;
    case oid::kFloat8: name = "double"; break;
    case oid::kVarchar: name = "varchar" + type.arguments; break;
    case oid::kBpchar:
      name = type.name == "bpchar" && type.arguments.empty() ? "varchar" : "char" + type.arguments;
      break;
    // PostgreSQL's numeric has any scale: the widest that leaves room on both sides.
    case oid::kNumeric:
      name = type.arguments.empty() ? "decimal(38, 10)" : "decimal" + type.arguments;
      break;
    case oid::kTime: name = "time" + (type.arguments.empty() ? "(6)" : type.arguments); break;
    case oid::kTimestamp:
      name = "timestamp" + (type.arguments.empty() ? "(6)" : type.arguments);
      break;
    case oid::kTimestampTz:
      name = "timestamp" + (type.arguments.empty() ? "(6)" : type.arguments) + " with time zone";
      break;
    case oid::kJson:
    case oid::kJsonb: name = "json"; break;
    default: name = type.name + type.arguments; break;
  }
  return type.array ? "array(" + name + ")" : name;
}

class Rewriter {
 public:
  Rewriter(std::string_view source, const std::vector<Token>& tokens,
           const StatementTokens& statement, const RewriteContext& context)
      : source_(source),
        tokens_(tokens),
        statement_(statement),
        context_(context),
        operands_(tokens, statement.begin) {}

  RewrittenSql Run() {
    defines_table_ = At(statement_.begin).Is("create") || At(statement_.begin).Is("alter");
    for (size_t i = statement_.begin; i < statement_.end;) i = Visit(i);
    if (Is(statement_.begin, "select") || Is(statement_.begin, "with")) FoldNames();
    return Apply();
  }

 private:
  const Token& At(size_t i) const { return tokens_[std::min(i, statement_.end)]; }
  bool Is(size_t i, std::string_view word) const {
    return i < statement_.end && tokens_[i].Is(word);
  }

  void Insert(size_t token, std::string text) {
    edits_.push_back({tokens_[token].begin, tokens_[token].begin, std::move(text)});
  }
  // Behind the token before `token`.
  void InsertAfter(size_t token, std::string text) {
    edits_.push_back({tokens_[token - 1].end, tokens_[token - 1].end, std::move(text)});
  }
  void Replace(size_t first, size_t behind, std::string text) {
    edits_.push_back({tokens_[first].begin, tokens_[behind - 1].end, std::move(text)});
  }

  // Names that end a column of a select list, which clients are told: those without quotes are in
  // lower case here, and as they are written in Trino.
  void FoldNames() {
    for (size_t i = statement_.begin; i < statement_.end; ++i) {
      const Token& token = tokens_[i];
      const bool ends = i + 1 == statement_.end || Is(i + 1, ",") || Is(i + 1, "from");
      const std::string_view written = source_.substr(token.begin, token.end - token.begin);
      if (token.kind != TokenKind::kName || !ends || written == token.text) continue;
      if (sql::FindKeyword(token.text) != sql::Keyword::kNotKeyword) continue;
      const bool replaced = std::any_of(edits_.begin(), edits_.end(), [&](const Edit& edit) {
        return edit.begin < token.end && edit.end > token.begin;
      });
      if (!replaced) Replace(i, i + 1, token.text);
    }
  }

  // Looks at the token and gives the next one to look at.
  size_t Visit(size_t i) {
    const Token& token = tokens_[i];
    switch (token.kind) {
      case TokenKind::kParameter: return Parameter(i, false);
      case TokenKind::kString: return String(i);
      case TokenKind::kOperator: return Operator(i);
      case TokenKind::kSymbol: return token.text == "::" ? Cast(i) : i + 1;
      case TokenKind::kName: return Name(i);
      case TokenKind::kQuotedName:
        if (token.text == context_.database && token.text != "iceberg" && Is(i + 1, ".") &&
            Is(i + 3, ".")) {
          Replace(i, i + 1, "iceberg");
        }
        return i + 1;
      default: return i + 1;
    }
  }

  size_t Parameter(size_t i, bool bare) {
    edits_.push_back({tokens_[i].begin, tokens_[i].end, "", tokens_[i].number, bare});
    NoteParameter(i);
    return i + 1;
  }

  // Its number, and its type where a cast tells it.
  void NoteParameter(size_t i) {
    result_.parameters = std::max(result_.parameters, tokens_[i].number);
    if (Is(i + 1, "::")) {
      if (const auto type = TypeNameAt(tokens_, i + 2)) {
        if (const uint32_t known = OidOf(*type)) {
          result_.parameter_types.emplace(tokens_[i].number, known);
        }
      }
    }
  }

  size_t String(size_t i) {
    if (Is(i + 1, "::")) {
      const auto type = TypeNameAt(tokens_, i + 2);
      const auto known = type ? EngineTypeOf(OidOf(*type)) : std::nullopt;
      // Typed at once, by the rules of PostgreSQL for what the text may look like.
      if (known && type->arguments.empty()) {
        std::string literal;
        try {
          literal = LiteralOf(*known, tokens_[i].text);
        } catch (const SqlError& error) {
          throw SqlError(error.sqlstate(), error.message(), error.hint(),
                         CharacterPosition(source_, tokens_[i].begin));
        }
        Replace(i, type->end, literal);
        operands_.NoteCast(type->end - 1, i);
        return type->end;
      }
    }
    if (!tokens_[i].plain_string) Replace(i, i + 1, sql::QuoteString(tokens_[i].text));
    return i + 1;
  }

  size_t Cast(size_t i) {
    const auto type = TypeNameAt(tokens_, i + 1);
    if (!type || type->end > statement_.end) return i + 1;
    const size_t start = operands_.StartBefore(i);
    Insert(start, "CAST(");
    Replace(i, type->end, " AS " + TrinoType(*type) + ")");
    operands_.NoteCast(type->end - 1, start);
    return type->end;
  }

  // `left op right` as `prefix left middle right suffix`.
  size_t Infix(size_t op, bool negated, const char* prefix, std::string middle,
               const char* suffix) {
    const size_t left_end = negated ? op - 1 : op;
    const size_t start = operands_.StartBefore(left_end);
    const size_t end = std::min(operands_.EndFrom(op + 1), statement_.end);
    Insert(start, prefix);
    Replace(left_end, op + 1, std::move(middle));
    pending_.push_back({tokens_[end - 1].end, tokens_[end - 1].end, suffix});
    return op + 1;
  }

  size_t Operator(size_t i) {
    const std::string& op = tokens_[i].text;
    if (op == "~") return Infix(i, false, "regexp_like(", ", ", ")");
    if (op == "!~") return Infix(i, false, "NOT regexp_like(", ", ", ")");
    if (op == "~*") return Infix(i, false, "regexp_like(", ", '(?i)' || ", ")");
    if (op == "!~*") return Infix(i, false, "NOT regexp_like(", ", '(?i)' || ", ")");
    return i + 1;
  }

  size_t Name(size_t i) {
    const std::string& word = tokens_[i].text;
    if (i > statement_.begin && tokens_[i - 1].Is(".")) return i + 1;
    if (word == "limit") return Limit(i);
    if (word == "offset" || word == "first" || word == "next") {
      return IsCount(i + 1) ? Count(i + 1) : i + 1;
    }
    if (word == "ilike") {
      const bool negated = i > statement_.begin && tokens_[i - 1].Is("not");
      return Infix(i, negated, "lower(", negated ? ") NOT LIKE lower(" : ") LIKE lower(", ")");
    }
    if ((word == "any" || word == "some" || word == "all") && Is(i + 1, "(")) return Quantified(i);
    if (word == "cast" || word == "try_cast") return i + 1;
    if (word == "as") return CastType(i);
    if (word == "interval" && At(i + 1).kind == TokenKind::kString) return Interval(i);
    if (Is(i + 1, "(") && Is(i + 2, ")")) {
      if (const auto literal = SessionFunction(word)) {
        Replace(i, i + 3, *literal);
        return i + 3;
      }
    }
    if (defines_table_) return ColumnType(i);
    return i + 1;
  }

  // A number of rows; Trino's grammar has neither casts nor words behind it.
  bool IsCount(size_t i) const {
    const TokenKind kind = At(i).kind;
    return i < statement_.end && (kind == TokenKind::kNumber || kind == TokenKind::kParameter);
  }
  size_t BehindCast(size_t i) const {
    if (!Is(i, "::")) return i;
    const auto type = TypeNameAt(tokens_, i + 1);
    return type && type->end <= statement_.end ? type->end : i;
  }
  size_t Count(size_t i) {
    if (tokens_[i].kind == TokenKind::kParameter) Parameter(i, true);
    const size_t behind = BehindCast(i + 1);
    if (behind > i + 1) Replace(i + 1, behind, "");
    return behind;
  }

  // LIMIT stands behind OFFSET in Trino's grammar, before it in most of PostgreSQL's statements.
  size_t Limit(size_t i) {
    if (!IsCount(i + 1)) return i + 1;
    const size_t offset = BehindCast(i + 2);
    if (!Is(offset, "offset") || !IsCount(offset + 1)) return Count(i + 1);
    const Token& count = tokens_[i + 1];
    Replace(i, offset, "");
    size_t behind = Count(offset + 1);
    if (Is(behind, "row") || Is(behind, "rows")) ++behind;
    const bool parameter = count.kind == TokenKind::kParameter;
    const size_t place = tokens_[behind - 1].end;
    pending_.push_back({place, place, " LIMIT " + (parameter ? "" : count.text),
                        parameter ? count.number : 0, true});
    if (parameter) NoteParameter(i + 1);
    return behind;
  }

  // "= ANY ($1)" of an array; of a subquery it is Trino's own.
  size_t Quantified(size_t i) {
    const Token& inner = At(i + 2);
    if (inner.Is("select") || inner.Is("with") || inner.Is("values") || inner.Is("table")) {
      return i + 1;
    }
    const bool comparison = i > statement_.begin && tokens_[i - 1].kind == TokenKind::kOperator;
    if (!comparison) return i + 1;
    const size_t close = operands_.CloseOf(i + 1);
    if (close >= statement_.end) return i + 1;
    InsertAfter(i + 2, "SELECT element FROM UNNEST(");
    pending_.push_back({tokens_[close].begin, tokens_[close].begin, ") AS elements(element)"});
    return i + 2;
  }

  // The type of CAST(… AS type), when PostgreSQL has a name of its own for it.
  size_t CastType(size_t i) {
    const auto type = TypeNameAt(tokens_, i + 1);
    if (!type || type->end >= statement_.end || !tokens_[type->end].Is(")")) return i + 1;
    int depth = 0;
    size_t open = i;
    for (; open > statement_.begin; --open) {
      if (tokens_[open].Is(")")) ++depth;
      if (tokens_[open].Is("(") && depth-- == 0) break;
    }
    const bool cast = open > statement_.begin &&
                      (tokens_[open - 1].Is("cast") || tokens_[open - 1].Is("try_cast"));
    if (!cast || OidOf(*type) == 0) return i + 1;
    if (open + 2 == i && tokens_[open + 1].kind == TokenKind::kParameter) {
      result_.parameter_types.emplace(tokens_[open + 1].number, OidOf(*type));
    }
    Replace(i + 1, type->end, TrinoType(*type));
    return type->end;
  }

  size_t Interval(size_t i) {
    const Token& unit = At(i + 2);
    const bool trino = unit.Is("year") || unit.Is("month") || unit.Is("week") || unit.Is("day") ||
                       unit.Is("hour") || unit.Is("minute") || unit.Is("second");
    if (trino) return i + 2;
    Replace(i, i + 2, IntervalLiteral(tokens_[i + 1].text));
    return i + 2;
  }

  std::optional<std::string> SessionFunction(const std::string& name) const {
    if (name == "version") return sql::QuoteString(VersionText());
    if (name == "current_database") return sql::QuoteString(context_.database);
    if (name == "current_schema") return sql::QuoteString(context_.schema);
    if (name == "pg_backend_pid") return std::to_string(context_.process_id);
    return std::nullopt;
  }

  // In CREATE TABLE and ALTER TABLE: a type's name behind a column's.
  size_t ColumnType(size_t i) {
    constexpr std::string_view kOwn[] = {"text",   "int2",    "int4",     "int8",        "float4",
                                         "float8", "bool",    "bytea",    "timestamptz", "jsonb",
                                         "bpchar", "numeric", "character"};
    const bool own = std::find(std::begin(kOwn), std::end(kOwn), tokens_[i].text) != std::end(kOwn);
    const bool behind_name = i > statement_.begin && (tokens_[i - 1].name());
    if (!own || !behind_name) return i + 1;
    const auto type = TypeNameAt(tokens_, i);
    Replace(i, type->end, TrinoType(*type));
    return type->end;
  }

  RewrittenSql Apply() {
    // What closes comes behind what stands at the same place.
    edits_.insert(edits_.end(), pending_.begin(), pending_.end());
    std::stable_sort(edits_.begin(), edits_.end(), [](const Edit& a, const Edit& b) {
      return a.begin != b.begin ? a.begin < b.begin : (a.end == a.begin) && (b.end != b.begin);
    });
    const size_t end = statement_.end > statement_.begin ? tokens_[statement_.end - 1].end : 0;
    size_t at = tokens_[statement_.begin].begin;
    for (const Edit& edit : edits_) {
      if (edit.begin < at && edit.end > edit.begin) continue;  // inside of what was replaced
      Copy(std::min(at, edit.begin), edit.begin);
      result_.pieces.push_back({result_.sql.size(), edit.begin});
      result_.sql += edit.text;
      if (edit.parameter > 0) {
        result_.slots.push_back({result_.sql.size(), edit.parameter, edit.bare});
        result_.sql += '?';
      }
      at = std::max(at, edit.end);
    }
    Copy(at, end);
    return std::move(result_);
  }
  void Copy(size_t begin, size_t end) {
    if (begin >= end) return;
    result_.pieces.push_back({result_.sql.size(), begin});
    result_.sql += source_.substr(begin, end - begin);
  }

  const std::string_view source_;
  const std::vector<Token>& tokens_;
  const StatementTokens statement_;
  const RewriteContext& context_;
  Operands operands_;
  bool defines_table_ = false;
  std::vector<Edit> edits_;
  std::vector<Edit> pending_;
  RewrittenSql result_;
};

}  // namespace

size_t RewrittenSql::SourceOffset(size_t offset) const {
  size_t source = 0;
  for (const Piece& piece : pieces) {
    if (piece.to > offset) break;
    source = piece.from + (offset - piece.to);
  }
  return source;
}

RewrittenSql Substitute(const RewrittenSql& statement, std::vector<Substitution> substitutions) {
  std::sort(substitutions.begin(), substitutions.end(),
            [](const Substitution& a, const Substitution& b) { return a.begin < b.begin; });
  RewrittenSql result;
  size_t at = 0;
  size_t piece = 0;
  const auto copy = [&](size_t end) {
    for (; piece < statement.pieces.size() && statement.pieces[piece].to < end; ++piece) {
      const RewrittenSql::Piece& from = statement.pieces[piece];
      if (from.to >= at) result.pieces.push_back({result.sql.size() + from.to - at, from.from});
    }
    result.sql.append(statement.sql, at, end - at);
  };
  for (const Substitution& substitution : substitutions) {
    copy(substitution.begin);
    result.pieces.push_back({result.sql.size(), statement.SourceOffset(substitution.begin)});
    result.sql += substitution.text;
    at = substitution.end;
    result.pieces.push_back({result.sql.size(), statement.SourceOffset(at)});
  }
  copy(statement.sql.size());
  return result;
}

size_t OffsetOf(std::string_view text, size_t line, size_t column) {
  size_t at = 0;
  for (size_t i = 1; i < line; ++i) {
    const size_t end = text.find('\n', at);
    if (end == std::string_view::npos) return text.size();
    at = end + 1;
  }
  for (size_t i = 1; i < column && at < text.size(); ++i) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80) ++at;
  }
  return at;
}

RewrittenSql RewriteForTrino(std::string_view source, const std::vector<Token>& tokens,
                             const StatementTokens& statement, const RewriteContext& context) {
  return Rewriter(source, tokens, statement, context).Run();
}

}  // namespace tarn::api::postgres
