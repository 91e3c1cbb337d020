#include "iceberg/maintenance/rewrite_manifests.h"

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <optional>

#include "base/error.h"
#include "iceberg/action/manifest_files.h"
#include "iceberg/location.h"
#include "iceberg/maintenance/reachable_files.h"
#include "iceberg/manifest/manifest_writer.h"
#include "store/object_store.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

// Up to this size the manifests of a spec are ordered as a whole.
constexpr int64_t kMaxOrderedBytes = int64_t{32} << 20;

// Nulls first, then by value: what summaries of manifests can tell apart.
bool PartitionLess(const ManifestEntry& a, const ManifestEntry& b) {
  const PartitionValues& left = a.data_file.partition;
  const PartitionValues& right = b.data_file.partition;
  for (size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
    if (!left[i] || !right[i]) {
      if (left[i].has_value() != right[i].has_value()) return !left[i];
      continue;
    }
    const auto order = Compare(*left[i], *right[i]);
    if (order != 0) return order < 0;
  }
  return false;
}

// Fills manifests of one spec up to the target size.
class Packer {
 public:
  using Emit = std::function<void(ManifestWriter)>;
  using Open = std::function<ManifestWriter()>;

  Packer(size_t target_bytes, Open open, Emit emit)
      : target_bytes_(target_bytes), open_(std::move(open)), emit_(std::move(emit)) {}

  void Add(const ManifestEntry& entry) {
    if (!writer_) writer_ = std::make_unique<ManifestWriter>(open_());
    writer_->AddExisting(entry);
    if (writer_->uncompressed_bytes() >= target_bytes_) Flush();
  }
  void Flush() {
    if (!writer_) return;
    emit_(std::move(*writer_));
    writer_.reset();
  }

 private:
  const size_t target_bytes_;
  const Open open_;
  const Emit emit_;
  std::unique_ptr<ManifestWriter> writer_;
};

}  // namespace

ActionResult RewriteManifests::Apply(const TableMetadata& metadata) {
  for (const std::string& path : written_) context_.store.Remove(path);
  written_.clear();
  rewritten_ = added_ = 0;
  const Snapshot* parent = metadata.current_snapshot();
  if (!parent) return {};
  commit_uuid_ = base::NewUuid(context_.random);
  snapshot_id_ = NewSnapshotId(metadata, context_.random);

  std::map<std::pair<ManifestContent, PartitionSpecId>, Manifests> groups;
  for (ManifestFile& file : ReadNeededManifestList(context_.store, *parent)) {
    groups[{file.content, file.partition_spec_id}].push_back(std::move(file));
  }
  Manifests result;
  for (const auto& [key, group] : groups) Rewrite(metadata, group, result);
  if (rewritten_ == 0) return {};
  return Finish(metadata, *parent, std::move(result));
}

void RewriteManifests::Rewrite(const TableMetadata& metadata, const Manifests& group,
                               Manifests& result) {
  const int64_t target = std::max<int64_t>(1, MergePolicy::Of(metadata).target_bytes);
  int64_t bytes = 0;
  for (const ManifestFile& file : group) bytes += std::max<int64_t>(0, file.manifest_length);
  const int64_t least = std::max<int64_t>(1, (bytes + target - 1) / target);
  if (static_cast<int64_t>(group.size()) <= least) {
    result.insert(result.end(), group.begin(), group.end());
    return;
  }
  const PartitionSpec& spec = SpecOf(metadata, group.front().partition_spec_id);
  const Schema& schema = SchemaForSpec(metadata, spec);
  const ManifestWriterOptions options{.format_version = metadata.format_version,
                                      .content = group.front().content,
                                      .snapshot_id = snapshot_id_};
  const auto emit = [&](ManifestWriter writer) {
    ManifestWriter::Result finished = writer.Finish();
    finished.file.manifest_path = ManifestPath(metadata, commit_uuid_, next_++);
    Write(finished.file.manifest_path, finished.bytes);
    result.push_back(std::move(finished.file));
    ++added_;
  };
  // The target is of compressed bytes, the writer knows those before.
  constexpr size_t kUsualCompression = 4;
  Packer packer(
      static_cast<size_t>(target) * kUsualCompression,
      [&] { return ManifestWriter(schema, spec, options); }, emit);
  const bool ordered = bytes <= kMaxOrderedBytes;
  std::vector<ManifestEntry> entries;
  for (const ManifestFile& file : group) {
    ++rewritten_;
    if (!file.has_live_files()) continue;
    Manifest manifest = ReadNeededManifest(context_.store, file);
    for (ManifestEntry& entry : manifest.entries) {
      if (!entry.is_live()) continue;
      if (ordered) {
        entries.push_back(std::move(entry));
      } else {
        packer.Add(entry);
      }
    }
  }
  std::stable_sort(entries.begin(), entries.end(), PartitionLess);
  for (const ManifestEntry& entry : entries) packer.Add(entry);
  packer.Flush();
}

void RewriteManifests::Write(const std::string& path, std::string_view bytes) {
  if (context_.will_write) context_.will_write(path);
  written_.push_back(path);
  context_.store.Write(path, bytes);
}

ActionResult RewriteManifests::Finish(const TableMetadata& metadata, const Snapshot& parent,
                                      Manifests manifests) {
  Snapshot snapshot;
  snapshot.snapshot_id = snapshot_id_;
  snapshot.parent_snapshot_id = parent.snapshot_id;
  snapshot.sequence_number = metadata.format_version > 1 ? metadata.last_sequence_number + 1 : 0;
  snapshot.timestamp_ms = std::max(context_.clock.NowMs(), metadata.last_updated_ms);
  snapshot.operation = Operation::kReplace;
  for (const auto& [key, value] : parent.summary) {
    if (key.starts_with("total-")) snapshot.summary[key] = value;
  }
  // As Iceberg Java tells it.
  snapshot.summary["manifests-created"] = std::to_string(added_);
  snapshot.summary["manifests-replaced"] = std::to_string(rewritten_);
  snapshot.summary["manifests-kept"] = std::to_string(manifests.size() - added_);
  snapshot.schema_id = metadata.current_schema_id;
  snapshot.manifest_list = ManifestListPath(metadata, snapshot_id_, 0, commit_uuid_);
  if (metadata.format_version >= 3) {
    // Files keep the row ids that they have; those of before an upgrade get theirs now.
    snapshot.first_row_id = metadata.next_row_id;
    snapshot.added_rows = AssignRowIds(manifests, metadata.next_row_id) - metadata.next_row_id;
  }
  Write(snapshot.manifest_list,
        EncodeManifestList(manifests, {.format_version = metadata.format_version,
                                       .snapshot_id = snapshot_id_,
                                       .parent_snapshot_id = snapshot.parent_snapshot_id,
                                       .sequence_number = snapshot.sequence_number,
                                       .first_row_id = snapshot.first_row_id}));
  ActionResult result;
  result.files = written_;
  result.requirements.emplace_back(requirement::AssertTableUuid{metadata.table_uuid});
  const std::string main(kMainBranch);
  result.requirements.emplace_back(requirement::AssertRefSnapshotId{main, parent.snapshot_id});
  SnapshotRef ref{.snapshot_id = snapshot_id_};
  const auto known = metadata.refs.find(main);
  if (known != metadata.refs.end()) {
    ref = known->second;
    ref.snapshot_id = snapshot_id_;
  }
  result.updates.emplace_back(update::AddSnapshot{std::move(snapshot)});
  result.updates.emplace_back(update::SetSnapshotRef{main, ref});
  return result;
}

}  // namespace tarn::iceberg
