#include "engine/embedded/adapter/errors.h"

#include <optional>
#include <string>
#include <string_view>

#include "base/standard_error.h"
#include "engine/embedded/adapter/run_time_words.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using base::StandardError;
using duckdb::ExceptionType;

// Frames a Tarn error inside a message; control characters cannot come from SQL text that DuckDB
// quotes in its own messages.
constexpr char kBegin = '\x1e';
constexpr char kSeparator = '\x1f';
// Between the numbers of kind and code.
constexpr char kCode = '/';

std::optional<base::Error> FindTarnError(const std::string& text) {
  const size_t begin = text.find(kBegin);
  if (begin == std::string::npos) return std::nullopt;
  const size_t kind_end = text.find(kSeparator, begin + 1);
  if (kind_end == std::string::npos) return std::nullopt;
  const size_t message_end = text.find(kSeparator, kind_end + 1);
  if (message_end == std::string::npos) return std::nullopt;
  const size_t end = text.find(kBegin, message_end + 1);
  if (end == std::string::npos) return std::nullopt;
  const std::string numbers = text.substr(begin + 1, kind_end - begin - 1);
  const auto kind = static_cast<ErrorKind>(std::atoi(numbers.c_str()));
  std::string message = text.substr(kind_end + 1, message_end - kind_end - 1);
  std::string hint = text.substr(message_end + 1, end - message_end - 1);
  const size_t code = numbers.find(kCode);
  if (code == std::string::npos) return base::Error(kind, std::move(message), std::move(hint));
  return base::Error(kind, static_cast<StandardError>(std::atoi(numbers.c_str() + code + 1)),
                     std::move(message), std::move(hint));
}

bool Contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

ErrorKind KindOfIoError(std::string_view message) {
  if (Contains(message, "No space left") || Contains(message, "quota") ||
      Contains(message, "Too many open files")) {
    return ErrorKind::kResourceExhausted;
  }
  if (Contains(message, "No such file") || Contains(message, "No files found")) {
    return ErrorKind::kNotFound;
  }
  if (Contains(message, "Permission denied") || Contains(message, "Read-only file system")) {
    return ErrorKind::kPermissionDenied;
  }
  return ErrorKind::kUnavailable;
}

ErrorKind KindOf(ExceptionType type, std::string_view message) {
  switch (type) {
    case ExceptionType::CATALOG:
    case ExceptionType::BINDER:
      if (Contains(message, "already exists")) return ErrorKind::kAlreadyExists;
      if (Contains(message, "does not exist") || Contains(message, "not found in FROM clause")) {
        return ErrorKind::kNotFound;
      }
      return ErrorKind::kInvalidArgument;
    // Trino's parser took the statement: its translation is at fault.
    case ExceptionType::PARSER:
    case ExceptionType::SYNTAX: return ErrorKind::kUnsupported;
    case ExceptionType::INTERRUPT: return ErrorKind::kCancelled;
    case ExceptionType::OUT_OF_MEMORY: return ErrorKind::kResourceExhausted;
    case ExceptionType::NOT_IMPLEMENTED: return ErrorKind::kUnsupported;
    case ExceptionType::PERMISSION: return ErrorKind::kPermissionDenied;
    case ExceptionType::TRANSACTION: return ErrorKind::kFailedPrecondition;
    case ExceptionType::IO: return KindOfIoError(message);
    case ExceptionType::INTERNAL:
    case ExceptionType::FATAL: return ErrorKind::kInternal;
    default: return ErrorKind::kInvalidArgument;
  }
}

}  // namespace

std::string FramedText(const base::Error& error) {
  std::string text;
  text += kBegin;
  text += std::to_string(static_cast<int>(error.kind()));
  if (error.code()) text += kCode + std::to_string(static_cast<int>(*error.code()));
  text += kSeparator;
  text += error.message();
  text += kSeparator;
  text += error.hint();
  text += kBegin;
  return text;
}

duckdb::InvalidInputException ToDuckError(const base::Error& error) {
  return duckdb::InvalidInputException(FramedText(error));
}

base::Error FromDuckError(const duckdb::ErrorData& error) {
  if (auto original = FindTarnError(error.RawMessage())) return *original;
  // What follows shows the place in DuckDB's own text, which nobody wrote, or addresses of code.
  std::string message = error.RawMessage();
  for (const char* rest : {"\n\nLINE ", "\n\nStack Trace:"}) {
    message = message.substr(0, message.find(rest));
  }
  const ErrorKind kind = KindOf(error.Type(), message);
  if (Contains(message, "More than one row returned by a subquery")) {
    return {ErrorKind::kInvalidArgument, StandardError::kSubqueryMultipleRows,
            "Scalar sub-query has returned multiple rows"};
  }
  if (auto words = RunTimeWords(message)) return *words;
  if (kind == ErrorKind::kCancelled) return {kind, "the statement was cancelled"};
  if (kind == ErrorKind::kResourceExhausted && error.Type() == ExceptionType::OUT_OF_MEMORY) {
    return {kind, message, "raise the memory limit, or give the engine fewer threads"};
  }
  return {kind, message};
}

}  // namespace tarn::engine::embedded
