#include "catalog/maintenance/lake_sweep.h"

#include <algorithm>

#include "base/error.h"
#include "catalog/commit_builder.h"
#include "catalog/maintenance/remove_objects.h"
#include "catalog/maintenance/whole_commits.h"
#include "catalog/write_journal.h"
#include "iceberg/metadata_file.h"

namespace tarn::catalog {
namespace {

using base::ErrorKind;
using iceberg::NormalizedPath;

// Removed between two looks at writers and references; also how long others wait for the lock.
constexpr size_t kBatch = 1000;

std::string Folder(const std::string& path) {
  std::string folder = NormalizedPath(path);
  while (folder.ends_with('/')) folder.pop_back();
  return folder + "/";
}

// Iceberg's property for tables whose files others use as well.
bool CollectsGarbage(const iceberg::TableMetadata& metadata) {
  return metadata.Property("gc.enabled", "true") != "false";
}

// None when the file is not there.
std::optional<iceberg::TableMetadata> FindMetadata(store::ObjectStore& store,
                                                   const std::string& location) {
  try {
    return iceberg::ReadTableMetadata(store, location);
  } catch (const base::Error& error) {
    if (error.kind() != ErrorKind::kNotFound) throw;
    return std::nullopt;
  }
}

}  // namespace

SweepReport& SweepReport::operator+=(const SweepReport& other) {
  processed_manifests = std::max(processed_manifests, other.processed_manifests);
  active_files = std::max(active_files, other.active_files);
  incomplete_snapshots = std::max(incomplete_snapshots, other.incomplete_snapshots);
  scanned_files += other.scanned_files;
  deleted_files += other.deleted_files;
  deleted_bytes += other.deleted_bytes;
  for (const std::string& file : other.first_files) {
    if (first_files.size() < kSweepFirstFiles) first_files.push_back(file);
  }
  return *this;
}

LakeSweep::LakeSweep(Environment environment, SweepOptions options, CutoffOf cutoff_of)
    : environment_(std::move(environment)),
      options_(std::move(options)),
      cutoff_of_(std::move(cutoff_of)),
      cutoff_(environment_.clock.Now() - options_.commit_retention),
      floors_(environment_.guard.Floors()),
      reachable_(environment_.store) {
  if (options_.commit_retention.count() < 0) {
    base::Throw(
        ErrorKind::kInvalidArgument, "the retention of commits is negative: {} s",
        std::chrono::duration_cast<std::chrono::seconds>(options_.commit_retention).count());
  }
  walk_.emplace(
      environment_.repository,
      [this](const versions::Reference& reference) { return CutoffFor(reference); },
      floors_.highest);
  Mark();
}

// What an earlier clean-up gave up is not to be had again, whatever is asked for now.
base::TimePoint LakeSweep::CutoffFor(const versions::Reference& reference) const {
  return std::max(cutoff_of_ ? cutoff_of_(reference) : cutoff_, floors_.all);
}

void LakeSweep::RaiseFloors() const {
  if (!cutoff_of_) {
    environment_.guard.RaiseFloor(cutoff_);
    return;
  }
  environment_.guard.PutFloors(
      RaisedFloors(environment_.repository, environment_.guard.Floors(),
                   [this](const auto& reference) { return CutoffFor(reference); }));
}

bool LakeSweep::MayBeIncomplete(const versions::Commit& commit) const {
  if (floors_.kept.empty() || commit.time >= floors_.highest) return false;
  const auto references = environment_.repository.ListReferences();
  return std::none_of(references.begin(), references.end(),
                      [&](const auto& reference) { return reference.head == commit.hash; });
}

bool LakeSweep::HeadNames(const std::string& location) {
  if (!head_locations_) {
    head_locations_.emplace();
    for (const auto& reference : environment_.repository.ListReferences()) {
      versions::Page page;
      page.limit = kBatch;
      while (true) {
        const auto entries = environment_.repository.ListKeys(reference.head, {}, page);
        for (const auto& entry : entries) {
          const CatalogContent content = ParseContent(entry.content, entry.key);
          if (const auto* table = std::get_if<TableContent>(&content)) {
            head_locations_->Insert(table->metadata_location);
          }
        }
        if (entries.size() < kBatch) break;
        page.after = entries.back().key;
      }
    }
  }
  return head_locations_->Contains(location);
}

void LakeSweep::Mark() {
  head_locations_.reset();  // references move between walks
  walk_->VisitRetained([&](const CatalogContent& content, const versions::Commit& commit) {
    options_.cancel.Check();
    if (const auto* view = std::get_if<ViewContent>(&content)) {
      reachable_.AddFile(view->metadata_location);
    } else if (const auto* udf = std::get_if<UdfContent>(&content)) {
      reachable_.AddFile(*udf->metadata_location);
    } else if (const auto* delta = std::get_if<DeltaLakeContent>(&content)) {
      // Which files it needs only its own log tells: nothing in its folder is ours to remove.
      for (const std::string& location : delta->metadata_location_history) {
        const size_t end = std::min(location.find("/_delta_log"), location.rfind('/'));
        if (end != std::string::npos && end > 0) protected_.insert(Folder(location.substr(0, end)));
      }
    } else if (const auto* table = std::get_if<TableContent>(&content)) {
      return MarkTable(*table, commit);
    }
    return true;
  });
  // After the references: who unregisters a table releases its folders first.
  released_ = environment_.guard.ReleasedFolders();
}

bool LakeSweep::MarkTable(const TableContent& table, const versions::Commit& commit) {
  std::optional<iceberg::TableMetadata> metadata;
  try {
    metadata = FindMetadata(environment_.store, table.metadata_location);
    if (!metadata) {
      throw base::Error(
          ErrorKind::kDataCorruption,
          "a metadata file that a retained commit names is missing: " + table.metadata_location,
          "restore it, or drop the branch or tag that leads to it; until then "
          "nothing is cleaned up");
    }
    reachable_.AddTable(table.metadata_location, *metadata);
    if (!CollectsGarbage(*metadata)) protected_.insert(Folder(metadata->location));
    if (iceberg::HasEncryptedSnapshots(*metadata)) {
      for (const std::string& folder : FoldersOf(*metadata)) protected_.insert(Folder(folder));
    }
    return true;
  } catch (const base::Error& error) {
    if (error.kind() != ErrorKind::kDataCorruption) throw;
    // A clean-up by which another reference retains less took it; what is left of it stays.
    if (MayBeIncomplete(commit)) return false;
    // Engines that know one table expire its snapshots and remove their files at once: what heads
    // name stays whole by that, but not what earlier commits name.
    if (HeadNames(table.metadata_location)) throw;
    if (metadata) {
      incomplete_snapshots_ += reachable_.AddWhatIsLeft(table.metadata_location, *metadata);
    }
    return true;
  }
}

SweepReport LakeSweep::NewReport() const {
  SweepReport report;
  report.processed_manifests = reachable_.manifests();
  report.active_files = reachable_.size();
  report.incomplete_snapshots = incomplete_snapshots_;
  return report;
}

void LakeSweep::CheckLocation(const std::string& location) const {
  const std::string folder = Folder(location);
  const std::string warehouse = Folder(environment_.warehouse);
  if (!folder.starts_with(warehouse)) {
    throw base::Error(
        ErrorKind::kFailedPrecondition,
        "the table is not in the lake's warehouse, so others may use the files beside "
        "it: " +
            location,
        "clean up with the catalog that owns them");
  }
  if (Folder(environment_.state_directory).starts_with(folder)) {
    throw base::Error(ErrorKind::kFailedPrecondition,
                      "the lake's own state lies among the files to be cleaned up: " + location,
                      "give the warehouse a folder of its own");
  }
}

bool LakeSweep::Protected(const std::string& path) const {
  const std::string normal = NormalizedPath(path);
  const auto has = [&](const std::string& folder) { return normal.starts_with(folder); };
  return std::any_of(protected_.begin(), protected_.end(), has) ||
         std::any_of(released_.begin(), released_.end(), has);
}

void LakeSweep::AddCandidate(Candidate candidate, SweepReport& report) {
  batch_.push_back(std::move(candidate));
  if (batch_.size() >= kBatch) Flush(report);
}

void LakeSweep::Flush(SweepReport& report) {
  if (batch_.empty()) return;
  options_.cancel.Check();
  std::optional<RetentionGuard::Lock> lock;
  if (!options_.dry_run) {
    lock.emplace(environment_.guard.Exclusive());
    if (!std::exchange(floor_raised_, true)) RaiseFloors();
    environment_.guard.PutSwept(environment_.clock.Now());
  }
  // Writers first, then references: whoever committed in between has moved a reference by then.
  iceberg::PathSet declared;
  VisitDeclaredFiles(environment_.writers_directory,
                     [&](const std::string& path) { declared.Insert(path); });
  Mark();
  std::vector<std::string> removed;
  for (const Candidate& candidate : batch_) {
    if (reachable_.Contains(candidate.path) || declared.Contains(candidate.path)) continue;
    if (Protected(candidate.path)) continue;
    if (!options_.dry_run && in_order_) {
      environment_.store.Remove(candidate.path);
    } else if (!options_.dry_run) {
      removed.push_back(candidate.path);
    }
    ++report.deleted_files;
    report.deleted_bytes += candidate.bytes;
    if (report.first_files.size() < kSweepFirstFiles) report.first_files.push_back(candidate.path);
  }
  RemoveObjects(environment_.store, removed);
  batch_.clear();
  report.processed_manifests = reachable_.manifests();
  report.active_files = reachable_.size();
  report.incomplete_snapshots = incomplete_snapshots_;
  if (options_.progress) options_.progress(report);
}

namespace {

std::string Prefix(const std::string& location) {
  std::string prefix = location;
  while (prefix.ends_with('/')) prefix.pop_back();
  return prefix + '/';
}

}  // namespace

SweepReport LakeSweep::FindOrphans(const std::string& location, base::TimePoint older_than,
                                   const std::function<void(const Candidate&)>& found) {
  CheckLocation(location);
  SweepReport report = NewReport();
  environment_.store.Scan(Prefix(location), [&](const store::ObjectInfo& info) {
    options_.cancel.Check();
    ++report.scanned_files;
    if (info.modified >= older_than || reachable_.Contains(info.path)) return;
    if (Protected(info.path)) return;
    ++report.deleted_files;
    report.deleted_bytes += info.size;
    if (report.first_files.size() < kSweepFirstFiles) report.first_files.push_back(info.path);
    found({info.path, info.size});
  });
  return report;
}

SweepReport LakeSweep::RemoveFound(base::TimePoint found_at,
                                   const std::function<std::string()>& next) {
  CheckLocation(environment_.warehouse);
  const std::string warehouse = Folder(environment_.warehouse);
  SweepReport report = NewReport();
  batch_.clear();
  for (std::string path = next(); !path.empty(); path = next()) {
    ++report.scanned_files;
    if (!NormalizedPath(path).starts_with(warehouse) || Protected(path)) continue;
    const auto info = environment_.store.Stat(path);
    if (!info || info->modified > found_at || reachable_.Contains(path)) continue;
    AddCandidate({std::move(path), info->size}, report);
  }
  Flush(report);
  return report;
}

SweepReport LakeSweep::RemoveOrphans(const std::string& location, base::TimePoint older_than) {
  CheckLocation(location);
  SweepReport report = NewReport();
  batch_.clear();
  const std::string prefix = Prefix(location);
  environment_.store.Scan(prefix, [&](const store::ObjectInfo& info) {
    ++report.scanned_files;
    if (info.modified >= older_than || reachable_.Contains(info.path)) return;
    if (Protected(info.path)) return;
    AddCandidate({info.path, info.size}, report);
  });
  Flush(report);
  if (!options_.dry_run) {
    report.deleted_files += environment_.store.RemoveUnfinished(prefix, older_than);
  }
  return report;
}

SweepReport LakeSweep::RemoveUnretained(const std::string& content_id) {
  SweepReport report = NewReport();
  batch_.clear();
  const auto exists = [&](const std::string& path) {
    return environment_.store.Stat(path).has_value();
  };
  // The oldest first, and of each the metadata file last: whatever is left by a clean-up that was
  // killed is found again from the newest.
  for (const std::string& location : walk_->UnretainedMetadata(content_id, exists)) {
    options_.cancel.Check();
    RemoveUnretainedMetadata(location, report);
  }
  return report;
}

void LakeSweep::RemoveUnretainedMetadata(const std::string& location, SweepReport& report) {
  store::ObjectStore& store = environment_.store;
  const auto metadata = FindMetadata(store, location);
  if (!metadata || !CollectsGarbage(*metadata)) return;
  if (iceberg::HasEncryptedSnapshots(*metadata)) return;  // which files are its own is not known
  const std::string warehouse = Folder(environment_.warehouse);
  // Files that the table took over from elsewhere stay: others may use them.
  const auto goes = [&](const std::string& path) {
    return !reachable_.Contains(path) && !dealt_with_.Contains(path) && !Protected(path) &&
           NormalizedPath(path).starts_with(warehouse);
  };
  std::vector<Candidate> last;  // read to find the others: they go after them
  const auto keep_for_last = [&](const std::string& path, int64_t bytes) {
    last.push_back({path, static_cast<uint64_t>(std::max<int64_t>(0, bytes))});
  };
  for (const iceberg::Snapshot& snapshot : metadata->snapshots) {
    if (!snapshot.manifest_list.empty() && !goes(snapshot.manifest_list)) continue;
    if (!snapshot.manifest_list.empty() && !store.Stat(snapshot.manifest_list)) continue;
    const auto manifests = iceberg::ReadManifestList(store, snapshot, nullptr);
    for (const auto& file : *manifests) {
      if (!goes(file.manifest_path) || !store.Stat(file.manifest_path)) continue;
      dealt_with_.Insert(file.manifest_path);
      const auto manifest = iceberg::ReadManifest(store, file, nullptr);
      for (const auto& entry : manifest->entries) {
        const iceberg::DataFile& data = entry.data_file;
        if (!entry.is_live() || !goes(data.file_path)) continue;
        dealt_with_.Insert(data.file_path);
        ++report.scanned_files;
        AddCandidate({data.file_path, static_cast<uint64_t>(data.file_size_in_bytes)}, report);
      }
      keep_for_last(file.manifest_path, file.manifest_length);
    }
    if (!snapshot.manifest_list.empty()) {
      dealt_with_.Insert(snapshot.manifest_list);
      keep_for_last(snapshot.manifest_list, 0);
    }
  }
  for (const auto& file : metadata->statistics) {
    if (goes(file.statistics_path)) {
      dealt_with_.Insert(file.statistics_path);
      AddCandidate({file.statistics_path, static_cast<uint64_t>(file.file_size_in_bytes)}, report);
    }
  }
  for (const auto& file : metadata->partition_statistics) {
    if (goes(file.statistics_path)) {
      dealt_with_.Insert(file.statistics_path);
      AddCandidate({file.statistics_path, static_cast<uint64_t>(file.file_size_in_bytes)}, report);
    }
  }
  Flush(report);
  if (goes(location)) keep_for_last(location, 0);
  // Manifests before the lists that name them, these before the metadata: the order of `last`.
  in_order_ = true;
  for (Candidate& candidate : last) {
    ++report.scanned_files;
    AddCandidate(std::move(candidate), report);
  }
  Flush(report);
  in_order_ = false;
}

}  // namespace tarn::catalog
