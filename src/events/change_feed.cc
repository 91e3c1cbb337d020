#include "events/change_feed.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace tarn::events {
namespace {

using base::ErrorKind;
using versions::Commit;
using versions::Hash;
using versions::Reference;
using versions::ReferenceKind;
using Json = nlohmann::ordered_json;

const char* KindName(ReferenceKind kind) { return kind == ReferenceKind::kTag ? "tag" : "branch"; }

std::string Dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// The keys that the commit changed; clean-ups may have forgotten what it held.
void AddChanges(Json& data, versions::Repository& repository, const Commit& commit) {
  Json changes = Json::array();
  bool truncated = false;
  try {
    repository.VisitDiff(
        commit.parents.front(), commit.hash, {}, [&](const versions::DiffEntry& entry) {
          truncated = changes.size() >= ChangeFeed::kMaxKeys;
          if (truncated) return false;
          const char* change = !entry.from ? "added" : !entry.to ? "removed" : "changed";
          changes.push_back({{"key", entry.key.elements}, {"change", change}});
          return true;
        });
  } catch (const base::Error& error) {
    if (error.kind() != ErrorKind::kFailedPrecondition && error.kind() != ErrorKind::kNotFound) {
      throw;
    }
    return;
  }
  data["changes"] = std::move(changes);
  if (truncated) data["changesTruncated"] = true;
}

}  // namespace

std::string Cursor::ToText() const {
  Json heads = Json::object();
  for (const auto& [name, reference] : references) {
    heads[name] = {{"kind", KindName(reference.kind)}, {"head", reference.head.hex()}};
  }
  return Json{{"tarn-event-cursor", 1}, {"sequence", sequence}, {"references", heads}}.dump();
}

Cursor Cursor::Parse(const std::string& text) {
  Cursor cursor;
  try {
    const Json json = Json::parse(text);
    if (json.at("tarn-event-cursor").get<int>() != 1) throw base::Error(ErrorKind::kInternal, "");
    cursor.sequence = json.at("sequence").get<uint64_t>();
    for (const auto& [name, value] : json.at("references").items()) {
      const auto head = Hash::FromHex(value.at("head").get<std::string>());
      const bool tag = value.at("kind").get<std::string>() == "tag";
      cursor.references[name] = {name, tag ? ReferenceKind::kTag : ReferenceKind::kBranch,
                                 head.value()};
    }
  } catch (const std::exception& error) {
    base::Throw(ErrorKind::kDataCorruption, "not how far events were told: {}", error.what());
  }
  return cursor;
}

Cursor ChangeFeed::Now() {
  Cursor cursor;
  for (Reference& reference : repository_.ListReferences()) {
    const std::string name = reference.name;
    cursor.references.emplace(name, std::move(reference));
  }
  return cursor;
}

std::vector<Event> ChangeFeed::Next(const Cursor& cursor, size_t limit) {
  const Cursor now = Now();
  for (const auto& [name, before] : cursor.references) {
    if (!now.references.contains(name)) {
      return {ReferenceEvent(kReferenceDeleted, before, before.head, cursor)};
    }
  }
  for (const auto& [name, reference] : now.references) {
    const auto before = cursor.references.find(name);
    if (before == cursor.references.end()) {
      Reference made = reference;
      made.head = StartOf(reference, cursor, now);
      return {ReferenceEvent(kReferenceCreated, made, {}, cursor)};
    }
    if (before->second.head != reference.head || before->second.kind != reference.kind) {
      return Moved(before->second, reference, cursor, limit);
    }
  }
  return {};
}

Hash ChangeFeed::StartOf(const Reference& reference, const Cursor& cursor, const Cursor& now) {
  if (reference.kind == ReferenceKind::kTag) return reference.head;
  std::optional<Commit> start;
  const auto consider = [&](const Hash& other) {
    const Hash base = repository_.FirstParentBase(reference.head, other);
    if (start && start->hash == base) return;
    Commit commit = repository_.GetCommit(base);
    if (!start || commit.depth > start->depth) start = std::move(commit);
  };
  for (const auto& [name, known] : cursor.references) {
    if (start && start->hash == reference.head) break;
    try {
      consider(known.head);
      if (const auto moved = now.references.find(name); moved != now.references.end()) {
        consider(moved->second.head);
      }
    } catch (const base::Error& error) {
      if (error.kind() != ErrorKind::kNotFound) throw;  // a head that is gone
    }
  }
  return start ? start->hash : reference.head;
}

std::vector<Event> ChangeFeed::Moved(const Reference& from, const Reference& to,
                                     const Cursor& cursor, size_t limit) {
  bool forward = false;
  uint64_t ahead = 0;
  try {
    forward = from.kind == to.kind && repository_.FirstParentBase(from.head, to.head) == from.head;
    if (forward) {
      ahead = repository_.GetCommit(to.head).depth - repository_.GetCommit(from.head).depth;
    }
  } catch (const base::Error& error) {
    if (error.kind() != ErrorKind::kNotFound) throw;  // the old head is gone with what it held
  }
  if (!forward) return {ReferenceEvent(kReferenceAssigned, to, from.head, cursor)};
  // The oldest of the new commits: a branch may be any number ahead.
  Hash until = to.head;
  if (ahead > limit) {
    until = repository_.Resolve("@" + to.head.hex() + "~" + std::to_string(ahead - limit)).hash;
  }
  std::vector<Event> events;
  for (const Commit& commit : repository_.Log(until, std::min<uint64_t>(ahead, limit))) {
    events.push_back(CommitEvent(to.name, commit));
  }
  std::reverse(events.begin(), events.end());
  return events;
}

Event ChangeFeed::ReferenceEvent(const char* type, const Reference& reference,
                                 const std::optional<Hash>& before, const Cursor& cursor) {
  const bool deleted = type == kReferenceDeleted;
  Json data = {{"reference", reference.name}, {"kind", KindName(reference.kind)}};
  if (!deleted) data["hash"] = reference.head.hex();
  if (before) data["hashBefore"] = before->hex();
  Event event;
  event.id = reference.name + "#" + std::to_string(cursor.sequence + 1);
  event.type = type;
  event.reference = reference.name;
  if (!deleted) event.after = reference;
  event.time = clock_.Now();
  event.data = Dump(data);
  return event;
}

Event ChangeFeed::CommitEvent(const std::string& reference, const Commit& commit) {
  Json data = {{"reference", reference},
               {"hash", commit.hash.hex()},
               {"hashBefore", commit.parents.front().hex()},
               {"message", commit.message},
               {"author", commit.author},
               {"committer", commit.committer},
               {"commitTime", base::FormatTimestamp(commit.time)},
               {"properties", commit.properties}};
  if (commit.parents.size() > 1) data["mergedHash"] = commit.parents[1].hex();
  AddChanges(data, repository_, commit);
  Event event;
  event.id = reference + "@" + commit.hash.hex();
  event.type = commit.parents.size() > 1 ? kMerge : kCommit;
  event.reference = reference;
  event.after = {reference, versions::ReferenceKind::kBranch, commit.hash};
  event.time = commit.time;
  event.data = Dump(data);
  return event;
}

void ChangeFeed::Advance(Cursor& cursor, const Event& event) {
  if (event.type != kCommit && event.type != kMerge) ++cursor.sequence;
  if (event.after) {
    cursor.references[event.reference] = *event.after;
  } else {
    cursor.references.erase(event.reference);
  }
}

}  // namespace tarn::events
