#include "iceberg/action/snapshot_producer.h"

#include <algorithm>

#include "base/error.h"
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

ManifestContent ContentOf(const DataFile& file) {
  return file.content == FileContent::kData ? ManifestContent::kData : ManifestContent::kDeletes;
}

}  // namespace

SnapshotProducer::SnapshotProducer(ActionContext context, SnapshotOptions options)
    : context_(std::move(context)),
      options_(std::move(options)),
      commit_uuid_(base::NewUuid(context_.random)),
      files_(context_, commit_uuid_) {}

void SnapshotProducer::Add(DataFile file, std::optional<int64_t> sequence_number) {
  if (attempt_ > 0) {
    base::Throw(ErrorKind::kInternal, "a file was added to an action that was applied: {}",
                file.file_path);
  }
  added_.push_back({std::move(file), sequence_number});
}

void SnapshotProducer::UseSnapshotId(SnapshotId id) {
  snapshot_id_ = id;
  given_id_ = true;
}

bool SnapshotProducer::adds(ManifestContent content) const {
  return std::any_of(added_.begin(), added_.end(),
                     [&](const Added& added) { return ContentOf(added.file) == content; });
}

Operation SnapshotProducer::EffectiveOperation() const {
  const bool takes_out = takes_out_data() || takes_out_deletes() || adds(ManifestContent::kDeletes);
  if (!takes_out) return Operation::kAppend;
  return adds(ManifestContent::kData) ? Operation::kOverwrite : Operation::kDelete;
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
  if (attempt_ == 1 && !given_id_) snapshot_id_ = NewSnapshotId(metadata, context_.random);

  const Snapshot* parent = Parent(metadata);
  std::shared_ptr<const Manifests> existing = std::make_shared<const Manifests>();
  if (parent) existing = ReadManifestList(context_.store, *parent, context_.cache);
  CheckAdded(metadata);
  const auto changes = ChangesSince(metadata, parent);
  CheckConflicts(metadata, changes.get(), *existing);

  SummaryBuilder summary;
  Manifests data;
  Manifests deletes;
  for (ManifestFile& file : AddedManifests(metadata, summary)) {
    (file.content == ManifestContent::kData ? data : deletes).push_back(std::move(file));
  }
  Removed removed{.missing_paths = delete_paths_, .missing_keys = delete_keys_};
  removed.oldest_data = metadata.last_sequence_number + 1;
  for (const Added& added : added_) {
    removed.oldest_data =
        std::min(removed.oldest_data, added.sequence_number.value_or(removed.oldest_data));
  }
  for (ManifestFile& file : WithoutRemovedData(metadata, *existing, removed, summary)) {
    data.push_back(std::move(file));
  }
  for (ManifestFile& file : WithoutRemovedDeletes(metadata, *existing, removed, summary)) {
    deletes.push_back(std::move(file));
  }
  if (changes && validation_->no_deletes_of_replaced) {
    changes->CheckNoNewDeletesFor(removed.data, validation_->ignore_equality_deletes);
  }
  Manifests manifests = Merged(metadata, ManifestContent::kData, std::move(data));
  for (ManifestFile& file : Merged(metadata, ManifestContent::kDeletes, std::move(deletes))) {
    manifests.push_back(std::move(file));
  }
  return Finish(metadata, parent, std::move(manifests), operation, summary);
}

SnapshotProducer::Manifests SnapshotProducer::Merged(const TableMetadata& metadata,
                                                     ManifestContent content, Manifests manifests) {
  return MergeManifests(std::move(manifests), content, metadata, snapshot_id_,
                        MergePolicy::Of(metadata), files_);
}

SnapshotProducer::Manifests SnapshotProducer::AddedManifests(const TableMetadata& metadata,
                                                             SummaryBuilder& summary) {
  // By content, then spec: each is a manifest.
  std::map<std::pair<ManifestContent, PartitionSpecId>, std::vector<const Added*>> groups;
  for (const Added& added : added_) {
    summary.AddFile(added.file, SpecOf(metadata, added.file.spec_id));
    groups[{ContentOf(added.file), added.file.spec_id}].push_back(&added);
  }
  Manifests manifests;
  for (const auto& [group, files] : groups) {
    const auto& [content, spec_id] = group;
    const std::string key = fmt::format("added {} {} v{}", static_cast<int>(content),
                                        spec_id.value(), metadata.format_version);
    manifests.push_back(
        files_.Get(key, metadata, spec_id, content, snapshot_id_, [&](ManifestWriter& writer) {
          for (const Added* added : files) writer.AddFile(added->file, added->sequence_number);
        }));
  }
  return manifests;
}

