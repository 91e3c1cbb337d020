#include "api/iceberg_rest/listing_response.h"

#include "catalog/listing.h"

namespace tarn::api::iceberg_rest {

http::Response ListIdentifiers(const Call& call, catalog::ContentKind kind) {
  return ListIdentifiers(
      call,
      [kind](const catalog::CatalogSnapshot& snapshot, const catalog::Namespace& ns,
             const std::string& after,
             size_t limit) { return catalog::ListPage(snapshot, ns, kind, after, limit); },
      [](iceberg::json::Writer& writer, const catalog::TableIdentifier& identifier) {
        writer.BeginObject().Key("namespace").BeginArray();
        for (const auto& level : identifier.ns) writer.String(level);
        writer.EndArray().Field("name", identifier.name).EndObject();
      });
}

}  // namespace tarn::api::iceberg_rest
