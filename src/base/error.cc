#include "base/error.h"

#include <utility>

namespace tarn::base {

std::string_view ErrorKindName(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kInvalidArgument: return "InvalidArgument";
    case ErrorKind::kNotFound: return "NotFound";
    case ErrorKind::kAlreadyExists: return "AlreadyExists";
    case ErrorKind::kConflict: return "Conflict";
    case ErrorKind::kFailedPrecondition: return "FailedPrecondition";
    case ErrorKind::kPermissionDenied: return "PermissionDenied";
    case ErrorKind::kUnauthenticated: return "Unauthenticated";
    case ErrorKind::kResourceExhausted: return "ResourceExhausted";
    case ErrorKind::kUnavailable: return "Unavailable";
    case ErrorKind::kCancelled: return "Cancelled";
    case ErrorKind::kCommitStateUnknown: return "CommitStateUnknown";
    case ErrorKind::kDataCorruption: return "DataCorruption";
    case ErrorKind::kUnsupported: return "Unsupported";
    case ErrorKind::kInternal: return "Internal";
  }
  return "Internal";
}

Error::Error(ErrorKind kind, std::string message, std::string hint)
    : kind_(kind), message_(std::move(message)), hint_(std::move(hint)) {}

Error::Error(ErrorKind kind, StandardError code, std::string message, std::string hint)
    : kind_(kind), code_(code), message_(std::move(message)), hint_(std::move(hint)) {}

std::string Error::Describe() const {
  return hint_.empty() ? message_ : fmt::format("{}\nhint: {}", message_, hint_);
}

Error Error::WithContext(std::string_view context) const {
  Error error = *this;
  error.message_ = fmt::format("{}: {}", context, message_);
  return error;
}

Error Error::WithHint(std::string hint) const {
  Error error = *this;
  error.hint_ = std::move(hint);
  return error;
}

}  // namespace tarn::base