// The manifest without the entries that go, as it is when none does.
template <typename Goes>
ManifestFile SnapshotProducer::Filtered(const TableMetadata& metadata, const ManifestFile& file,
                                        SummaryBuilder& summary, Goes&& goes) {
  const auto manifest = files_.Read(file);
  const PartitionSpec& spec = SpecOf(metadata, file.partition_spec_id);
  std::vector<bool> gone(manifest->entries.size());
  // The same manifest may lose other entries when the action is applied again.
  std::string key = fmt::format("rewritten v{} {}", metadata.format_version, file.manifest_path);
  bool any = false;
  for (size_t i = 0; i < gone.size(); ++i) {
    const ManifestEntry& entry = manifest->entries[i];
    if (!entry.is_live() || !goes(EntryPtr(manifest, &entry))) continue;
    summary.RemoveFile(entry.data_file, spec);
    gone[i] = any = true;
    key += fmt::format(" {}", i);
  }
  if (!any) return file;
  return files_.Get(key, metadata, file.partition_spec_id, file.content, snapshot_id_,
                    [&](ManifestWriter& writer) {
                      for (size_t i = 0; i < gone.size(); ++i) {
                        const ManifestEntry& entry = manifest->entries[i];
                        if (!entry.is_live()) continue;
                        gone[i] ? writer.AddDeleted(entry) : writer.AddExisting(entry);
                      }
                    });
}

SnapshotProducer::Manifests SnapshotProducer::WithoutRemovedData(const TableMetadata& metadata,
                                                                 const Manifests& existing,
                                                                 Removed& removed,
                                                                 SummaryBuilder& summary) {
  std::optional<FileFilter> filter;
  if (delete_where_) filter.emplace(*delete_where_, metadata);
  const bool keep_entries = validation_ && validation_->no_deletes_of_replaced;
  const auto matches = [&](const DataFile& file) {
    if (delete_all_) return true;
    if (delete_paths_.contains(file.file_path)) {
      removed.missing_paths.erase(file.file_path);
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
  const auto goes = [&](const EntryPtr& entry) {
    if (!matches(entry->data_file)) return false;
    if (!delete_all_) removed.data_paths.insert(entry->data_file.file_path);
    if (keep_entries) removed.data.push_back(entry);
    return true;
  };

  Manifests kept;
  for (const ManifestFile& file : existing) {
    // What only lists deleted files has told its snapshot, and is of no use to later ones.
    if (file.content != ManifestContent::kData || !file.has_live_files()) continue;
    const bool concerned =
        delete_all_ || !removed.missing_paths.empty() || (filter && filter->MightMatch(file));
    kept.push_back(concerned ? Filtered(metadata, file, summary, goes) : file);
    const ManifestFile& now = kept.back();
    if (now.has_live_files() && now.min_sequence_number != kUnassignedSequenceNumber) {
      removed.oldest_data = std::min(removed.oldest_data, now.min_sequence_number);
    }
  }
  if (!removed.missing_paths.empty()) ThrowGone(*removed.missing_paths.begin());
  return kept;
}

SnapshotProducer::Manifests SnapshotProducer::WithoutRemovedDeletes(const TableMetadata& metadata,
                                                                    const Manifests& existing,
                                                                    Removed& removed,
                                                                    SummaryBuilder& summary) {
  const auto goes = [&](const EntryPtr& entry) {
    const DataFile& file = entry->data_file;
    if (removed.missing_keys.erase(KeyOf(file)) > 0 || delete_all_) return true;
    // What is about a file that is gone, or only about files that are.
    if (file.referenced_data_file && removed.data_paths.contains(*file.referenced_data_file)) {
      return true;
    }
    return entry->sequence_number.value_or(removed.oldest_data) < removed.oldest_data;
  };
  Manifests kept;
  for (const ManifestFile& file : existing) {
    if (file.content != ManifestContent::kDeletes || !file.has_live_files()) continue;
    const bool concerned = delete_all_ || !removed.missing_keys.empty() ||
                           !removed.data_paths.empty() ||
                           file.min_sequence_number < removed.oldest_data;
    kept.push_back(concerned ? Filtered(metadata, file, summary, goes) : file);
  }
  if (!removed.missing_keys.empty()) ThrowGone(removed.missing_keys.begin()->path);
  return kept;
}

ActionResult SnapshotProducer::Finish(const TableMetadata& metadata, const Snapshot* parent,
                                      Manifests manifests, Operation operation,
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
  if (metadata.format_version >= 3) {
    snapshot.first_row_id = metadata.next_row_id;
    snapshot.added_rows = AssignRowIds(manifests, metadata.next_row_id) - metadata.next_row_id;
  }

  if (context_.will_write) context_.will_write(snapshot.manifest_list);
  context_.store.Write(
      snapshot.manifest_list,
      EncodeManifestList(manifests, {.format_version = metadata.format_version,
                                     .snapshot_id = snapshot_id_,
                                     .parent_snapshot_id = snapshot.parent_snapshot_id,
                                     .sequence_number = snapshot.sequence_number,
                                     .first_row_id = snapshot.first_row_id}));
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
