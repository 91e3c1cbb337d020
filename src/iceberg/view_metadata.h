#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "iceberg/ids.h"
#include "iceberg/schema.h"
#include "iceberg/table_metadata.h"

namespace tarn::iceberg {

// A view's SQL in one dialect, e.g. "trino".
struct SqlViewRepresentation {
  std::string sql = {};
  std::string dialect = {};

  friend bool operator==(const SqlViewRepresentation&, const SqlViewRepresentation&) = default;
};

struct ViewVersion {
  ViewVersionId version_id{1};
  SchemaId schema_id{0};
  int64_t timestamp_ms = 0;
  std::map<std::string, std::string> summary = {};
  std::vector<SqlViewRepresentation> representations = {};
  std::string default_catalog = {};  // empty when there is none
  std::vector<std::string> default_namespace = {};

  // Null when the view has no SQL of that dialect (any case).
  const SqlViewRepresentation* FindDialect(std::string_view dialect) const;
  friend bool operator==(const ViewVersion&, const ViewVersion&) = default;
};

struct ViewLogEntry {
  int64_t timestamp_ms = 0;
  ViewVersionId version_id;

  friend bool operator==(const ViewLogEntry&, const ViewLogEntry&) = default;
};

// All that is known of a view (Iceberg View Spec, format version 1). A value.
struct ViewMetadata {
  std::string view_uuid = {};
  int32_t format_version = 1;
  std::string location = {};
  std::vector<Schema> schemas = {};
  ViewVersionId current_version_id{1};
  std::vector<ViewVersion> versions = {};
  std::vector<ViewLogEntry> version_log = {};
  Properties properties = {};

  const ViewVersion* FindVersion(ViewVersionId id) const;
  const Schema* FindSchema(SchemaId id) const;
  // kDataCorruption when the metadata names one that it does not have.
  const ViewVersion& current_version() const;
  const Schema& current_schema() const;

  friend bool operator==(const ViewMetadata&, const ViewMetadata&) = default;
};

// The first version of a view; the schema gets id 0. `version.version_id`, `.schema_id` and
// `.timestamp_ms` are filled in.
ViewMetadata NewViewMetadata(const std::string& uuid, const std::string& location,
                             const Schema& schema, ViewVersion version, Properties properties,
                             int64_t now_ms);

// The next version (CREATE OR REPLACE VIEW). kFailedPrecondition when the view has SQL in a dialect
// that `version` has not, unless its property `replace.drop-dialect.allowed` is true: what other
// engines read would be lost silently. An equal schema or version is used again, and of old
// versions the newest `version.history.num-entries` (10 by default) are kept.
ViewMetadata ReplaceView(const ViewMetadata& base, const Schema& schema, ViewVersion version,
                         int64_t now_ms);

}  // namespace tarn::iceberg
