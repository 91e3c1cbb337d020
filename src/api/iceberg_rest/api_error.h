#pragma once

#include <string>

#include "base/error.h"
#include "http/message.h"
#include "http/router.h"

namespace tarn::api::iceberg_rest {

// An error with the status and type that the REST catalog's specification gives it
// (IcebergErrorResponse): for what base::ErrorKind alone does not tell.
class ApiError : public base::Error {
 public:
  ApiError(base::ErrorKind kind, int status, std::string type, std::string message)
      : Error(kind, std::move(message)), status_(status), type_(std::move(type)) {}
  int status() const { return status_; }
  const std::string& type() const { return type_; }

 private:
  int status_;
  std::string type_;
};

[[noreturn]] void ThrowBadRequest(const std::string& message);
[[noreturn]] void ThrowNoSuchNamespace(const std::string& name, const std::string& reference);
[[noreturn]] void ThrowNoSuchTable(const std::string& name, const std::string& reference);
[[noreturn]] void ThrowNoSuchView(const std::string& name, const std::string& reference);

// {"error":{"message":…,"type":…,"code":…}}.
http::Response ErrorResponse(int status, const std::string& type, const std::string& message);

// What an error is answered with. Only an outcome that is not known gives 500, 502 or 504 for a
// commit: clients then leave the files alone that they wrote for it.
//   InvalidArgument 400 BadRequestException          Conflict 409 CommitFailedException
//   NotFound 404 NoSuchTableException                AlreadyExists 409 AlreadyExistsException
//   FailedPrecondition 400 BadRequestException       PermissionDenied 403 ForbiddenException
//   Unauthenticated 401 NotAuthorizedException       Unsupported 406 UnsupportedOperationException
//   ResourceExhausted, Unavailable, Cancelled 503 ServiceUnavailableException
//   CommitStateUnknown 500 CommitStateUnknownException
//   DataCorruption, Internal 500 InternalServerError
http::Response RenderError(const base::Error& error);

http::ErrorRenderer NewErrorRenderer();

}  // namespace tarn::api::iceberg_rest
