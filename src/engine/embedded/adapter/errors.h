#pragma once

#include <string>
#include <utility>

#include "base/standard_error.h"
#include "engine/embedded/adapter/duck.h"

namespace tarn::engine::embedded {

// Tarn's errors travel through DuckDB inside the text of its exceptions, because DuckDB re-creates
// an exception from its text wherever it passes a thread or a statement.

// The same error as DuckDB's exception, to be thrown by code that DuckDB calls.
duckdb::InvalidInputException ToDuckError(const base::Error& error);
// One of Trino's errors of values (kInvalidArgument) as DuckDB's exception; the message is
// formatted as DuckDB formats its own ("%s") where there are arguments.
template <class Exception = duckdb::InvalidInputException, typename... Args>
Exception DuckErrorOf(base::StandardError code, const std::string& message, Args&&... args);
// The text of such an exception, for one of another type.
std::string FramedText(const base::Error& error);

// Tarn's error for what DuckDB reports: the original one when it came from Tarn, else by the type
// of the exception (parser and binder errors → kInvalidArgument, missing entries → kNotFound,
// interrupts → kCancelled, memory → kResourceExhausted, …).
base::Error FromDuckError(const duckdb::ErrorData& error);

template <class Exception, typename... Args>
Exception DuckErrorOf(base::StandardError code, const std::string& message, Args&&... args) {
  using Kind = base::ErrorKind;
  if constexpr (sizeof...(Args) == 0) {
    return Exception(FramedText(base::Error(Kind::kInvalidArgument, code, message)));
  } else {
    return Exception(FramedText(
        base::Error(Kind::kInvalidArgument, code,
                    duckdb::Exception::ConstructMessage(message, std::forward<Args>(args)...))));
  }
}

// Runs code that DuckDB calls: a base::Error leaves it as DuckDB's exception.
template <typename F>
auto Guarded(F&& body) -> decltype(body()) {
  try {
    return std::forward<F>(body)();
  } catch (const base::Error& error) {
    throw ToDuckError(error);
  }
}

// Runs code that calls DuckDB: a DuckDB exception leaves it as base::Error.
template <typename F>
auto Translated(F&& body) -> decltype(body()) {
  try {
    return std::forward<F>(body)();
  } catch (const base::Error&) {
    throw;
  } catch (const std::exception& error) {
    throw FromDuckError(duckdb::ErrorData(error));
  }
}

}  // namespace tarn::engine::embedded
