#include "api/iceberg_rest/listing_response.h"

#include "api/iceberg_rest/paging.h"
#include "api/iceberg_rest/responses.h"
#include "catalog/listing.h"
#include "iceberg/json/writer.h"

namespace tarn::api::iceberg_rest {

http::Response ListIdentifiers(const Call& call, catalog::ContentKind kind) {
  const catalog::Namespace ns = call.ns();
  PageRequest page = ParsePage(call);
  RequireNamespace(*page.snapshot, ns);
  iceberg::json::Writer writer;
  writer.BeginObject().Key("identifiers").BeginArray();
  bool more = true;
  while (more) {
    auto found = catalog::ListPage(*page.snapshot, ns, kind, page.after, page.limit + 1);
    more = found.size() > page.limit;
    if (more) found.pop_back();
    for (const auto& entry : found) {
      writer.BeginObject().Key("namespace").BeginArray();
      for (const auto& level : entry.identifier.ns) writer.String(level);
      writer.EndArray().Field("name", entry.identifier.name).EndObject();
    }
    if (!found.empty()) page.after = found.back().identifier.name;
    if (page.paged) break;
  }
  writer.EndArray();
  if (more) {
    writer.Field("next-page-token", EncodePageToken({page.snapshot->commit_hash(), page.after}));
  }
  writer.EndObject();
  return http::JsonResponse(200, writer.Take());
}

}  // namespace tarn::api::iceberg_rest
