#include "engine/embedded/adapter/change_mode.h"

#include "base/standard_error.h"

namespace tarn::engine::embedded {
namespace {

// Writing so much anew costs about what a delete file costs each later scan to open.
constexpr int64_t kAlwaysRewrittenBytes = int64_t{8} << 20;
// From this share of deleted rows on (1 / n), scans read more than half for nothing.
constexpr uint64_t kRewrittenShare = 2;

const char* NameOf(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::kDelete: return "delete";
    case ChangeKind::kUpdate: return "update";
    case ChangeKind::kMerge: return "merge";
  }
  return "";
}

}  // namespace

ChangeMode ChangeModeOf(const iceberg::TableMetadata& metadata, ChangeKind kind) {
  const std::string name = std::string("write.") + NameOf(kind) + ".mode";
  const std::string value = metadata.Property(name);
  if (metadata.format_version < 2) return ChangeMode::kCopyOnWrite;  // it has no delete files
  if (value.empty()) return ChangeMode::kBySize;
  if (value == "copy-on-write") return ChangeMode::kCopyOnWrite;
  if (value == "merge-on-read") return ChangeMode::kMergeOnRead;
  throw base::Error(base::ErrorKind::kInvalidArgument, base::StandardError::kInvalidTableProperty,
                    "the table property '" + name + "' is '" + value + "'",
                    "set it to copy-on-write or merge-on-read, or leave it out");
}

bool RewritesFile(ChangeMode mode, const ChangedFile& file) {
  switch (mode) {
    case ChangeMode::kCopyOnWrite: return true;
    case ChangeMode::kMergeOnRead: return false;
    case ChangeMode::kBySize: break;
  }
  return file.bytes <= kAlwaysRewrittenBytes || file.deleted >= file.rows / kRewrittenShare;
}

DeleteGranularity DeleteGranularityOf(const iceberg::TableMetadata& metadata,
                                      DeleteGranularity unless_set) {
  const std::string granularity = metadata.Property("write.delete.granularity");
  if (granularity.empty()) return unless_set;
  if (granularity == "partition") return DeleteGranularity::kPartition;
  if (granularity == "file") return DeleteGranularity::kFile;
  throw base::Error(base::ErrorKind::kInvalidArgument, base::StandardError::kInvalidTableProperty,
                    "the table property 'write.delete.granularity' is '" + granularity + "'",
                    "set it to file or partition");
}

Isolation IsolationOf(const iceberg::TableMetadata& metadata, ChangeKind kind) {
  const std::string name = std::string("write.") + NameOf(kind) + ".isolation-level";
  const std::string value = metadata.Property(name, "serializable");
  if (value == "serializable") return Isolation::kSerializable;
  if (value == "snapshot") return Isolation::kSnapshot;
  throw base::Error(base::ErrorKind::kInvalidArgument, base::StandardError::kInvalidTableProperty,
                    "the table property '" + name + "' is '" + value + "'",
                    "set it to serializable or snapshot");
}

}  // namespace tarn::engine::embedded
