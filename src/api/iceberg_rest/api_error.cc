#include "api/iceberg_rest/api_error.h"

#include "iceberg/json/writer.h"

namespace tarn::api::iceberg_rest {
namespace {

using base::ErrorKind;

struct StatusAndType {
  int status;
  const char* type;
};

StatusAndType Mapping(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kInvalidArgument: return {400, "BadRequestException"};
    case ErrorKind::kNotFound: return {404, "NoSuchTableException"};
    case ErrorKind::kAlreadyExists: return {409, "AlreadyExistsException"};
    case ErrorKind::kConflict: return {409, "CommitFailedException"};
    case ErrorKind::kFailedPrecondition: return {400, "BadRequestException"};
    case ErrorKind::kPermissionDenied: return {403, "ForbiddenException"};
    case ErrorKind::kUnauthenticated: return {401, "NotAuthorizedException"};
    case ErrorKind::kResourceExhausted:
    case ErrorKind::kUnavailable:
    case ErrorKind::kCancelled: return {503, "ServiceUnavailableException"};
    case ErrorKind::kCommitStateUnknown: return {500, "CommitStateUnknownException"};
    case ErrorKind::kUnsupported: return {406, "UnsupportedOperationException"};
    case ErrorKind::kDataCorruption:
    case ErrorKind::kInternal: return {500, "InternalServerError"};
  }
  return {500, "InternalServerError"};
}

const char* TypeOfStatus(int status) {
  switch (status) {
    case 400: return "BadRequestException";
    case 404: return "NotFoundException";
    case 405: return "MethodNotAllowedException";
    default: return "InternalServerError";
  }
}

}  // namespace

void ThrowBadRequest(const std::string& message) {
  throw base::Error(ErrorKind::kInvalidArgument, message);
}

namespace {

// Of the default branch nothing need be said: catalogs without branches word it so too.
std::string On(const std::string& reference) {
  return reference == "main" ? "" : fmt::format(" (on {})", reference);
}

}  // namespace

void ThrowNoSuchNamespace(const std::string& name, const std::string& reference) {
  throw ApiError(ErrorKind::kNotFound, 404, "NoSuchNamespaceException",
                 fmt::format("Namespace does not exist: {}{}", name, On(reference)));
}

void ThrowNoSuchTable(const std::string& name, const std::string& reference) {
  throw ApiError(ErrorKind::kNotFound, 404, "NoSuchTableException",
                 fmt::format("Table does not exist: {}{}", name, On(reference)));
}

void ThrowNoSuchView(const std::string& name, const std::string& reference) {
  throw ApiError(ErrorKind::kNotFound, 404, "NoSuchViewException",
                 fmt::format("View does not exist: {}{}", name, On(reference)));
}

http::Response ErrorResponse(int status, const std::string& type, const std::string& message) {
  iceberg::json::Writer writer;
  writer.BeginObject().Key("error").BeginObject();
  writer.Field("message", message).Field("type", type).Field("code", status);
  writer.EndObject().EndObject();
  http::Response response = http::JsonResponse(status, writer.Take());
  if (status == 503) response.headers.Set("Retry-After", "1");
  return response;
}

http::Response RenderError(const base::Error& error) {
  if (const auto* own = dynamic_cast<const ApiError*>(&error)) {
    return ErrorResponse(own->status(), own->type(), own->message());
  }
  const StatusAndType mapping = Mapping(error.kind());
  std::string message = error.message();
  if (!error.hint().empty()) message += " (" + error.hint() + ")";
  return ErrorResponse(mapping.status, mapping.type, message);
}

http::ErrorRenderer NewErrorRenderer() {
  return {[](const http::Request&, int status, const std::string& message) {
            return ErrorResponse(status, TypeOfStatus(status), message);
          },
          [](const http::Request&, const base::Error& error) { return RenderError(error); }};
}

}  // namespace tarn::api::iceberg_rest
