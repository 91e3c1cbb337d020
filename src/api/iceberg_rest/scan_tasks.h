#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "iceberg/json/writer.h"
#include "iceberg/scan/plan.h"

namespace tarn::api::iceberg_rest {

// Gathers tasks into pages, each the members of a ScanTasks object ("delete-files" and
// "file-scan-tasks") as JSON without braces. Used by one thread.
class ScanTaskPages {
 public:
  // `stats` are the columns whose metrics are told. kResourceExhausted when all pages together get
  // larger than `max_bytes`.
  ScanTaskPages(const iceberg::TableMetadata& metadata, std::set<iceberg::FieldId> stats,
                size_t tasks_a_page, size_t max_bytes);

  void Add(const iceberg::FileScanTask& task);
  // At least one page, which may be without tasks.
  std::vector<std::string> Finish();

 private:
  size_t DeleteFile(const iceberg::DataFile& file);
  void EndPage();
  void WriteFile(iceberg::json::Writer& writer, const iceberg::DataFile& file) const;
  void WriteMetrics(iceberg::json::Writer& writer, const iceberg::DataFile& file) const;
  void WriteBounds(iceberg::json::Writer& writer, const char* key,
                   const iceberg::IdMap<std::string>& bounds) const;

  const iceberg::TableMetadata& metadata_;
  const std::set<iceberg::FieldId> stats_;
  const size_t tasks_a_page_;
  const size_t max_bytes_;
  std::vector<std::string> pages_;
  size_t bytes_ = 0;
  size_t tasks_ = 0;
  iceberg::json::Writer task_writer_;
  iceberg::json::Writer delete_writer_;
  std::map<iceberg::FileKey, size_t> deletes_;  // of this page
};

}  // namespace tarn::api::iceberg_rest
