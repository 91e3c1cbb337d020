#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/embedded/adapter/connection.h"
#include "engine/load.h"

namespace tarn::engine::embedded {

// Loads files into a table through DuckDB's readers and the lake's writer, inside the transaction
// that the caller has opened. See engine::LoadRequest. Literals of constants are DuckDB's SQL here.
class LoadFiles {
 public:
  explicit LoadFiles(Connection& connection) : connection_(connection) {}

  // Everything but the commit hash.
  LoadResult Load(const LoadRequest& request, base::Progress* progress,
                  const base::CancelToken& cancel);
  FileSchema Inspect(const std::string& file, FileFormat format, const CsvOptions& hint);

 private:
  // Columns of one or more files that have the same header.
  struct Group {
    std::vector<std::string> header;
    std::vector<std::string> files;
  };

  std::vector<Group> GroupByHeader(const LoadRequest& request);
  std::vector<std::string> ReadHeader(const std::string& file, const CsvOptions& csv);
  std::string CsvSource(const LoadRequest& request, const Group& group, bool store_rejects);
  std::string SourceQuery(const LoadRequest& request, const std::vector<Group>& groups);
  std::string WriteStatement(const LoadRequest& request, const std::string& query);
  // Reads the files with Tarn's own reader from now on.
  void BeginScan(const LoadRequest& request, const std::vector<Group>& groups);
  void CollectRejects(const LoadRequest& request, const std::vector<Group>& groups,
                      uint64_t null_rows);
  std::vector<FileDigest> Digests(const LoadRequest& request) const;
  void CountRejects(LoadResult& result);
  void CheckShare(const LoadRequest& request, const LoadResult& result);
  void WriteRejects(const LoadRequest& request);

  Connection& connection_;
  std::shared_ptr<CsvScan> scan_;  // null: DuckDB reads
};

}  // namespace tarn::engine::embedded
