#include "iceberg/action/manifest_files.h"

#include <algorithm>

#include "base/error.h"
#include "iceberg/location.h"
#include "store/object_store.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

// Manifests up to this size are merged whatever gathers beside them.
constexpr int64_t kAlwaysMergedBytes = int64_t{64} << 10;

AvroCompression CompressionOf(const TableMetadata& metadata) {
  const std::string codec = metadata.Property("write.avro.compression-codec", "gzip");
  if (codec == "gzip") return AvroCompression::kDeflate;
  if (codec == "zstd") return AvroCompression::kZstd;
  if (codec == "uncompressed") return AvroCompression::kNone;
  throw base::Error(ErrorKind::kUnsupported,
                    fmt::format("the table property 'write.avro.compression-codec' is '{}'", codec),
                    "set it to gzip, zstd or uncompressed");
}

}  // namespace

const Schema& SchemaForSpec(const TableMetadata& metadata, const PartitionSpec& spec) {
  const auto has_all = [&](const Schema& schema) {
    return std::all_of(spec.fields.begin(), spec.fields.end(), [&](const PartitionField& field) {
      return schema.FindField(field.source_id) != nullptr;
    });
  };
  const Schema& current = metadata.current_schema();
  if (has_all(current)) return current;
  for (auto it = metadata.schemas.rbegin(); it != metadata.schemas.rend(); ++it) {
    if (has_all(*it)) return *it;
  }
  return current;
}

const PartitionSpec& SpecOf(const TableMetadata& metadata, PartitionSpecId id) {
  const PartitionSpec* spec = metadata.FindSpec(id);
  if (!spec) {
    base::Throw(ErrorKind::kInvalidArgument, "the table has no partition spec {}", id.value());
  }
  return *spec;
}

ManifestWriter ManifestFiles::Open(const TableMetadata& metadata, PartitionSpecId spec_id,
                                   ManifestContent content, SnapshotId snapshot_id) const {
  const PartitionSpec& spec = SpecOf(metadata, spec_id);
  return {SchemaForSpec(metadata, spec),
          spec,
          {.format_version = metadata.format_version,
           .content = content,
           .snapshot_id = snapshot_id,
           .compression = CompressionOf(metadata)}};
}

ManifestFile ManifestFiles::Write(const TableMetadata& metadata, ManifestWriter writer) {
  ManifestWriter::Result result = writer.Finish();
  result.file.manifest_path = ManifestPath(metadata, commit_uuid_, next_++);
  if (context_.will_write) context_.will_write(result.file.manifest_path);
  context_.store.Write(result.file.manifest_path, result.bytes);
  return result.file;
}

void ManifestFiles::RemoveUnused() {
  for (auto it = written_.begin(); it != written_.end();) {
    if (used_.contains(it->first)) {
      ++it;
      continue;
    }
    context_.store.Remove(it->second.manifest_path);
    it = written_.erase(it);
  }
}

std::vector<std::string> ManifestFiles::used_paths() const {
  std::vector<std::string> paths;
  for (const std::string& key : used_) paths.push_back(written_.at(key).manifest_path);
  return paths;
}

MergePolicy MergePolicy::Of(const TableMetadata& metadata) {
  MergePolicy policy;
  policy.enabled = metadata.Property("commit.manifest-merge.enabled", "true") != "false";
  policy.min_count = static_cast<size_t>(
      std::max<int64_t>(2, metadata.IntProperty("commit.manifest.min-count-to-merge", 100)));
  policy.target_bytes =
      metadata.IntProperty("commit.manifest.target-size-bytes", policy.target_bytes);
  return policy;
}

namespace {

// Entries of this snapshot stay as they are; what others removed is dropped.
void CopyEntries(const Manifest& manifest, SnapshotId snapshot_id, ManifestWriter& writer) {
  for (const ManifestEntry& entry : manifest.entries) {
    if (entry.snapshot_id == snapshot_id) {
      writer.AddEntry(entry);
    } else if (entry.is_live()) {
      writer.AddExisting(entry);
    }
  }
}

// The newest manifests of one spec (`indexes`) that are worth merging.
std::vector<size_t> NewestRun(const std::vector<ManifestFile>& manifests,
                              const std::vector<size_t>& indexes, const MergePolicy& policy) {
  std::vector<size_t> run;
  int64_t bytes = 0;
  for (size_t i : indexes) {
    const int64_t length = manifests[i].manifest_length;
    if (bytes + length > policy.target_bytes) break;
    if (length > std::max(bytes, kAlwaysMergedBytes)) break;
    run.push_back(i);
    bytes += length;
  }
  return run;
}

}  // namespace

std::vector<ManifestFile> MergeManifests(std::vector<ManifestFile> manifests,
                                         ManifestContent content, const TableMetadata& metadata,
                                         SnapshotId snapshot_id, const MergePolicy& policy,
                                         ManifestFiles& files) {
  if (!policy.enabled || manifests.size() < policy.min_count) return manifests;
  std::map<PartitionSpecId, std::vector<size_t>> by_spec;
  for (size_t i = 0; i < manifests.size(); ++i) {
    by_spec[manifests[i].partition_spec_id].push_back(i);
  }
  std::set<size_t> merged;
  std::vector<ManifestFile> result;
  for (const auto& [spec_id, indexes] : by_spec) {
    const std::vector<size_t> run = NewestRun(manifests, indexes, policy);
    if (run.size() < policy.min_count) continue;
    std::string key = fmt::format("merged v{}", metadata.format_version);
    for (size_t i : run) key += " " + manifests[i].manifest_path;
    result.push_back(
        files.Get(key, metadata, spec_id, content, snapshot_id, [&](ManifestWriter& writer) {
          for (size_t i : run) CopyEntries(*files.Read(manifests[i]), snapshot_id, writer);
        }));
    merged.insert(run.begin(), run.end());
  }
  for (size_t i = 0; i < manifests.size(); ++i) {
    if (!merged.contains(i)) result.push_back(std::move(manifests[i]));
  }
  return result;
}

}  // namespace tarn::iceberg
