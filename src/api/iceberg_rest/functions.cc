#include "api/iceberg_rest/api_error.h"
#include "api/iceberg_rest/handlers.h"
#include "api/iceberg_rest/listing_response.h"
#include "api/iceberg_rest/requests.h"
#include "catalog/listing.h"
#include "iceberg/json/writer.h"

namespace tarn::api::iceberg_rest {
namespace {

using base::ErrorKind;

// Definitions and their versions are text; larger files are no functions.
constexpr uint64_t kMaxMetadataBytes = uint64_t{16} << 20;

[[noreturn]] void ThrowNoSuchFunction(const std::string& name, const std::string& why) {
  throw ApiError(ErrorKind::kNotFound, 404, "NoSuchFunctionException",
                 fmt::format("Function {}: {}", why, name));
}

// Whoever put the function into the catalog wrote the file: it is shown only when it is metadata of
// a function (UDF specification), so that nothing else below the warehouse can be read this way.
std::string ReadFunctionMetadata(const Call& call, const catalog::FunctionEntry& function) {
  const std::string name = function.identifier.ToString();
  call.service.locations.Check(function.metadata_location, "the function's metadata file");
  store::ObjectStore& store = call.service.catalog.store();
  const auto info = store.Stat(function.metadata_location);
  if (!info) {
    ThrowNoSuchFunction(
        name, fmt::format("whose metadata file {} is missing", function.metadata_location));
  }
  if (info->size > kMaxMetadataBytes) {
    base::Throw(ErrorKind::kDataCorruption, "the metadata of function {} is too large: {} bytes",
                name, info->size);
  }
  return ParseFunctionMetadata(store.Read(function.metadata_location), function.metadata_location);
}

}  // namespace

http::Response ListFunctions(const Call& call) {
  return ListIdentifiers(
      call, catalog::ListFunctionsPage,
      [](iceberg::json::Writer& writer, const catalog::TableIdentifier& identifier) {
        writer.BeginArray();
        for (const auto& level : identifier.ns) writer.String(level);
        writer.String(identifier.name).EndArray();
      });
}

http::Response LoadFunction(const Call& call) {
  const Target target = PathTarget(call, "function");
  RequireNamespace(*target.snapshot, target.identifier.ns);
  const auto function = catalog::FindFunction(*target.snapshot, target.identifier);
  if (!function) ThrowNoSuchFunction(target.identifier.ToString(), "does not exist");
  if (function->metadata_location.empty()) {
    ThrowNoSuchFunction(target.identifier.ToString(),
                        "has SQL text for Nessie's clients and no metadata of Iceberg's");
  }
  iceberg::json::Writer writer;
  writer.BeginObject().Field("metadata-location", function->metadata_location);
  writer.Key("metadata").Raw(ReadFunctionMetadata(call, *function)).EndObject();
  return http::JsonResponse(200, writer.Take());
}

}  // namespace tarn::api::iceberg_rest
