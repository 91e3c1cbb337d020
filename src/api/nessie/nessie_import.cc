#include "api/nessie/nessie_import.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "api/nessie/commit_meta.h"
#include "api/nessie/content_json.h"
#include "api/nessie/key_path.h"
#include "api/nessie/ref_path.h"
#include "api/nessie/requests.h"
#include "base/error.h"
#include "base/random.h"
#include "catalog/transfer/empty_catalog.h"
#include "http/target.h"
#include "versions/commit_queue.h"
#include "versions/history.h"
#include "versions/objects.h"
#include "versions/reference_name.h"
#include "versions/references.h"
#include "versions/tree.h"

namespace tarn::api::nessie {
namespace {

using base::ErrorKind;
using nlohmann::json;
using versions::Hash;

constexpr size_t kPage = 250;
constexpr size_t kCommitsATransaction = 200;
constexpr const char* kHashProperty = "nessie.hash";

// A list of the server, page after page. What it says is not to be trusted to be one.
class Pages {
 public:
  Pages(const FetchPath& fetch, const base::CancelToken& cancel) : fetch_(fetch), cancel_(cancel) {}

  // The answer to a path; kUnavailable for one that is no JSON object.
  json Get(const std::string& path) const {
    cancel_.Check();
    const std::string text = fetch_(path);
    try {
      json document = ParseBody(text);
      if (document.is_object()) return document;
    } catch (const base::Error&) {
      // Told below.
    }
    base::Throw(ErrorKind::kUnavailable, "this is no answer of a Nessie server: '{}' to {}",
                text.substr(0, 100), path);
  }

  // Calls `visit` for the items of every page until it returns false.
  void Each(const std::string& path, const char* member,
            const std::function<bool(const JsonPlace&)>& visit) const {
    std::string token;
    while (true) {
      const std::string page =
          token.empty() ? path : path + "&page-token=" + http::PercentEncode(token);
      const json document = Get(page);
      const JsonPlace place(document);
      for (const JsonPlace& item : place.Get(member).Items()) {
        if (!visit(item)) return;
      }
      const auto next = place.FindText("token");
      if (!place.FindBool("hasMore") || !next || *next == token) return;
      token = *next;
    }
  }

 private:
  const FetchPath& fetch_;
  const base::CancelToken& cancel_;
};

struct SourceCommit {
  std::vector<std::string> parents;  // none for the first
  size_t line = 0;
  size_t place = 0;          // in its line
  std::optional<Hash> ours;  // once it is imported
};

class NessieImport {
 public:
  NessieImport(metadb::Database& database, const FetchPath& fetch, const base::CancelToken& cancel)
      : database_(database),
        pages_(fetch, cancel),
        first_(versions::OpenRepository(database)->FirstCommit()),
        objects_(database, size_t{64} << 20) {}

  NessieImportReport Run() {
    catalog::RequireEmptyCatalog(database_);
    const json config = pages_.Get("/config");
    no_ancestor_ = JsonPlace(config).FindText("noAncestorHash").value_or(kNoAncestorHash);
    ReadReferences();
    for (const auto& reference : references_) ReadLine(reference.name, reference.hash);
    ReadOtherParents();
    new_ = std::make_unique<versions::NewObjects>(objects_);
    for (const auto& reference : references_) Import(reference.hash);
    Store();
    std::vector<versions::Reference> put;
    for (const auto& reference : references_) {
      const Hash head = OursOf(reference.hash);
      CheckKeys(reference, head);
      put.push_back({reference.name,
                     reference.type == ReferenceType::kTag ? versions::ReferenceKind::kTag
                                                           : versions::ReferenceKind::kBranch,
                     head});
    }
    AddDefaultBranch(put);
    catalog::PutImportedReferences(database_, put);
    report_.references = references_.size();
    return report_;
  }

 private:
  void ReadReferences() {
    pages_.Each("/trees?max-records=500", "references", [&](const JsonPlace& item) {
      Reference reference;
      reference.name = item.Get("name").Text();
      reference.type = ParseReferenceType(item.Get("type").Text());
      reference.hash = item.Get("hash").Text();
      try {
        versions::CheckReferenceName(reference.name);
      } catch (const base::Error& error) {
        throw base::Error(ErrorKind::kUnsupported, error.message(), "rename it there first");
      }
      for (const Reference& other : references_) {
        if (other.name != reference.name) continue;
        throw base::Error(ErrorKind::kUnsupported,
                          "a branch and a tag have the same name: '" + reference.name + "'",
                          "rename one of them there first");
      }
      references_.push_back(std::move(reference));
      return true;
    });
  }

