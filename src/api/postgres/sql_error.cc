#include "api/postgres/sql_error.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <utility>

namespace tarn::api::postgres {
namespace {

using base::ErrorKind;

// Words of messages, all of which must stand in it in this order, divided by '*'. Checked in order.
struct Rule {
  ErrorKind kind;
  const char* words;
  const char* sqlstate;
};
constexpr std::array kRules = {
    Rule{ErrorKind::kInvalidArgument, "mismatched input", "42601"},
    Rule{ErrorKind::kInvalidArgument, "extraneous input", "42601"},
    Rule{ErrorKind::kInvalidArgument, "no viable alternative", "42601"},
    Rule{ErrorKind::kInvalidArgument, "syntax error", "42601"},
    Rule{ErrorKind::kInvalidArgument, "column '*' cannot be resolved", "42703"},
    Rule{ErrorKind::kInvalidArgument, "function '*' not registered", "42883"},
    Rule{ErrorKind::kInvalidArgument, "unexpected parameters", "42883"},
    Rule{ErrorKind::kInvalidArgument, "unexpected number of arguments", "42883"},
    Rule{ErrorKind::kInvalidArgument, "cannot apply operator", "42883"},
    Rule{ErrorKind::kInvalidArgument, "could not choose a best candidate", "42725"},
    Rule{ErrorKind::kInvalidArgument, "type mismatch", "42804"},
    Rule{ErrorKind::kInvalidArgument, "mismatch at column", "42804"},
    Rule{ErrorKind::kInvalidArgument, "insert query has mismatched column types", "42804"},
    Rule{ErrorKind::kInvalidArgument, "division by zero", "22012"},
    Rule{ErrorKind::kInvalidArgument, "overflow", "22003"},
    Rule{ErrorKind::kInvalidArgument, "out of range", "22003"},
    Rule{ErrorKind::kInvalidArgument, "cannot cast", "22P02"},
    Rule{ErrorKind::kInvalidArgument, "could not cast", "22P02"},
    Rule{ErrorKind::kInvalidArgument, "could not convert", "22P02"},
    Rule{ErrorKind::kInvalidArgument, "is not a valid * literal", "22P02"},
    Rule{ErrorKind::kInvalidArgument, "ambiguous", "42702"},
    Rule{ErrorKind::kInvalidArgument, "must appear in the group by", "42803"},
    Rule{ErrorKind::kInvalidArgument, "must be an aggregate expression", "42803"},
    Rule{ErrorKind::kInvalidArgument, "aggregate function calls cannot be nested", "42803"},
    Rule{ErrorKind::kInvalidArgument, "where clause cannot contain", "42803"},
    Rule{ErrorKind::kInvalidArgument, "scalar sub-query has returned multiple rows", "21000"},
    Rule{ErrorKind::kInvalidArgument, "duplicate cte name", "42712"},
    Rule{ErrorKind::kInvalidArgument, "null value not allowed for not null column", "23502"},
    Rule{ErrorKind::kInvalidArgument, "not null", "23502"},
    Rule{ErrorKind::kInvalidArgument, "one target table row matched more than one", "21000"},
    Rule{ErrorKind::kInvalidArgument, "regular expression", "2201B"},
    Rule{ErrorKind::kInvalidArgument, "invalid argument of ", "22023"},
    Rule{ErrorKind::kUnsupported, "unknown type", "42704"},
    Rule{ErrorKind::kNotFound, "catalog '*' ", "3D000"},
    Rule{ErrorKind::kNotFound, "schema '*' ", "3F000"},
    Rule{ErrorKind::kNotFound, "column '*' ", "42703"},
    Rule{ErrorKind::kNotFound, "function '*' ", "42883"},
    Rule{ErrorKind::kNotFound, "function", "42883"},
    Rule{ErrorKind::kNotFound, "table", "42P01"},
    Rule{ErrorKind::kNotFound, "view", "42P01"},
    Rule{ErrorKind::kAlreadyExists, "schema", "42P06"},
    Rule{ErrorKind::kAlreadyExists, "column", "42701"},
    Rule{ErrorKind::kAlreadyExists, "table", "42P07"},
    Rule{ErrorKind::kAlreadyExists, "view", "42P07"},
    Rule{ErrorKind::kFailedPrecondition, "not empty", "2BP01"},
    Rule{ErrorKind::kFailedPrecondition, "non-empty schema", "2BP01"},
    Rule{ErrorKind::kFailedPrecondition, "transaction is aborted", "25P02"},
    Rule{ErrorKind::kFailedPrecondition, "no transaction", "25P01"},
    Rule{ErrorKind::kFailedPrecondition, "a transaction is open already", "25001"},
    Rule{ErrorKind::kFailedPrecondition, "transaction", "40000"},
};

bool Contains(std::string_view message, std::string_view words) {
  size_t at = 0;
  while (true) {
    const size_t star = words.find('*');
    const size_t found = message.find(words.substr(0, star), at);
    if (found == std::string_view::npos) return false;
    if (star == std::string_view::npos) return true;
    at = found + star;
    words.remove_prefix(star + 1);
  }
}

std::string_view StateOfKind(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kInvalidArgument: return "22023";
    case ErrorKind::kNotFound: return "42704";
    case ErrorKind::kAlreadyExists: return "42710";
    case ErrorKind::kConflict: return "40001";
    case ErrorKind::kFailedPrecondition: return "55000";
    case ErrorKind::kPermissionDenied: return "42501";
    case ErrorKind::kUnauthenticated: return "28000";
    case ErrorKind::kResourceExhausted: return "53000";
    case ErrorKind::kUnavailable: return "57P03";
    case ErrorKind::kCancelled: return "57014";
    case ErrorKind::kCommitStateUnknown: return "40003";
    case ErrorKind::kDataCorruption: return "XX001";
    case ErrorKind::kUnsupported: return "0A000";
    case ErrorKind::kInternal: return "XX000";
  }
  return "XX000";
}

// What a caller should do about a class of states.
ErrorKind KindOf(std::string_view sqlstate) {
  if (sqlstate.starts_with("0A")) return ErrorKind::kUnsupported;
  if (sqlstate.starts_with("28")) return ErrorKind::kUnauthenticated;
  if (sqlstate.starts_with("53") || sqlstate.starts_with("54")) {
    return ErrorKind::kResourceExhausted;
  }
  if (sqlstate.starts_with("57")) return ErrorKind::kUnavailable;
  if (sqlstate.starts_with("25")) return ErrorKind::kFailedPrecondition;
  if (sqlstate.starts_with("26") || sqlstate.starts_with("34") || sqlstate == "42704" ||
      sqlstate == "3D000") {
    return ErrorKind::kNotFound;
  }
  return ErrorKind::kInvalidArgument;
}

}  // namespace

