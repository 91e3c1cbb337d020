#include "app/catalog_import.h"

#include <chrono>

#include "api/iceberg_rest/rest_import.h"
#include "api/nessie/nessie_import.h"
#include "base/error.h"
#include "http/client.h"

namespace tarn::app {
namespace {

// Table metadata with all its snapshots may be large.
constexpr size_t kMaxAnswerBytes = size_t{256} << 20;
constexpr std::chrono::milliseconds kTimeout{60'000};

}  // namespace

cli::ImportReport ImportFromCatalog(const cli::ImportSource& source, catalog::Catalog& catalog,
                                    metadb::Database& database, const std::string& author) {
  std::string base = source.uri;
  while (base.ends_with('/')) base.pop_back();
  http::GetOptions options;
  options.timeout = kTimeout;
  options.body_bytes = kMaxAnswerBytes;
  options.status_kinds = true;
  if (!source.token.empty()) options.headers = {{"Authorization", "Bearer " + source.token}};
  const auto fetch = [&](const std::string& path) { return http::Get(base + path, options); };
  cli::ImportReport report;
  if (source.kind == cli::ImportSource::Kind::kNessie) {
    const auto imported = api::nessie::ImportFromNessie(database, fetch);
    report.references = imported.references;
    report.commits = imported.commits;
    report.tables = imported.contents;
    report.lost_parents = imported.lost_parents;
    return report;
  }
  api::iceberg_rest::RestImportOptions rest;
  rest.warehouse = source.warehouse;
  rest.author = author;
  rest.source = base;
  const auto imported = api::iceberg_rest::ImportFromRest(catalog, fetch, rest);
  report.commits = imported.namespaces > 0 ? 1 : 0;
  report.namespaces = imported.namespaces;
  report.tables = imported.tables;
  report.views = imported.views;
  return report;
}

}  // namespace tarn::app