  static std::string At(const std::string& name, const std::string& hash) {
    return "/trees/" + name + "@" + hash;
  }

  // The hashes of a reference's first parents, newest first, down to one that is known.
  void ReadLine(const std::string& name, const std::string& head) {
    if (head == no_ancestor_ || commits_.contains(head)) return;
    const size_t line = lines_.size();
    lines_.emplace_back();
    std::string expected = head;
    pages_.Each(At(name, head) + "/history?max-records=1000", "logEntries",
                [&](const JsonPlace& item) {
                  const CommitMeta meta = ReadCommitMeta(item.Get("commitMeta"));
                  const std::string hash = meta.hash.value_or("");
                  if (hash != expected) ThrowDoesNotAddUp("log", name, hash);
                  if (commits_.contains(hash)) return false;
                  SourceCommit commit{meta.parents, line, lines_[line].size(), {}};
                  if (commit.parents.empty()) {
                    commit.parents = {item.FindText("parentCommitHash").value_or(no_ancestor_)};
                  }
                  expected = commit.parents.front();
                  for (size_t i = 1; i < commit.parents.size(); ++i) {
                    others_.push_back(commit.parents[i]);
                  }
                  commits_.emplace(hash, std::move(commit));
                  lines_[line].push_back(hash);
                  return true;
                });
    if (expected != no_ancestor_ && !commits_.contains(expected)) {
      ThrowDoesNotAddUp("log, which ends early,", name, expected);
    }
  }

  // Commits that only merges lead to: their branches are gone.
  void ReadOtherParents() {
    while (!others_.empty()) {
      const std::string hash = others_.back();
      others_.pop_back();
      try {
        ReadLine("", hash);
      } catch (const base::Error& error) {
        if (error.kind() != ErrorKind::kNotFound) throw;
        lost_.emplace(hash, true);
      }
    }
  }

  [[noreturn]] static void ThrowDoesNotAddUp(const char* what, const std::string& where,
                                             const std::string& hash) {
    base::Throw(ErrorKind::kDataCorruption, "the server's {} of '{}' does not add up at: {}", what,
                where, hash);
  }

  Hash OursOf(const std::string& hash) const {
    if (hash == no_ancestor_) return first_;
    const auto found = commits_.find(hash);
    if (found == commits_.end() || !found->second.ours) {
      ThrowDoesNotAddUp("log", "", hash);
    }
    return *found->second.ours;
  }

  bool IsImported(const std::string& hash) const {
    if (hash == no_ancestor_) return true;
    const auto found = commits_.find(hash);
    return found != commits_.end() && found->second.ours;
  }

  // Parents come first, without recursion: histories are long.
  void Import(const std::string& head) {
    std::vector<std::string> stack = {head};
    while (!stack.empty()) {
      const std::string hash = stack.back();
      if (IsImported(hash)) {
        stack.pop_back();
        continue;
      }
      const auto found = commits_.find(hash);
      if (found == commits_.end()) ThrowDoesNotAddUp("log", "", hash);
      const size_t before = stack.size();
      for (const std::string& parent : found->second.parents) {
        if (!IsImported(parent) && commits_.contains(parent)) stack.push_back(parent);
      }
      if (stack.size() > before) continue;
      stack.pop_back();
      ImportOne(hash, found->second);
    }
  }

  void ImportOne(const std::string& hash, SourceCommit& commit) {
    const json entry = TakeDetails(hash, commit);
    const JsonPlace place(entry);
    std::vector<versions::CommitPtr> parents = {new_->GetCommit(OursOf(commit.parents.front()))};
    for (size_t i = 1; i < commit.parents.size(); ++i) {
      if (lost_.contains(commit.parents[i])) {
        ++report_.lost_parents;
      } else {
        parents.push_back(new_->GetCommit(OursOf(commit.parents[i])));
      }
    }
    CommitMeta meta = ReadCommitMeta(place.Get("commitMeta"));
    meta.properties[kHashProperty] = {hash};
    versions::Commit ours =
        versions::MakeChild(*new_, parents, meta.commit_time.value_or(base::TimePoint()));
    versions::SetMeta(ours, ToStored(meta));
    ours.root = versions::EditTree(*new_, parents.front()->root, EditsOf(place));
    new_->Add(ours);
    commit.ours = ours.hash;
    ++report_.commits;
    if (++unstored_ >= kCommitsATransaction) Store();
  }

