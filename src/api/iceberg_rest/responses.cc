#include "api/iceberg_rest/responses.h"

#include "api/iceberg_rest/api_error.h"
#include "api/iceberg_rest/handlers.h"
#include "base/content_hash.h"
#include "iceberg/json/writer.h"
#include "iceberg/table_metadata_json.h"
#include "iceberg/view_metadata_json.h"
#include "versions/reference_name.h"

namespace tarn::api::iceberg_rest {
namespace {

using iceberg::json::Writer;

std::string LoadResult(const std::string& metadata_location, const std::string& metadata,
                       const StorageAnswer& storage = {}) {
  Writer writer;
  writer.BeginObject();
  if (!metadata_location.empty()) writer.Field("metadata-location", metadata_location);
  writer.Key("metadata").Raw(metadata);
  writer.Field("config", storage.config);
  if (!storage.credentials.empty()) {
    writer.Key("storage-credentials");
    WriteCredentials(writer, storage.credentials);
  }
  if (storage.signs) {
    // Nothing has to come with requests to sign: the address says which table they are of.
    writer.Key("remote-signing-config").BeginObject();
    writer.Key("properties").BeginObject().EndObject().EndObject();
  }
  writer.EndObject();
  return writer.Take();
}

}  // namespace

http::Response TableResponse(const std::string& metadata_location,
                             const iceberg::TableMetadata& metadata, const StorageAnswer& storage) {
  http::Response response = http::JsonResponse(
      200, LoadResult(metadata_location, iceberg::SerializeTableMetadata(metadata), storage));
  if (!storage.credentials.empty()) response.headers.Set("Cache-Control", "no-store");
  return response;
}

http::Response ViewResponse(const std::string& metadata_location,
                            const iceberg::ViewMetadata& metadata) {
  return http::JsonResponse(
      200, LoadResult(metadata_location, iceberg::SerializeViewMetadata(metadata)));
}

http::Response NoContent() {
  http::Response response;
  response.status = 204;
  return response;
}

http::Response DoneBefore(const Call& /*call*/, const std::string& /*commit*/) {
  return NoContent();
}

std::string EntityTag(const std::string& metadata_location, const std::string& snapshots) {
  base::ContentHash hash;
  hash.Update(metadata_location);
  hash.Update("\n");
  hash.Update(snapshots);
  // Weak: the same content may be sent compressed or not.
  return "W/\"" + hash.Hex() + "\"";
}

std::string EncodePageToken(const PageToken& token) {
  return token.commit_hash + "." + token.listing + "." + http::PercentEncode(token.after);
}

PageToken DecodePageToken(const std::string& text) {
  constexpr size_t kHashLength = 64;
  constexpr size_t kListingLength = 32;
  constexpr size_t kAfter = kHashLength + 1 + kListingLength + 1;
  const bool framed = text.size() > kAfter && text[kHashLength] == '.' && text[kAfter - 1] == '.';
  const std::string hash = text.substr(0, kHashLength);
  if (!framed || !versions::LooksLikeHash(hash)) {
    ThrowBadRequest(fmt::format("not a page token of this server: '{}'", text));
  }
  return {hash, text.substr(kHashLength + 1, kListingLength),
          http::PercentDecode(text.substr(kAfter))};
}

}  // namespace tarn::api::iceberg_rest
