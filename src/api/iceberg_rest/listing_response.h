#pragma once

#include "api/iceberg_rest/paging.h"
#include "api/iceberg_rest/responses.h"
#include "api/iceberg_rest/service.h"
#include "http/message.h"
#include "iceberg/json/writer.h"

namespace tarn::api::iceberg_rest {

// What is in the path's namespace, as `identifiers`: a page when one is asked for, else all of it.
// `list` gives the entries behind a name, as catalog::ListPage does; `write` writes one.
template <typename List, typename Write>
http::Response ListIdentifiers(const Call& call, List list, Write write) {
  const catalog::Namespace ns = call.ns();
  PageRequest page = ParsePage(call);
  RequireNamespace(*page.snapshot, ns);
  iceberg::json::Writer writer;
  writer.BeginObject().Key("identifiers").BeginArray();
  bool more = true;
  while (more) {
    auto found = list(*page.snapshot, ns, page.after, page.limit + 1);
    more = found.size() > page.limit;
    if (more) found.pop_back();
    for (const auto& entry : found) write(writer, entry.identifier);
    if (!found.empty()) page.after = found.back().identifier.name;
    if (page.paged) break;
  }
  writer.EndArray();
  if (more) {
    writer.Field("next-page-token", page.NextToken());
  }
  writer.EndObject();
  return http::JsonResponse(200, writer.Take());
}

// ListTablesResponse: the tables, or the views, of the path's namespace.
http::Response ListIdentifiers(const Call& call, catalog::ContentKind kind);

}  // namespace tarn::api::iceberg_rest
