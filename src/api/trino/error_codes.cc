#include "api/trino/error_codes.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>
#include <string_view>

#include "api/trino/standard_errors.h"
#include "base/standard_error.h"

namespace tarn::api::trino {
namespace {

using base::ErrorKind;
using base::StandardError;
using nlohmann::json;

constexpr const char* kUser = "USER_ERROR";
constexpr const char* kInternal = "INTERNAL_ERROR";
constexpr const char* kResources = "INSUFFICIENT_RESOURCES";

// What DuckDB says in its own words, of which one stands in the message in any case; the first
// decides. Whoever else throws one of Trino's errors names it.
struct Rule {
  ErrorKind kind;
  std::string_view words;
  StandardError code;
};
constexpr Rule kRules[] = {
    {ErrorKind::kInvalidArgument, "map keys must be unique",
     StandardError::kInvalidFunctionArgument},
    {ErrorKind::kInvalidArgument, "map keys can not be null",
     StandardError::kInvalidFunctionArgument},
    {ErrorKind::kInvalidArgument, "repetition operator", StandardError::kInvalidFunctionArgument},
    {ErrorKind::kInvalidArgument, "could not cast", StandardError::kInvalidCastArgument},
    {ErrorKind::kInvalidArgument, "could not convert", StandardError::kInvalidCastArgument},
    {ErrorKind::kInvalidArgument, "casting value", StandardError::kInvalidCastArgument},
    {ErrorKind::kInvalidArgument, "cannot cast", StandardError::kInvalidCastArgument},
    {ErrorKind::kInvalidArgument, "type mismatch", StandardError::kTypeMismatch},
    {ErrorKind::kInvalidArgument, "is not an aggregate function",
     StandardError::kFunctionNotAggregate},
    {ErrorKind::kInvalidArgument, "is not a window function", StandardError::kFunctionNotWindow},
    {ErrorKind::kInvalidArgument, "aggregate function calls cannot be nested",
     StandardError::kNestedAggregation},
    {ErrorKind::kInvalidArgument, "where clause cannot contain",
     StandardError::kExpressionNotScalar},
    {ErrorKind::kInvalidArgument, "duplicate cte name", StandardError::kDuplicateNamedQuery},
    {ErrorKind::kInvalidArgument, "ambiguous", StandardError::kAmbiguousName},
    {ErrorKind::kInvalidArgument, "overflow", StandardError::kNumericValueOutOfRange},
    {ErrorKind::kInvalidArgument, "out of range", StandardError::kNumericValueOutOfRange},
    {ErrorKind::kAlreadyExists, "schema", StandardError::kSchemaAlreadyExists},
    {ErrorKind::kAlreadyExists, "column", StandardError::kColumnAlreadyExists},
    {ErrorKind::kAlreadyExists, "table", StandardError::kTableAlreadyExists},
    {ErrorKind::kAlreadyExists, "view", StandardError::kTableAlreadyExists},
};

ErrorCode CodeOfKind(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kInvalidArgument: return {0, "GENERIC_USER_ERROR", kUser};
    case ErrorKind::kNotFound: return {5, "NOT_FOUND", kUser};
    case ErrorKind::kAlreadyExists: return {12, "ALREADY_EXISTS", kUser};
    case ErrorKind::kConflict: return {17, "TRANSACTION_CONFLICT", kUser};
    case ErrorKind::kFailedPrecondition: return {0, "GENERIC_USER_ERROR", kUser};
    case ErrorKind::kPermissionDenied:
    case ErrorKind::kUnauthenticated: return {4, "PERMISSION_DENIED", kUser};
    case ErrorKind::kResourceExhausted:
      return {131072, "GENERIC_INSUFFICIENT_RESOURCES", kResources};
    case ErrorKind::kUnsupported: return {13, "NOT_SUPPORTED", kUser};
    case ErrorKind::kCancelled: return kUserCanceled;
    default: return {65536, "GENERIC_INTERNAL_ERROR", kInternal};
  }
}

// Trino has the words of functions without a name before them, which helps people at a terminal.
void TakeFunctionOff(std::string& message) {
  constexpr std::string_view kStart = "Invalid argument of ";
  if (!message.starts_with(kStart)) return;
  const size_t colon = message.find(": ", kStart.size());
  if (colon != std::string::npos) message.erase(0, colon + 2);
}

// What fail(code, message) says: "Error code 5: message".
constexpr std::string_view kFail = "Error code ";

std::optional<int> FailCodeOf(std::string_view message) {
  if (!message.starts_with(kFail)) return std::nullopt;
  int code = 0;
  const auto [end, error] =
      std::from_chars(message.data() + kFail.size(), message.data() + message.size(), code);
  if (error != std::errc() || end == message.data() + message.size() || *end != ':') {
    return std::nullopt;
  }
  return code;
}

void TakeFailCodeOff(std::string& message) {
  const auto code = FailCodeOf(message);
  if (!code) return;
  message.erase(0, message.find(": ") + 2);
  if (FindStandardError(*code) == nullptr) {
    message = "Unable to find error for code: " + std::to_string(*code);
  }
}

constexpr std::string_view kCastOfJson = "Cannot cast to ";

struct Place {
  int line = 0;
  int column = 0;
  std::string_view rest;
};

// Takes "line 1:8: " off.
std::optional<Place> PlaceOf(std::string_view message) {
  constexpr std::string_view kLine = "line ";
  if (!message.starts_with(kLine)) return std::nullopt;
  Place place;
  const char* at = message.data() + kLine.size();
  const char* end = message.data() + message.size();
  auto number = std::from_chars(at, end, place.line);
  if (number.ec != std::errc() || number.ptr == end || *number.ptr != ':') return std::nullopt;
  number = std::from_chars(number.ptr + 1, end, place.column);
  if (number.ec != std::errc() || number.ptr == end || *number.ptr != ':') return std::nullopt;
  place.rest = message.substr(static_cast<size_t>(number.ptr + 1 - message.data()));
  if (place.rest.starts_with(' ')) place.rest.remove_prefix(1);
  return place;
}

ErrorCode CodeOfStandard(StandardError code) {
  if (code == StandardError::kMemoryLimitExceeded) {
    return {static_cast<int>(code), "MEMORY_LIMIT_EXCEEDED", "EXTERNAL"};
  }
  return *FindStandardError(static_cast<int>(code));
}

}  // namespace

