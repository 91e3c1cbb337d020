#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace tarn::api::trino {

// Trino's name of what went wrong (io.trino.spi.StandardErrorCode), e.g. {47, "COLUMN_NOT_FOUND",
// "USER_ERROR"}.
struct ErrorCode {
  int code;
  const char* name;
  const char* type;
};

// The code that Trino would give: the error's own; without one by its kind and, within a kind, by
// DuckDB's words.
ErrorCode CodeOf(const base::Error& error);

// The member "error" of a query's results (io.trino.client.QueryError); a place at the beginning of
// the message ("line 1:8: …") becomes errorLocation. The message is Trino's alone: what to do next
// ("did you mean 'name'?") is the member kHintMember, which clients get as a warning.
inline constexpr const char* kHintMember = "hint";
nlohmann::json ErrorJson(const base::Error& error);
nlohmann::json ErrorJson(const base::Error& error, const ErrorCode& code);

extern const ErrorCode kUserCanceled;
extern const ErrorCode kAbandonedQuery;
extern const ErrorCode kAdministrativelyKilled;
extern const ErrorCode kQueryQueueFull;
extern const ErrorCode kUnknownTransaction;

}  // namespace tarn::api::trino
