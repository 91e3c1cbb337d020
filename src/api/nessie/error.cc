#include "api/nessie/error.h"

#include "http/message.h"

namespace tarn::api::nessie {
namespace {

using base::ErrorKind;
using nlohmann::json;

struct Code {
  const char* name;
  int status;
  ErrorKind kind;
};

const Code& RowOf(ErrorCode code) {
  static constexpr Code kCodes[] = {
      {"UNKNOWN", 500, ErrorKind::kInternal},
      {"SERVICE_UNAVAILABLE", 503, ErrorKind::kUnavailable},
      {"REFERENCE_NOT_FOUND", 404, ErrorKind::kNotFound},
      {"REFERENCE_ALREADY_EXISTS", 409, ErrorKind::kAlreadyExists},
      {"CONTENT_NOT_FOUND", 404, ErrorKind::kNotFound},
      {"REFERENCE_CONFLICT", 409, ErrorKind::kConflict},
      {"BAD_REQUEST", 400, ErrorKind::kInvalidArgument},
      {"FORBIDDEN", 403, ErrorKind::kPermissionDenied},
      {"TOO_MANY_REQUESTS", 429, ErrorKind::kResourceExhausted},
      {"NAMESPACE_NOT_FOUND", 404, ErrorKind::kNotFound},
      {"NAMESPACE_ALREADY_EXISTS", 409, ErrorKind::kAlreadyExists},
      {"NAMESPACE_NOT_EMPTY", 409, ErrorKind::kFailedPrecondition},
      {"UNSUPPORTED_MEDIA_TYPE", 415, ErrorKind::kUnsupported},
  };
  return kCodes[static_cast<size_t>(code)];
}

json ToJson(const ErrorDetails& details) {
  if (auto* key = std::get_if<versions::ContentKey>(&details)) {
    return {{"type", "CONTENT_KEY"}, {"contentKey", {{"elements", key->elements}}}};
  }
  if (auto* conflicts = std::get_if<std::vector<Conflict>>(&details)) {
    json list = json::array();
    for (const Conflict& conflict : *conflicts) list.push_back(nessie::ToJson(conflict));
    return {{"type", "REFERENCE_CONFLICTS"}, {"conflicts", std::move(list)}};
  }
  return nullptr;
}

}  // namespace

const char* ErrorCodeName(ErrorCode code) { return RowOf(code).name; }
int HttpStatus(ErrorCode code) { return RowOf(code).status; }

const char* ConflictTypeName(ConflictType type) {
  static constexpr const char* kNames[] = {
      "UNKNOWN",          "KEY_EXISTS",         "KEY_DOES_NOT_EXIST",
      "PAYLOAD_DIFFERS",  "CONTENT_ID_DIFFERS", "VALUE_DIFFERS",
      "NAMESPACE_ABSENT", "NOT_A_NAMESPACE",    "NAMESPACE_NOT_EMPTY",
      "UNEXPECTED_HASH",  "KEY_CONFLICT"};
  return kNames[static_cast<size_t>(type)];
}

ApiError::ApiError(ErrorCode code, std::string message, ErrorDetails details)
    : Error(RowOf(code).kind, std::move(message)), code_(code), details_(std::move(details)) {}

void ThrowConflicts(std::vector<Conflict> conflicts) {
  std::string message;
  for (const Conflict& conflict : conflicts) {
    if (message.size() > 2000) {
      message += ", …";
      break;
    }
    message += (message.empty() ? "" : ", ") + conflict.message;
  }
  message = (conflicts.size() > 1 ? "There are multiple conflicts that prevent committing the "
                                    "provided operations: "
                                  : "") +
            message + ".";
  throw ApiError(ErrorCode::kReferenceConflict, std::move(message), std::move(conflicts));
}

ErrorCode CodeOf(const base::Error& error) {
  if (auto* api_error = dynamic_cast<const ApiError*>(&error)) return api_error->code();
  switch (error.kind()) {
    case ErrorKind::kInvalidArgument:
    case ErrorKind::kUnsupported:
    case ErrorKind::kFailedPrecondition: return ErrorCode::kBadRequest;
    case ErrorKind::kNotFound: return ErrorCode::kReferenceNotFound;
    case ErrorKind::kAlreadyExists: return ErrorCode::kReferenceAlreadyExists;
    case ErrorKind::kConflict: return ErrorCode::kReferenceConflict;
    case ErrorKind::kPermissionDenied: return ErrorCode::kForbidden;
    case ErrorKind::kResourceExhausted: return ErrorCode::kTooManyRequests;
    case ErrorKind::kUnavailable:
    case ErrorKind::kCancelled: return ErrorCode::kServiceUnavailable;
    default: return ErrorCode::kUnknown;
  }
}

json ToJson(const Conflict& conflict) {
  return {{"conflictType", ConflictTypeName(conflict.type)},
          {"key", conflict.key ? json{{"elements", conflict.key->elements}} : json(nullptr)},
          {"message", conflict.message}};
}

json ErrorJson(int status, ErrorCode code, const std::string& message) {
  return {{"status", status},
          {"reason", http::ReasonPhrase(status)},
          {"message", message},
          {"errorCode", ErrorCodeName(code)},
          {"serverStackTrace", nullptr}};
}

json ToErrorJson(const base::Error& error, bool with_details) {
  const ErrorCode code = CodeOf(error);
  // The hint is for people as much as the message.
  std::string message = error.message();
  if (!error.hint().empty()) message += " (" + error.hint() + ")";
  json body = ErrorJson(HttpStatus(code), code, message);
  if (auto* api_error = dynamic_cast<const ApiError*>(&error); api_error && with_details) {
    json details = ToJson(api_error->details());
    if (!details.is_null()) body["errorDetails"] = std::move(details);
  }
  return body;
}

}  // namespace tarn::api::nessie
