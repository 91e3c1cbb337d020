#include "catalog/maintenance/garbage_collector.h"

#include <map>
#include <memory>
#include <mutex>

#include "base/error.h"
#include "base/random.h"
#include "catalog/maintenance/lake_sweep.h"
#include "catalog/maintenance/whole_commits.h"

namespace tarn::catalog {
namespace {

// "20260131T000000-1a2b3c4d": sorts by time.
std::string NewListId(base::TimePoint now) {
  std::string id = base::FormatTimestamp(now).substr(0, 19);
  std::erase(id, '-');
  std::erase(id, ':');
  for (char& c : id) {
    if (c == ' ') c = 'T';
  }
  return id + "-" + base::NewUuid().substr(0, 8);
}

}  // namespace

GarbageCollector::GarbageCollector(Environment environment)
    : environment_(std::move(environment)),
      guard_(environment_.state_directory),
      lists_(environment_.state_directory) {}

struct GarbageCollector::Marked {
  std::unique_ptr<LakeSweep> sweep;
};

GarbageCollector::Marked GarbageCollector::MarkLive(const CollectionOptions& options,
                                                    base::TimePoint now) {
  if (options.min_file_age.count() < 0) {
    base::Throw(base::ErrorKind::kInvalidArgument, "the least age of files is negative: {} s",
                std::chrono::duration_cast<std::chrono::seconds>(options.min_file_age).count());
  }
  SweepOptions sweep;
  sweep.dry_run = options.dry_run;
  sweep.cancel = options.cancel;
  sweep.progress = options.progress;
  Catalog& catalog = environment_.catalog;
  // A count of commits is turned into a time once: the collection's rule does not move while it
  // runs.
  auto cutoffs = std::make_shared<std::map<std::string, base::TimePoint>>();
  const auto cutoff_of = [&catalog, cutoffs, policy = options.policy,
                          now](const versions::Reference& reference) {
    const auto [found, added] = cutoffs->try_emplace(reference.name);
    if (added) found->second = CutoffTime(policy, reference, catalog.repository(), now);
    return found->second;
  };
  return {std::make_unique<LakeSweep>(
      LakeSweep::Environment{catalog.repository(), catalog.store(), guard_, environment_.clock,
                             catalog.warehouse(), environment_.state_directory,
                             environment_.state_directory + "/writers"},
      std::move(sweep), cutoff_of)};
}

MarkReport GarbageCollector::Mark(const CollectionOptions& options) {
  lists_.RemoveUnfinished();
  const base::TimePoint now = environment_.clock.Now();
  const Marked marked = MarkLive(options, now);
  std::unique_ptr<DeferredLists::Writer> writer;
  MarkReport report;
  report.files = marked.sweep->FindOrphans(
      environment_.catalog.warehouse(), now - options.min_file_age,
      [&](const LakeSweep::Candidate& file) {
        if (options.dry_run) return;
        if (!writer) writer = lists_.Write({NewListId(now), now, options.policy, 0, 0});
        writer->Add(file.path, file.bytes);
      });
  report.live_commits = marked.sweep->walk().commits();
  if (writer) report.list = writer->Finish();
  return report;
}

SweepReport GarbageCollector::Sweep(const std::string& list_id, const CollectionOptions& options) {
  const auto list = lists_.Open(list_id);
  CollectionOptions as_found = options;
  as_found.policy = list->list().policy;
  // As of when they were found: nothing that was live then is given up now.
  const base::TimePoint found_at = list->list().marked_at;
  const Marked marked = MarkLive(as_found, found_at);
  const SweepReport report = marked.sweep->RemoveFound(found_at, [&] {
    auto file = list->Next();
    return file ? std::move(file->path) : std::string();
  });
  if (!options.dry_run) lists_.Remove(list_id);
  return report;
}

SweepReport GarbageCollector::Collect(const CollectionOptions& options) {
  const base::TimePoint now = environment_.clock.Now();
  return MarkLive(options, now)
      .sweep->RemoveOrphans(environment_.catalog.warehouse(), now - options.min_file_age);
}

versions::CompactionReport GarbageCollector::CompactVersions(
    const CollectionOptions& options, std::chrono::microseconds unreachable_age) {
  const base::TimePoint now = environment_.clock.Now();
  versions::Repository& repository = environment_.catalog.repository();
  const RetentionFloors floors = guard_.Floors();
  const auto cutoff_of = [&](const versions::Reference& reference) {
    return std::max(CutoffTime(options.policy, reference, repository, now), floors.all);
  };
  CommitWalk walk(repository, cutoff_of, floors.highest);
  versions::CompactionOptions compaction;
  compaction.retained = [&] {
    walk.VisitRetained([](const CatalogContent&, const versions::Commit&) { return true; });
    return walk.retained();
  };
  compaction.unreachable_before = now - unreachable_age;
  compaction.dry_run = options.dry_run;
  compaction.cancel = options.cancel;
  bool raised = false;
  compaction.guard = [&](const std::function<void()>& step) {
    const RetentionGuard::Lock lock = guard_.Exclusive();
    if (!std::exchange(raised, true)) {
      guard_.PutFloors(RaisedFloors(repository, guard_.Floors(), cutoff_of));
    }
    step();
  };
  return versions::CompactObjects(environment_.database, compaction);
}

}  // namespace tarn::catalog
