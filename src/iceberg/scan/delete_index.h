#pragma once

#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "iceberg/manifest/manifest_entry.h"
#include "iceberg/partition_spec.h"

namespace tarn::iceberg {

// The spec id and values of a partition as a key.
std::string PartitionKey(PartitionSpecId spec_id, const PartitionValues& values);

// Finds the delete files that apply to a data file (spec: Scan Planning). A deletion vector applies
// to the one file that it names and replaces all position deletes of it. Filled, then only asked.
class DeleteIndex {
 public:
  using EntryPtr = std::shared_ptr<const ManifestEntry>;

  // `global`: an equality delete of an unpartitioned spec, which applies to every partition.
  // kDataCorruption for a deletion vector without a data file, or the second of one.
  void Add(EntryPtr entry, bool global);
  bool empty() const {
    return vectors_.empty() && by_path_.empty() && by_partition_.empty() && global_.empty();
  }
  // Oldest first; a deletion vector last.
  std::vector<EntryPtr> Find(const ManifestEntry& data) const;

 private:
  void AddVector(EntryPtr entry);

  std::unordered_map<std::string, EntryPtr> vectors_;
  std::unordered_map<std::string, std::vector<EntryPtr>> by_path_;
  std::unordered_map<std::string, std::vector<EntryPtr>> by_partition_;
  std::vector<EntryPtr> global_;
};

}  // namespace tarn::iceberg
