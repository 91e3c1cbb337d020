#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "versions/content_key.h"

// Errors of Nessie's API (schema NessieError; org.projectnessie.error.ErrorCode).
namespace tarn::api::nessie {

enum class ErrorCode {
  kUnknown,                 // 500
  kServiceUnavailable,      // 503
  kReferenceNotFound,       // 404
  kReferenceAlreadyExists,  // 409
  kContentNotFound,         // 404
  kReferenceConflict,       // 409
  kBadRequest,              // 400
  kForbidden,               // 403
  kTooManyRequests,         // 429
  kNamespaceNotFound,       // 404
  kNamespaceAlreadyExists,  // 409
  kNamespaceNotEmpty,       // 409
  kUnsupportedMediaType,    // 415
};
const char* ErrorCodeName(ErrorCode code);  // "REFERENCE_NOT_FOUND"
int HttpStatus(ErrorCode code);

enum class ConflictType {
  kUnknown,
  kKeyExists,
  kKeyDoesNotExist,
  kPayloadDiffers,
  kContentIdDiffers,
  kValueDiffers,
  kNamespaceAbsent,
  kNotANamespace,
  kNamespaceNotEmpty,
  kUnexpectedHash,
  kKeyConflict,
};
const char* ConflictTypeName(ConflictType type);  // "KEY_EXISTS"

struct Conflict {
  ConflictType type = ConflictType::kUnknown;
  std::optional<versions::ContentKey> key;
  std::string message;
};

using ErrorDetails = std::variant<std::monostate, versions::ContentKey, std::vector<Conflict>>;

// An error that has a code of its own in the API, with what its details say. Everything else that
// is thrown becomes one by CodeOf.
class ApiError : public base::Error {
 public:
  ApiError(ErrorCode code, std::string message, ErrorDetails details = {});

  ErrorCode code() const { return code_; }
  const ErrorDetails& details() const { return details_; }

 private:
  ErrorCode code_;
  ErrorDetails details_;
};

// A conflict of one or more keys, told as Nessie's clients expect: 409 with all of them.
[[noreturn]] void ThrowConflicts(std::vector<Conflict> conflicts);

ErrorCode CodeOf(const base::Error& error);

nlohmann::json ToJson(const Conflict& conflict);
// `with_details`: clients older than specification 2 do not take them.
nlohmann::json ToErrorJson(const base::Error& error, bool with_details);
nlohmann::json ErrorJson(int status, ErrorCode code, const std::string& message);

}  // namespace tarn::api::nessie
