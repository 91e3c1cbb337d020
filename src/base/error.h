#pragma once

#include <exception>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace tarn::base {

// What went wrong, told by what the caller should do about it. One table (app) maps kinds to exit
// codes and, per API, to HTTP statuses and Trino error codes.
enum class ErrorKind {
  kInvalidArgument,     // fix the request: the same call can never work
  kNotFound,            // name something that exists
  kAlreadyExists,       // choose another name, or ask for the existing one
  kConflict,            // somebody else was faster: re-read, then retry the whole transaction
  kFailedPrecondition,  // change the state of the system first (e.g. empty the namespace, free the
                        // disk)
  kPermissionDenied,    // ask for the right
  kUnauthenticated,     // say who you are
  kResourceExhausted,   // a limit, a quota or the disk is full: use less or allow more
  kUnavailable,         // retry later, with back-off
  kCancelled,           // the caller asked for it
  kCommitStateUnknown,  // the outcome of a commit is not known: never clean up what it wrote
  kDataCorruption,      // stored bytes are not what was written: restore them
  kUnsupported,         // valid, but Tarn cannot do it
  kInternal,            // a defect in Tarn
};

// What Trino's clients know an error by, of which there are many more than kinds:
// base/standard_error.h.
enum class StandardError : int;

// The kind's name as it appears in messages and JSON, e.g. "InvalidArgument".
std::string_view ErrorKindName(ErrorKind kind);

// Tarn's one exception. The message says what happened and where, and ends with the offending
// values; the hint says what to do next and may be empty. Immutable once thrown; copying does not
// throw beyond std::bad_alloc.
class Error : public std::exception {
 public:
  Error(ErrorKind kind, std::string message, std::string hint = {});
  Error(ErrorKind kind, StandardError code, std::string message, std::string hint = {});

  ErrorKind kind() const { return kind_; }
  // Unset where the kind says enough.
  std::optional<StandardError> code() const { return code_; }
  const std::string& message() const { return message_; }
  const std::string& hint() const { return hint_; }
  // The message alone; Describe() adds the hint.
  const char* what() const noexcept override { return message_.c_str(); }
  // "message\nhint: …", or the message alone when there is no hint.
  std::string Describe() const;

  // The same error told from further out: "context: message". Kind, code and hint stay.
  Error WithContext(std::string_view context) const;
  Error WithHint(std::string hint) const;

 private:
  ErrorKind kind_;
  std::optional<StandardError> code_;
  std::string message_;
  std::string hint_;
};

// throw base::Error of a kind with a formatted message: `base::Throw(ErrorKind::kNotFound, "table
// {} does not exist", name)`.
template <typename... Args>
[[noreturn]] void Throw(ErrorKind kind, fmt::format_string<Args...> format, Args&&... args) {
  throw Error(kind, fmt::format(format, std::forward<Args>(args)...));
}

template <typename... Args>
[[noreturn]] void Throw(ErrorKind kind, StandardError code, fmt::format_string<Args...> format,
                        Args&&... args) {
  throw Error(kind, code, fmt::format(format, std::forward<Args>(args)...));
}

}  // namespace tarn::base
