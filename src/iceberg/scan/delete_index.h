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

// Finds the delete files that apply to a data file (spec: Scan Planning). Filled, then only asked.
class DeleteIndex {
 public:
  using EntryPtr = std::shared_ptr<const ManifestEntry>;

  // `global`: an equality delete of an unpartitioned spec, which applies to every partition.
  void Add(EntryPtr entry, bool global);
  bool empty() const { return by_path_.empty() && by_partition_.empty() && global_.empty(); }
  // Oldest first.
  std::vector<EntryPtr> Find(const ManifestEntry& data) const;

 private:
  std::unordered_map<std::string, std::vector<EntryPtr>> by_path_;
  std::unordered_map<std::string, std::vector<EntryPtr>> by_partition_;
  std::vector<EntryPtr> global_;
};

}  // namespace tarn::iceberg
