#include "api/postgres/prepared.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "api/postgres/catalog/catalog_query.h"
#include "api/postgres/literal.h"
#include "api/postgres/operands.h"
#include "api/postgres/types.h"
#include "sql/parser.h"

namespace tarn::api::postgres {
namespace {

using engine::Type;
using engine::TypeKind;

// What a parameter is that neither the client nor the statement says anything of.
const Type kText{TypeKind::kVarchar, 0, 0, {}, {}};

void NoteTypes(PreparedStatement& prepared, size_t count, const std::vector<uint32_t>& given) {
  prepared.parameter_types.assign(std::max(count, given.size()), 0);
  std::copy(given.begin(), given.end(), prepared.parameter_types.begin());
}

// What a client declared, as the engine's type; `oid` stays for ParameterDescription.
Type Declared(uint32_t type_oid) {
  const auto type = EngineTypeOf(type_oid);
  if (!type) {
    throw SqlError("42704", fmt::format("parameters of this type are not known: OID {}", type_oid));
  }
  return *type;
}

void FindTypes(PreparedStatement& prepared, const sql::Statement& tree,
               const TableColumns& columns) {
  const Inference found = Infer(tree, prepared.sql.slots.size(), columns);
  prepared.texts = found.texts;
  prepared.parameter_engine_types.assign(prepared.parameter_types.size(), Type{});
  for (size_t i = 0; i < prepared.parameter_types.size(); ++i) {
    uint32_t& type_oid = prepared.parameter_types[i];
    Type& type = prepared.parameter_engine_types[i];
    const bool open = type_oid == 0 || type_oid == oid::kUnknown;
    if (open) {
      const auto told = prepared.sql.parameter_types.find(static_cast<int>(i) + 1);
      if (told != prepared.sql.parameter_types.end()) type = Declared(told->second);
    } else {
      type = Declared(type_oid);
    }
  }
  for (size_t i = 0; i < prepared.sql.slots.size(); ++i) {
    const auto at = static_cast<size_t>(prepared.sql.slots[i].number) - 1;
    Type& type = prepared.parameter_engine_types[at];
    if (type.kind == TypeKind::kUnknown) type = found.parameters[i];
    // A text where a column of another type is compared: drivers declare what they had in hand.
    const bool text_declared =
        prepared.parameter_types[at] == oid::kVarchar || prepared.parameter_types[at] == oid::kText;
    if (text_declared && found.parameters[i].kind != TypeKind::kUnknown) {
      type = found.parameters[i];
    }
  }
  for (size_t i = 0; i < prepared.parameter_types.size(); ++i) {
    Type& type = prepared.parameter_engine_types[i];
    if (type.kind == TypeKind::kUnknown) type = kText;
    uint32_t& type_oid = prepared.parameter_types[i];
    if (type_oid == 0 || type_oid == oid::kUnknown) type_oid = TypeOf(type).oid;
  }
}

bool HasTexts(const PreparedStatement& prepared) {
  for (size_t i = prepared.range.begin; i < prepared.range.end; ++i) {
    if (prepared.tokens[i].kind == TokenKind::kString) return true;
  }
  return false;
}

}  // namespace

std::string_view PreparedStatement::text() const {
  if (empty()) return {};
  const size_t begin = tokens[range.begin].begin;
  return std::string_view(source).substr(begin, tokens[range.end - 1].end - begin);
}

PreparedStatement Prepare(std::string source, std::vector<Token> tokens, StatementTokens range,
                          const std::vector<uint32_t>& types, const RewriteContext& context,
                          const TableColumns& columns) {
  PreparedStatement prepared;
  prepared.source = std::move(source);
  prepared.tokens = std::move(tokens);
  prepared.range = range;
  if (prepared.empty()) return prepared;
  prepared.command = CommandOf(prepared.tokens, range);
  if (prepared.command.kind == CommandKind::kDeclareCursor) {
    prepared.query = std::make_shared<PreparedStatement>(
        Prepare(prepared.source, prepared.tokens, {prepared.command.query, range.end}, types,
                context, columns));
    if (!prepared.query->command.has_rows) {
      throw SqlError("42601", "a cursor is declared for a query",
                     "DECLARE name CURSOR FOR SELECT …");
    }
    prepared.parameter_types = prepared.query->parameter_types;
    return prepared;
  }
  if (prepared.command.kind != CommandKind::kSql) {
    NoteTypes(prepared, static_cast<size_t>(CountParameters(prepared.tokens, range)), types);
    for (size_t i = range.begin; i + 1 < range.end; ++i) {
      const Token& token = prepared.tokens[i];
      if (token.kind != TokenKind::kParameter || !prepared.tokens[i + 1].Is("::")) continue;
      const auto type = TypeNameAt(prepared.tokens, i + 2);
      const TypeRow* row = type ? FindTypeByName(type->name) : nullptr;
      uint32_t& known = prepared.parameter_types[static_cast<size_t>(token.number) - 1];
      if (row != nullptr && known == 0) known = type->array ? row->array : row->oid;
    }
    for (uint32_t& type : prepared.parameter_types) {
      if (type == 0 || type == oid::kUnknown) type = oid::kText;
    }
    return prepared;
  }
  prepared.sql = RewriteForTrino(prepared.source, prepared.tokens, range, context);
  NoteTypes(prepared, static_cast<size_t>(prepared.sql.parameters), types);
  if (prepared.parameter_types.empty() && !HasTexts(prepared)) return prepared;
  try {
    FindTypes(prepared, sql::ParseStatement(prepared.sql.sql), columns);
  } catch (const SqlError&) {
    throw;
  } catch (const base::Error& error) {
    throw PlacedError(error, prepared.sql, prepared.source);
  }
  return prepared;
}

namespace {

// What NULL means as a number of rows, by the word before it: none are passed over, or all come.
const char* NullCount(std::string_view before) {
  while (before.ends_with(' ') || before.ends_with('\n')) before.remove_suffix(1);
  const auto ends_with = [&](std::string_view word) {
    return before.size() >= word.size() &&
           std::equal(
               word.begin(), word.end(), before.end() - static_cast<ptrdiff_t>(word.size()),
               [](char a, char b) { return a == std::tolower(static_cast<unsigned char>(b)); });
  };
  if (ends_with("limit")) return "ALL";
  return ends_with("offset") ? "0" : "9223372036854775807";
}

}  // namespace

RewrittenSql BindSql(const PreparedStatement& statement,
                     const std::vector<ParameterValue>& parameters) {
  std::vector<Substitution> substitutions;
  for (const ParameterSlot& slot : statement.sql.slots) {
    const auto at = static_cast<size_t>(slot.number) - 1;
    const Type& type = statement.parameter_engine_types[at];
    std::string text;
    if (at >= parameters.size() || !parameters[at].text) {
      const std::string_view before(statement.sql.sql.data(), slot.offset);
      text = slot.bare ? NullCount(before) : NullLiteralOf(type);
    } else if (slot.bare) {
      const std::string& digits = *parameters[at].text;
      if (digits.empty() || digits.find_first_not_of("0123456789") != std::string::npos ||
          digits.size() > 19) {
        throw SqlError("2201W", "LIMIT and OFFSET take a number of rows: " + digits.substr(0, 40));
      }
      text = digits;
    } else {
      text = LiteralOf(type, *parameters[at].text);
    }
    substitutions.push_back({slot.offset, slot.offset + 1, std::move(text)});
  }
  for (const UntypedText& text : statement.texts) {
    try {
      substitutions.push_back({text.begin, text.end, LiteralOf(text.type, text.text)});
    } catch (const SqlError& error) {
      throw SqlError(error.sqlstate(), error.message(), error.hint(),
                     CharacterPosition(statement.source, statement.sql.SourceOffset(text.begin)));
    }
  }
  return Substitute(statement.sql, std::move(substitutions));
}

SqlError PlacedError(const base::Error& error, const RewrittenSql& sql, std::string_view source) {
  size_t position = 0;
  std::string message = error.message().substr(0, error.message().find('\n'));
  if (const auto place = PlaceOf(message)) {
    const size_t offset = sql.SourceOffset(OffsetOf(sql.sql, place->line, place->column));
    position = CharacterPosition(source, offset);
    message = std::string(place->rest);
  }
  return {SqlStateOf(error), std::move(message), error.hint(), position};
}

}  // namespace tarn::api::postgres