  static std::vector<versions::TreeEdit> EditsOf(const JsonPlace& entry) {
    std::map<std::string, std::optional<versions::Content>> edits;
    const auto operations = entry.Find("operations");
    if (!operations) return {};
    for (const JsonPlace& item : operations->Items(1'000'000)) {
      const std::string type = item.Get("type").Text();
      const versions::ContentKey key = ReadKey(item.Get("key"));
      versions::CheckContentKey(key);
      if (type == "DELETE") {
        edits[versions::EncodeKey(key)] = std::nullopt;
      } else if (type == "PUT") {
        const ContentValue value = ReadContent(item.Get("content"));
        edits[versions::EncodeKey(key)] = versions::Content{
            value.id ? *value.id : base::NewUuid(), catalog::SerializeContent(value.content)};
      }
    }
    std::vector<versions::TreeEdit> sorted;
    for (auto& [key, content] : edits) sorted.push_back({key, std::move(content)});
    return sorted;
  }

  // A commit with its operations: those of the page that ends with it are asked for at once.
  json TakeDetails(const std::string& hash, const SourceCommit& commit) {
    if (!details_.contains(hash)) {
      const auto& line = lines_[commit.line];
      const size_t top = commit.place >= kPage - 1 ? commit.place - (kPage - 1) : 0;
      size_t left = commit.place - top + 1;
      pages_.Each(At("", line[top]) + fmt::format("/history?fetch=ALL&max-records={}", left),
                  "logEntries", [&](const JsonPlace& item) {
                    const auto found =
                        item.Get("commitMeta").FindText("hash").value_or(std::string());
                    details_[found] = item.value();
                    return --left > 0;
                  });
    }
    const auto found = details_.find(hash);
    if (found == details_.end()) ThrowDoesNotAddUp("log", "", hash);
    json entry = std::move(found->second);
    details_.erase(found);
    return entry;
  }

  void Store() {
    database_.InTransaction(metadb::Isolation::kReadCommitted,
                            [&](metadb::Transaction& transaction) {
                              versions::StoredObjects::Insert(transaction, *new_);
                            });
    objects_.Remember(*new_);
    new_ = std::make_unique<versions::NewObjects>(objects_);
    unstored_ = 0;
  }

  // What the server lists at a head against what the commits came to.
  void CheckKeys(const Reference& reference, const Hash& head) {
    std::map<std::string, std::pair<std::string, std::string>> listed;
    if (reference.hash != no_ancestor_) {
      pages_.Each(At(reference.name, reference.hash) + "/entries?max-records=1000", "entries",
                  [&](const JsonPlace& item) {
                    listed[versions::EncodeKey(ReadKey(item.Get("name")))] = {
                        item.Get("type").Text(), item.FindText("contentId").value_or("")};
                    return true;
                  });
    }
    size_t found = 0;
    versions::ScanTree(objects_, objects_.GetCommit(head)->root, "",
                       [&](const versions::LeafEntry& entry) {
                         ++found;
                         const auto theirs = listed.find(entry.key);
                         const bool same = theirs != listed.end() &&
                                           theirs->second.first == TypeOf(entry.content) &&
                                           theirs->second.second == entry.content.content_id;
                         if (!same) {
                           ThrowDoesNotAddUp("list of keys", reference.name,
                                             versions::DecodeKey(entry.key).ToString());
                         }
                         return true;
                       });
    if (found != listed.size()) {
      ThrowDoesNotAddUp("list of keys", reference.name,
                        fmt::format("{} keys, of which {} came", listed.size(), found));
    }
    report_.contents += found;
  }

  void AddDefaultBranch(std::vector<versions::Reference>& references) const {
    const std::string name = versions::ListReferenceRows(database_).front().name;
    for (const auto& reference : references) {
      if (reference.name == name) return;
    }
    references.push_back({name, versions::ReferenceKind::kBranch, first_});
  }

  metadb::Database& database_;
  const Pages pages_;
  const Hash first_;
  std::string no_ancestor_;
  NessieImportReport report_;
  std::vector<Reference> references_;
  std::unordered_map<std::string, SourceCommit> commits_;
  std::vector<std::vector<std::string>> lines_;
  std::vector<std::string> others_;
  std::map<std::string, bool> lost_;
  std::unordered_map<std::string, json> details_;
  versions::StoredObjects objects_;
  std::unique_ptr<versions::NewObjects> new_;
  size_t unstored_ = 0;
};

}  // namespace

NessieImportReport ImportFromNessie(metadb::Database& database, const FetchPath& fetch,
                                    const base::CancelToken& cancel) {
  try {
    return NessieImport(database, fetch, cancel).Run();
  } catch (const base::Error& error) {
    // Of what the server said, not of what was asked for here.
    if (error.kind() != ErrorKind::kInvalidArgument) throw;
    throw base::Error(ErrorKind::kUnsupported,
                      "the server has what this catalog cannot: " + error.message());
  }
}

}  // namespace tarn::api::nessie
