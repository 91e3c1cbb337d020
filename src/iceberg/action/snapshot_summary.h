#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "iceberg/manifest/data_file.h"

namespace tarn::iceberg {

// Counts what a snapshot adds and takes out, and tells it as Iceberg's other writers do (spec:
// Appendix F, optional snapshot summary fields).
class SummaryBuilder {
 public:
  void AddFile(const DataFile& file, const PartitionSpec& spec) { Count(file, spec, added_); }
  void RemoveFile(const DataFile& file, const PartitionSpec& spec) { Count(file, spec, removed_); }

  // With totals carried on from the parent's summary; null: the table was empty.
  std::map<std::string, std::string> Build(const std::map<std::string, std::string>* parent) const;

 private:
  struct Counts {
    int64_t data_files = 0;
    int64_t records = 0;
    int64_t bytes = 0;
    int64_t delete_files = 0;
    int64_t position_delete_files = 0;
    int64_t deletion_vectors = 0;
    int64_t equality_delete_files = 0;
    int64_t position_deletes = 0;
    int64_t equality_deletes = 0;
  };
  void Count(const DataFile& file, const PartitionSpec& spec, Counts& counts);

  Counts added_;
  Counts removed_;
  std::set<std::string> partitions_;
};

}  // namespace tarn::iceberg
