#include "iceberg/action/snapshot_producer.h"

#include <algorithm>

#include "base/error.h"
#include "iceberg/expression/evaluator.h"
#include "iceberg/location.h"
#include "iceberg/manifest/manifest_cache.h"
#include "store/object_store.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

[[noreturn]] void ThrowGone(const std::string& path) {
  throw base::Error(ErrorKind::kConflict,
                    fmt::format("another commit took this file out of the table: {}", path),
                    "run the statement again");
}

// Decides which files a filter deletes as a whole.
class WholeFileFilter {
 public:
  WholeFileFilter(const Expression& filter, const TableMetadata& metadata)
      : metadata_(metadata), bound_(Bind(filter, metadata.current_schema())) {}

  bool MightMatch(const ManifestFile& file) const {
    const PartitionSpec& spec = SpecOf(metadata_, file.partition_spec_id);
    return ManifestMightMatch(ProjectInclusive(bound_, spec), spec, file);
  }

  Truth Rows(const DataFile& file) const {
    const PartitionSpec& spec = SpecOf(metadata_, file.spec_id);
    if (EvaluatePartition(ProjectInclusive(bound_, spec), spec, file.partition) == Truth::kFalse) {
      return Truth::kFalse;
    }
    const Truth by_metrics = EvaluateMetrics(bound_, file);
    if (by_metrics != Truth::kUnknown) return by_metrics;
    return EvaluatePartition(ProjectStrict(bound_, spec), spec, file.partition) == Truth::kTrue
               ? Truth::kTrue
               : Truth::kUnknown;
  }

 private:
  const TableMetadata& metadata_;
  const BoundExpression bound_;
};

}  // namespace

SnapshotProducer::SnapshotProducer(ActionContext context, SnapshotOptions options)
    : context_(std::move(context)),
      options_(std::move(options)),
      commit_uuid_(base::NewUuid(context_.random)),
      files_(context_, commit_uuid_) {}

void SnapshotProducer::Add(DataFile file) {
  if (attempt_ > 0) {
    base::Throw(ErrorKind::kInternal, "a file was added to an action that was applied: {}",
                file.file_path);
  }
  added_.push_back(std::move(file));
}

Operation SnapshotProducer::EffectiveOperation() const {
  const bool adds_data = std::any_of(added_.begin(), added_.end(), [](const DataFile& file) {
    return file.content == FileContent::kData;
  });
  const bool takes_out =
      deletes_anything() || std::any_of(added_.begin(), added_.end(), [](const DataFile& file) {
        return file.content != FileContent::kData;
      });
  if (takes_out) return adds_data ? Operation::kOverwrite : Operation::kDelete;
  return Operation::kAppend;
}

const Snapshot* SnapshotProducer::Parent(const TableMetadata& metadata) const {
  auto ref = metadata.refs.find(options_.branch);
  if (ref == metadata.refs.end()) return metadata.current_snapshot();  // a new branch starts there
  if (ref->second.type == RefType::kTag) {
    base::Throw(ErrorKind::kInvalidArgument, "only branches can be written to, '{}' is a tag",
                options_.branch);
  }
  return metadata.FindSnapshot(ref->second.snapshot_id);
}

ActionResult SnapshotProducer::Apply(const TableMetadata& metadata, Operation operation) {
  if (!last_list_.empty()) context_.store.Remove(last_list_);
  last_list_.clear();
  ++attempt_;
  files_.BeginAttempt();
  if (attempt_ == 1) snapshot_id_ = NewSnapshotId(metadata, context_.random);

  const Snapshot* parent = Parent(metadata);
  std::shared_ptr<const Manifests> existing = std::make_shared<const Manifests>();
  if (parent) existing = ReadManifestList(context_.store, *parent, context_.cache);
  Validate(metadata, parent, *existing);

  SummaryBuilder summary;
  Manifests manifests = AddedManifests(metadata, summary);
  for (ManifestFile& file : WithoutDeleted(metadata, *existing, summary)) {
    manifests.push_back(std::move(file));
  }
  const auto deletes = std::stable_partition(
      manifests.begin(), manifests.end(),
      [](const ManifestFile& file) { return file.content == ManifestContent::kData; });
  Manifests merged = MergeManifests(Manifests(manifests.begin(), deletes), metadata, snapshot_id_,
                                    MergePolicy::Of(metadata), files_);
  merged.insert(merged.end(), deletes, manifests.end());
  return Finish(metadata, parent, merged, operation, summary);
}

