#include "iceberg/view_metadata.h"

#include <algorithm>

#include "base/error.h"
#include "iceberg/view_history.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

bool EqualIgnoringCase(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

const SqlViewRepresentation* ViewVersion::FindDialect(std::string_view dialect) const {
  for (const SqlViewRepresentation& representation : representations) {
    if (EqualIgnoringCase(representation.dialect, dialect)) return &representation;
  }
  return nullptr;
}

const ViewVersion* ViewMetadata::FindVersion(ViewVersionId id) const {
  for (const ViewVersion& version : versions) {
    if (version.version_id == id) return &version;
  }
  return nullptr;
}

const Schema* ViewMetadata::FindSchema(SchemaId id) const {
  for (const Schema& schema : schemas) {
    if (schema.schema_id == id) return &schema;
  }
  return nullptr;
}

const ViewVersion& ViewMetadata::current_version() const {
  const ViewVersion* version = FindVersion(current_version_id);
  if (!version) {
    base::Throw(ErrorKind::kDataCorruption, "view metadata at {} does not have its version {}",
                location, current_version_id.value());
  }
  return *version;
}

const Schema& ViewMetadata::current_schema() const {
  const SchemaId id = current_version().schema_id;
  const Schema* schema = FindSchema(id);
  if (!schema) {
    base::Throw(ErrorKind::kDataCorruption, "view metadata at {} does not have its schema {}",
                location, id.value());
  }
  return *schema;
}

ViewMetadata NewViewMetadata(const std::string& uuid, const std::string& location,
                             const Schema& schema, ViewVersion version, Properties properties,
                             int64_t now_ms) {
  ViewMetadata metadata;
  metadata.view_uuid = uuid;
  metadata.location = location;
  metadata.schemas = {schema};
  metadata.schemas.front().schema_id = SchemaId(0);
  version.version_id = ViewVersionId(1);
  version.schema_id = SchemaId(0);
  version.timestamp_ms = now_ms;
  metadata.versions = {std::move(version)};
  metadata.version_log = {{now_ms, ViewVersionId(1)}};
  metadata.properties = std::move(properties);
  return metadata;
}

ViewMetadata ReplaceView(const ViewMetadata& base, const Schema& schema, ViewVersion version,
                         int64_t now_ms) {
  CheckDialects(base.properties, base.current_version(), version);
  ViewMetadata next = base;
  auto same = std::find_if(next.schemas.begin(), next.schemas.end(),
                           [&](const Schema& known) { return known.SameFields(schema); });
  if (same == next.schemas.end()) {
    int32_t highest = -1;
    for (const Schema& known : next.schemas) highest = std::max(highest, known.schema_id.value());
    next.schemas.push_back(schema);
    next.schemas.back().schema_id = SchemaId(highest + 1);
    same = next.schemas.end() - 1;
  }
  version.schema_id = same->schema_id;
  version.timestamp_ms = now_ms;
  auto known = std::find_if(next.versions.begin(), next.versions.end(),
                            [&](const ViewVersion& v) { return SameContent(v, version); });
  if (known == next.versions.end()) {
    int32_t highest = 0;
    for (const ViewVersion& v : next.versions) highest = std::max(highest, v.version_id.value());
    version.version_id = ViewVersionId(highest + 1);
    next.versions.push_back(std::move(version));
    next.current_version_id = next.versions.back().version_id;
  } else {
    if (known->version_id == base.current_version_id) return base;
    next.current_version_id = known->version_id;
  }
  next.version_log.push_back({now_ms, next.current_version_id});
  TrimHistory(next);
  return next;
}

}  // namespace tarn::iceberg
