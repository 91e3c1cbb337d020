#include "iceberg/snapshot.h"

#include "base/error.h"

namespace tarn::iceberg {
namespace {

constexpr std::string_view kOperations[] = {"append", "replace", "overwrite", "delete"};

}  // namespace

std::string_view ToString(Operation operation) {
  return kOperations[static_cast<size_t>(operation)];
}

Operation ParseOperation(std::string_view text) {
  for (size_t i = 0; i < std::size(kOperations); ++i) {
    if (kOperations[i] == text) return static_cast<Operation>(i);
  }
  base::Throw(base::ErrorKind::kInvalidArgument,
              "an operation is append, replace, overwrite or delete, not '{}'", text);
}

const Snapshot* SnapshotList::Find(SnapshotId id) const {
  const auto& tail = log_.tail();
  for (auto it = tail.rbegin(); it != tail.rend(); ++it) {
    if ((*it)->snapshot_id == id) return &**it;
  }
  const auto& chunks = log_.full_chunks();
  for (auto chunk = chunks.rbegin(); chunk != chunks.rend(); ++chunk) {
    for (const Entry& entry : (*chunk)->items()) {
      if (entry->snapshot_id == id) return &*entry;
    }
  }
  return nullptr;
}

}  // namespace tarn::iceberg