void SnapshotProducer::Validate(const TableMetadata& metadata, const Snapshot* parent,
                                const Manifests& existing) {
  for (const DataFile& file : added_) {
    const PartitionSpec& spec = SpecOf(metadata, file.spec_id);
    if (file.partition.size() != spec.fields.size()) {
      base::Throw(ErrorKind::kInvalidArgument,
                  "partition spec {} has {} fields, but the file gives {} values: {}",
                  spec.spec_id.value(), spec.fields.size(), file.partition.size(), file.file_path);
    }
    if (file.content != FileContent::kData && metadata.format_version < 2) {
      throw base::Error(ErrorKind::kFailedPrecondition,
                        "tables of format version 1 have no delete files: " + file.file_path,
                        "upgrade the table to format version 2");
    }
  }
  const std::optional<SnapshotId> head = parent ? std::optional(parent->snapshot_id) : std::nullopt;
  if (validation_ && validation_->since == head) return;  // nothing happened since
  if (validation_) CheckNoNewRows(metadata, parent, existing);
  if (!must_exist_.empty()) CheckStillThere(existing);
}

void SnapshotProducer::CheckNoNewRows(const TableMetadata& metadata, const Snapshot* parent,
                                      const Manifests& existing) {
  std::set<SnapshotId> between;
  const Snapshot* at = parent;
  while (at && at->snapshot_id != validation_->since) {
    // Compaction moves rows and adds none.
    if (at->operation != Operation::kReplace) between.insert(at->snapshot_id);
    at = at->parent_snapshot_id ? metadata.FindSnapshot(*at->parent_snapshot_id) : nullptr;
  }
  if (!at && validation_->since) {
    throw base::Error(ErrorKind::kConflict,
                      fmt::format("the branch '{}' does not come from the snapshot that was read: "
                                  "{}",
                                  options_.branch, validation_->since->value()),
                      "run the statement again");
  }
  const WholeFileFilter filter(validation_->filter, metadata);
  for (const ManifestFile& file : existing) {
    if (!between.contains(file.added_snapshot_id) || !file.has_live_files()) continue;
    if (!filter.MightMatch(file)) continue;
    const auto manifest = files_.Read(file);
    for (const ManifestEntry& entry : manifest->entries) {
      if (!entry.is_live() || !entry.snapshot_id || !between.contains(*entry.snapshot_id)) continue;
      // A delete file's metrics are of its own columns.
      const bool is_data = entry.data_file.content == FileContent::kData;
      if (is_data && filter.Rows(entry.data_file) == Truth::kFalse) continue;
      throw base::Error(
          ErrorKind::kConflict,
          "another commit changed rows that the statement read: " + entry.data_file.file_path,
          "run the statement again");
    }
  }
}

void SnapshotProducer::CheckStillThere(const Manifests& existing) {
  std::set<std::string> missing = must_exist_;
  for (const ManifestFile& file : existing) {
    if (missing.empty()) return;
    if (file.content != ManifestContent::kData || !file.has_live_files()) continue;
    const auto manifest = files_.Read(file);
    for (const ManifestEntry& entry : manifest->entries) {
      if (entry.is_live()) missing.erase(entry.data_file.file_path);
    }
  }
  if (!missing.empty()) ThrowGone(*missing.begin());
}

SnapshotProducer::Manifests SnapshotProducer::AddedManifests(const TableMetadata& metadata,
                                                             SummaryBuilder& summary) {
  // By content, then spec: each is a manifest.
  std::map<std::pair<ManifestContent, PartitionSpecId>, std::vector<const DataFile*>> groups;
  for (const DataFile& file : added_) {
    summary.AddFile(file, SpecOf(metadata, file.spec_id));
    const auto content =
        file.content == FileContent::kData ? ManifestContent::kData : ManifestContent::kDeletes;
    groups[{content, file.spec_id}].push_back(&file);
  }
  Manifests manifests;
  for (const auto& [group, data_files] : groups) {
    const auto& [content, spec_id] = group;
    const std::string key = fmt::format("added {} {} v{}", static_cast<int>(content),
                                        spec_id.value(), metadata.format_version);
    manifests.push_back(
        files_.Get(key, metadata, spec_id, content, snapshot_id_, [&](ManifestWriter& writer) {
          for (const DataFile* file : data_files) writer.AddFile(*file);
        }));
  }
  return manifests;
}