SqlError::SqlError(std::string_view sqlstate, std::string message, std::string hint,
                   size_t position)
    : base::Error(KindOf(sqlstate), std::move(message), std::move(hint)),
      sqlstate_(sqlstate),
      position_(position) {}

std::string_view SqlStateOf(const base::Error& error) {
  if (const auto* known = dynamic_cast<const SqlError*>(&error)) return known->sqlstate();
  std::string message = error.message();
  std::transform(message.begin(), message.end(), message.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (const Rule& rule : kRules) {
    if (rule.kind == error.kind() && Contains(message, rule.words)) return rule.sqlstate;
  }
  return StateOfKind(error.kind());
}

std::optional<ErrorPlace> PlaceOf(std::string_view message) {
  constexpr std::string_view kLine = "line ";
  if (!message.starts_with(kLine)) return std::nullopt;
  ErrorPlace place;
  const char* end = message.data() + message.size();
  auto number = std::from_chars(message.data() + kLine.size(), end, place.line);
  if (number.ec != std::errc() || number.ptr == end || *number.ptr != ':') return std::nullopt;
  number = std::from_chars(number.ptr + 1, end, place.column);
  if (number.ec != std::errc() || number.ptr == end || *number.ptr != ':') return std::nullopt;
  place.rest = message.substr(static_cast<size_t>(number.ptr + 1 - message.data()));
  if (place.rest.starts_with(' ')) place.rest.remove_prefix(1);
  if (place.line == 0 || place.column == 0) return std::nullopt;
  return place;
}

}  // namespace tarn::api::postgres
