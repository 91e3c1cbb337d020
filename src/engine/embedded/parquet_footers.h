#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/embedded/adapter/connection.h"
#include "iceberg/manifest/data_file.h"
#include "iceberg/table_metadata.h"
#include "store/object_store.h"

namespace tarn::engine::embedded {

// Parquet files that are there already and are to become files of a table: nothing is read but
// their footers, nothing is copied.

struct AddedFile {
  std::string path;
  uint64_t size = 0;
  // The folders between, "k=v" each, by column; null for Hive's default partition.
  std::vector<std::pair<std::string, std::optional<std::string>>> partition = {};
};

enum class NestedFolders { kFail, kRead, kLeaveOut };
// As procedures name them in recursive_directory, the default first.
inline const std::vector<std::string> kNestedFolderChoices = {"FAIL", "TRUE", "FALSE"};
NestedFolders NestedFoldersOf(const std::string& choice);

// The files below `location` in order of path, but those that Hive hides ("_SUCCESS", ".part").
// kNotFound when there are none, kInvalidArgument for a folder within that is not to be there.
// With `hive`, folders named "k=v" are partitions, whatever `nested` says of others.
std::vector<AddedFile> FilesAt(store::ObjectStore& store, const std::string& location,
                               NestedFolders nested, bool hive = false);

// The path by which DuckDB opens a file.
std::string LocalPath(const std::string& path);

// Reads footers for one table. Not thread safe.
class ParquetFooters {
 public:
  // Both must outlive it.
  ParquetFooters(Connection& connection, const iceberg::TableMetadata& metadata)
      : connection_(connection), metadata_(metadata), schema_(metadata.current_schema()) {}

  // Files as the table keeps them, with counts, sizes and, for numbers, dates and texts, bounds; in
  // order of path. Partition values are left to the caller. kInvalidArgument when a column cannot
  // be read as the table's, is missing though it is NOT NULL, or has another field id.
  std::vector<iceberg::DataFile> Read(const std::vector<AddedFile>& files);
  // Whether a file had no field ids: the table needs a name mapping.
  bool without_ids() const { return without_ids_; }

 private:
  using Batch = std::map<std::string, iceberg::DataFile>;

  const iceberg::NestedField* Column(const std::string& name) const;
  void CheckColumns(const std::string& path);
  void CheckFieldIds(const std::string& path);
  void Count(const std::string& list, Batch& batch);
  void Measure(const std::string& list, Batch& batch);
  void Split(const std::string& list, Batch& batch);

  Connection& connection_;
  const iceberg::TableMetadata& metadata_;
  const iceberg::Schema& schema_;
  bool without_ids_ = false;
};

}  // namespace tarn::engine::embedded