SnapshotProducer::Manifests SnapshotProducer::WithoutDeleted(const TableMetadata& metadata,
                                                             const Manifests& existing,
                                                             SummaryBuilder& summary) {
  Manifests kept;
  std::set<std::string> missing = delete_paths_;
  std::optional<WholeFileFilter> filter;
  if (delete_where_) filter.emplace(*delete_where_, metadata);

  const auto goes = [&](const ManifestEntry& entry) {
    if (delete_all_) return true;
    const DataFile& file = entry.data_file;
    if (file.content != FileContent::kData) return false;
    if (delete_paths_.contains(file.file_path)) {
      missing.erase(file.file_path);
      return true;
    }
    if (!filter) return false;
    const Truth rows = filter->Rows(file);
    if (rows == Truth::kUnknown) {
      throw base::Error(ErrorKind::kFailedPrecondition,
                        "some rows of this file match and others may not: " + file.file_path,
                        "rewrite the file instead of deleting it");
    }
    return rows == Truth::kTrue;
  };

  for (const ManifestFile& file : existing) {
    // What only lists deleted files has told its snapshot, and is of no use to later ones.
    if (!file.has_live_files()) continue;
    const bool concerned =
        deletes_anything() && (delete_all_ || file.content == ManifestContent::kData) &&
        (delete_all_ || !missing.empty() || (filter && filter->MightMatch(file)));
    if (!concerned) {
      kept.push_back(file);
      continue;
    }
    const auto manifest = files_.Read(file);
    const PartitionSpec& spec = SpecOf(metadata, file.partition_spec_id);
    std::set<const ManifestEntry*> gone;
    for (const ManifestEntry& entry : manifest->entries) {
      if (!entry.is_live() || !goes(entry)) continue;
      gone.insert(&entry);
      summary.RemoveFile(entry.data_file, spec);
    }
    kept.push_back(gone.empty() ? file : Rewritten(metadata, file, *manifest, gone));
  }
  if (!missing.empty()) ThrowGone(*missing.begin());
  return kept;
}

ManifestFile SnapshotProducer::Rewritten(const TableMetadata& metadata, const ManifestFile& file,
                                         const Manifest& manifest,
                                         const std::set<const ManifestEntry*>& gone) {
  const std::string key = "rewritten " + file.manifest_path;
  return files_.Get(key, metadata, file.partition_spec_id, file.content, snapshot_id_,
                    [&](ManifestWriter& writer) {
                      for (const ManifestEntry& entry : manifest.entries) {
                        if (!entry.is_live()) continue;
                        gone.contains(&entry) ? writer.AddDeleted(entry)
                                              : writer.AddExisting(entry);
                      }
                    });
}

ActionResult SnapshotProducer::Finish(const TableMetadata& metadata, const Snapshot* parent,
                                      const Manifests& manifests, Operation operation,
                                      const SummaryBuilder& summary) {
  Snapshot snapshot;
  snapshot.snapshot_id = snapshot_id_;
  if (parent) snapshot.parent_snapshot_id = parent->snapshot_id;
  snapshot.sequence_number = metadata.format_version > 1 ? metadata.last_sequence_number + 1 : 0;
  // A clock that went back must not make history ambiguous.
  snapshot.timestamp_ms = std::max(context_.clock.NowMs(), metadata.last_updated_ms);
  snapshot.operation = operation;
  snapshot.summary = summary.Build(parent ? &parent->summary : nullptr);
  snapshot.summary.insert(options_.summary.begin(), options_.summary.end());
  snapshot.schema_id = metadata.current_schema_id;
  snapshot.manifest_list = ManifestListPath(metadata, snapshot_id_, attempt_ - 1, commit_uuid_);

  if (context_.will_write) context_.will_write(snapshot.manifest_list);
  context_.store.Write(
      snapshot.manifest_list,
      EncodeManifestList(manifests, {.format_version = metadata.format_version,
                                     .snapshot_id = snapshot_id_,
                                     .parent_snapshot_id = snapshot.parent_snapshot_id,
                                     .sequence_number = snapshot.sequence_number}));
  last_list_ = snapshot.manifest_list;
  files_.RemoveUnused();

  ActionResult result;
  result.files = files_.used_paths();
  result.files.push_back(snapshot.manifest_list);
  if (!metadata.table_uuid.empty()) {
    result.requirements.emplace_back(requirement::AssertTableUuid{metadata.table_uuid});
  }
  std::optional<SnapshotId> expected;
  SnapshotRef ref{.snapshot_id = snapshot_id_};
  auto known = metadata.refs.find(options_.branch);
  if (known != metadata.refs.end()) {
    expected = known->second.snapshot_id;
    ref = known->second;
    ref.snapshot_id = snapshot_id_;
  }
  result.requirements.emplace_back(requirement::AssertRefSnapshotId{options_.branch, expected});
  result.updates.emplace_back(update::AddSnapshot{std::move(snapshot)});
  result.updates.emplace_back(update::SetSnapshotRef{options_.branch, ref});
  return result;
}

}  // namespace tarn::iceberg
