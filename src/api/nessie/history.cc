// The commit log, and what differs between two commits.
#include <set>

#include "api/nessie/commit_meta.h"
#include "api/nessie/filters.h"
#include "api/nessie/key_path.h"
#include "api/nessie/page_builder.h"
#include "api/nessie/service.h"

namespace tarn::api::nessie {
namespace {

size_t BytesOf(const std::optional<versions::Content>& content) {
  return content ? content->payload.size() + 100 : 0;
}

size_t BytesOf(const LogEntry& entry) {
  size_t bytes = 500 + entry.meta.message.size();
  if (entry.operations) {
    for (const auto& operation : *entry.operations) bytes += 100 + BytesOf(operation.content);
  }
  return bytes;
}

}  // namespace

LogEntry Service::EntryOf(const versions::Commit& commit, bool with_operations) {
  LogEntry entry;
  entry.meta = FromStored(commit);
  if (!with_operations) return entry;
  entry.operations.emplace();
  const versions::Hash& parent =
      commit.parents.empty() ? repository_.FirstCommit() : commit.parents.front();
  for (versions::DiffEntry& diff : repository_.Diff(parent, commit.hash)) {
    entry.operations->push_back({std::move(diff.key), std::move(diff.to)});
  }
  return entry;
}

PageOf<LogEntry> Service::GetLog(const LogRequest& request) {
  RefSpec start = request.ref;
  if (request.page.token) start.hash = request.page.token;
  const ResolvedRef at = Resolve(start, {.hash = "Youngest hash"});
  std::optional<versions::Hash> limit;
  if (request.limit_hash) {
    const HashSpec spec = ParseHashSpec(*request.limit_hash, "Oldest hash");
    // A hash alone that is nowhere in the log does not end it.
    if (spec.steps.empty()) {
      limit = HashOf(*spec.hash);
    } else {
      limit = Resolve({request.ref.name, request.limit_hash}, {.hash = "Oldest hash"}).hash;
    }
  }
  const auto accepts = LogFilter(request.filter);
  PageBuilder<LogEntry> builder(request.page, kMaxLogEntries, kMaxResponseBytes);
  versions::Commit commit = repository_.GetCommit(at.hash);
  while (!commit.parents.empty()) {
    LogEntry entry = EntryOf(commit, request.fetch_all);
    if (accepts(entry)) {
      const size_t bytes = BytesOf(entry);
      if (!builder.Add(std::move(entry), commit.hash.hex(), bytes)) break;
    }
    if (limit == commit.hash) break;
    commit = repository_.GetCommit(commit.parents.front());
  }
  return builder.Take();
}

DiffResponse Service::GetDiff(const DiffRequest& request) {
  const ResolvedRef from = Resolve(request.from, {.hash = "\"From\" hash"});
  const ResolvedRef to = Resolve(request.to, {.hash = "\"To\" hash"});
  const auto accepts = KeyFilter(request.filter);
  const std::set<versions::ContentKey> keys(request.keys.begin(), request.keys.end());
  versions::KeyRange range{request.prefix.value_or(versions::ContentKey()), request.min_key,
                           request.max_key};
  if (request.page.token) {
    const versions::ContentKey token = ParseKeyPath(*request.page.token);
    range.from = range.from ? std::max(*range.from, token) : token;
  }
  PageBuilder<versions::DiffEntry> builder(request.page, kMaxRecords, kMaxResponseBytes);
  repository_.VisitDiff(from.hash, to.hash, range, [&](versions::DiffEntry entry) {
    if (!keys.empty() && !keys.contains(entry.key)) return true;
    if (!accepts(entry.key)) return true;
    const std::string token = ToEscapedKeyPath(entry.key.elements);
    const size_t bytes = 100 + BytesOf(entry.from) + BytesOf(entry.to);
    return builder.Add(std::move(entry), token, bytes);
  });
  return {builder.Take(), from.ToReference(), to.ToReference()};
}

}  // namespace tarn::api::nessie
