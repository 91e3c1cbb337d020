#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "iceberg/literal.h"
#include "iceberg/manifest/data_file.h"
#include "iceberg/table_metadata.h"
#include "iceberg/types.h"

namespace tarn::store {
class ObjectStore;
}

namespace tarn::iceberg {

class ManifestCache;

// What is known of a table, as tables: "orders$files" and its like, with the columns that Trino 476
// gives them (its Iceberg connector's documentation, Metadata tables).
enum class MetadataTableKind {
  kHistory,
  kMetadataLogEntries,
  kSnapshots,
  kManifests,
  kAllManifests,
  kPartitions,
  kFiles,
  kEntries,
  kAllEntries,
  kProperties,
  kRefs,
};

// "history", "all_manifests", …
std::string_view ToString(MetadataTableKind kind);
// Nothing for another name.
std::optional<MetadataTableKind> ParseMetadataTableKind(std::string_view name);
// All names, for messages.
std::vector<std::string> MetadataTableNames();

// "orders$files" in its parts. Nothing when there is no '$' or nothing before it; `suffix` may be
// no metadata table's.
struct MetadataTableName {
  std::string table;
  std::string suffix;
};
std::optional<MetadataTableName> SplitMetadataTableName(std::string_view name);

// Instants are in milliseconds although Iceberg's type has microseconds. `is_json`: a string with
// JSON in it.
struct MetadataColumn {
  std::string name;
  Type type;
  bool is_json = false;
};

// A value of a column's type: nothing for null; a primitive; the fields of a struct, the elements
// of a list, keys and values of a map in turn.
struct MetadataValue {
  using Children = std::vector<MetadataValue>;
  std::variant<std::monostate, Literal, Children> value;

  MetadataValue() = default;
  // NOLINTNEXTLINE(google-explicit-constructor)
  MetadataValue(Literal literal) : value(std::move(literal)) {}
  // NOLINTNEXTLINE(google-explicit-constructor)
  MetadataValue(Children children) : value(std::move(children)) {}
  bool is_null() const { return value.index() == 0; }
  friend bool operator==(const MetadataValue&, const MetadataValue&) = default;
};
using MetadataRow = std::vector<MetadataValue>;

// What a metadata table tells of. What is named lives longer than its readers.
struct MetadataTableSource {
  std::shared_ptr<const TableMetadata> metadata;
  // The file that `metadata` was read from; empty when there is none (an open transaction's).
  std::string metadata_location;
  // What manifests, partitions, files and entries are read of; null: nothing is there.
  const Snapshot* snapshot = nullptr;
  // Files that an open transaction has added to the snapshot and taken out of it.
  std::vector<DataFile> added;
  std::set<std::string> removed;
  store::ObjectStore* store = nullptr;
  ManifestCache* cache = nullptr;  // may be null; all_manifests and all_entries read past it
};

// The columns of a metadata table, in Trino's order. Those with partition values and statistics
// depend on the table's partition specs and schema.
std::vector<MetadataColumn> MetadataTableColumns(MetadataTableKind kind,
                                                 const TableMetadata& metadata);

// Gives the rows one after another. Manifests are read one at a time, as rows are asked for, so
// that memory is bounded by one manifest (and for `partitions` by the number of partitions). Not
// thread safe.
class MetadataRowReader {
 public:
  virtual ~MetadataRowReader() = default;
  // Nothing at the end. Errors: of the store; kDataCorruption, with the file, for what cannot be
  // decoded; kCancelled.
  virtual std::optional<MetadataRow> Next() = 0;
};

struct MetadataReadOptions {
  // Which columns are asked for, by position; values of others may be null. Empty: all.
  std::vector<bool> columns = {};
  std::function<void()> check_cancelled = {};  // called now and then, throws to stop
};

std::unique_ptr<MetadataRowReader> ReadMetadataTable(MetadataTableKind kind,
                                                     MetadataTableSource source,
                                                     MetadataReadOptions options = {});

}  // namespace tarn::iceberg