const ErrorCode kUserCanceled = {3, "USER_CANCELED", kUser};
const ErrorCode kAbandonedQuery = {2, "ABANDONED_QUERY", kUser};
const ErrorCode kAdministrativelyKilled = {38, "ADMINISTRATIVELY_KILLED", kUser};
const ErrorCode kQueryQueueFull = {131074, "QUERY_QUEUE_FULL", kResources};
const ErrorCode kUnknownTransaction = {20, "UNKNOWN_TRANSACTION", kUser};

ErrorCode CodeOf(const base::Error& error) {
  if (error.code()) return CodeOfStandard(*error.code());
  if (const auto code = FailCodeOf(error.message())) {
    const ErrorCode* found = FindStandardError(*code);
    return found != nullptr ? *found : CodeOfKind(ErrorKind::kInternal);
  }
  std::string message = error.message();
  std::transform(message.begin(), message.end(), message.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (const Rule& rule : kRules) {
    if (rule.kind != error.kind() || message.find(rule.words) == std::string::npos) continue;
    return CodeOfStandard(rule.code);
  }
  return CodeOfKind(error.kind());
}

json ErrorJson(const base::Error& error) { return ErrorJson(error, CodeOf(error)); }

json ErrorJson(const base::Error& error, const ErrorCode& code) {
  // The line with the caret below the message is for people at a terminal; clients that show places
  // quote the line themselves.
  const auto place = PlaceOf(error.message());
  // Casts from JSON quote the document in a line of its own, as Trino's do.
  const bool quotes = !place && error.message().starts_with(kCastOfJson);
  std::string message =
      quotes ? error.message() : error.message().substr(0, error.message().find('\n'));
  TakeFunctionOff(message);
  TakeFailCodeOff(message);
  // Clients compare messages with Trino's: what helps beyond them goes its own way.
  std::string hint = error.hint();
  constexpr std::string_view kDidYouMean = " (did you mean ";
  if (const size_t at = message.rfind(kDidYouMean);
      at != std::string::npos && message.ends_with("?)")) {
    const std::string question = message.substr(at + 2, message.size() - at - 3);
    hint = hint.empty() ? question : question + ' ' + hint;
    message.resize(at);
  }
  json failure = {{"type", "io.trino.spi.TrinoException"},
                  {"message", message},
                  {"suppressed", json::array()},
                  {"stack", json::array()},
                  {"errorInfo", {{"code", code.code}, {"name", code.name}, {"type", code.type}}}};
  json result = {{"message", message},
                 {"errorCode", code.code},
                 {"errorName", code.name},
                 {"errorType", code.type}};
  if (place) {
    const json location = {{"lineNumber", place->line}, {"columnNumber", place->column}};
    failure["errorLocation"] = location;
    result["errorLocation"] = location;
  }
  result["failureInfo"] = std::move(failure);
  if (!hint.empty()) result[kHintMember] = hint;
  return result;
}

}  // namespace tarn::api::trino
