#include "versions/repository.h"

#include <algorithm>

#include "base/error.h"
#include "base/suggest.h"
#include "versions/references.h"
#include "versions/repository_impl.h"
#include "versions/tree.h"

namespace tarn::versions {
namespace {

using base::Error;
using base::ErrorKind;

// The first encoded key behind everything below `prefix`; empty for no end.
std::string EndOf(const std::string& prefix) { return prefix + '\x01'; }

// Where keys below `prefix` begin: the prefix and the separator.
std::string BeginOf(const std::string& prefix) { return prefix.empty() ? "" : prefix + '\0'; }

Commit EmptyCommit() {
  Commit commit;
  commit.message = "empty";
  return commit;
}

}  // namespace

RepositoryImpl::RepositoryImpl(metadb::Database& database, const RepositoryOptions& options,
                               base::Clock& clock)
    : database_(database),
      options_(options),
      clock_(clock),
      objects_(database, options.cache_bytes),
      writer_(database, objects_, clock, options.max_commit_attempts),
      queue_(writer_, objects_, clock) {
  Initialize();
}

void RepositoryImpl::Initialize() {
  database_.Migrate("versions", VersionsMigrations());
  // Every repository begins with the same commit.
  NewObjects first(objects_);
  Commit empty_commit = EmptyCommit();
  first.Add(empty_commit);
  first_commit_ = empty_commit.hash;
  if (database_.QueryOne<int64_t>("SELECT 1 FROM version_references LIMIT 1")) return;
  CheckReferenceName(options_.default_branch);
  // Several processes may do this at once.
  database_.InTransaction(metadb::Isolation::kReadCommitted, [&](metadb::Transaction& transaction) {
    StoredObjects::Insert(transaction, first);
    if (FindReferenceRow(transaction, options_.default_branch)) return;
    try {
      InsertReferenceRow(transaction,
                         {options_.default_branch, ReferenceKind::kBranch, first_commit_},
                         clock_.NowMs());
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::kAlreadyExists) throw;
    }
  });
}

std::vector<Reference> RepositoryImpl::ListReferences() { return ListReferenceRows(database_); }

std::vector<Hash> RepositoryImpl::RecentHeads(const std::string& name) {
  GetReference(name);
  return RecentHeadsOf(database_, name);
}

base::TimePoint RepositoryImpl::CreationTime() {
  auto row = database_.QueryOne<int64_t>(
      "SELECT created_at_ms FROM version_references WHERE name = ?", options_.default_branch);
  return base::TimePoint(std::chrono::milliseconds(row ? std::get<0>(*row) : 0));
}

std::optional<Reference> RepositoryImpl::FindReference(const std::string& name) {
  return FindReferenceRow(database_, name);
}

Reference RepositoryImpl::GetReference(const std::string& name) {
  if (auto reference = FindReference(name)) return *reference;
  std::vector<std::string> names;
  for (const Reference& reference : ListReferences()) names.push_back(reference.name);
  base::Throw(ErrorKind::kNotFound, "no branch or tag has the name: '{}'{}", name,
              base::DidYouMean(name, names));
}

ResolvedReference RepositoryImpl::Resolve(const std::string& text) {
  ReferenceExpression expression = ParseReferenceExpression(text);
  ResolvedReference result;
  CommitPtr commit = ResolveBase(expression, text, result.reference);
  for (const ExpressionStep& step : expression.steps) commit = TakeStep(commit, step, text);
  result.hash = commit->hash;
  return result;
}

CommitPtr RepositoryImpl::ResolveBase(const ReferenceExpression& expression,
                                      const std::string& text,
                                      std::optional<Reference>& reference) {
  if (expression.base.empty()) {
    return FindByDigits(std::get<HashStep>(expression.steps.front()).digits, text);
  }
  reference = FindReference(expression.base);
  if (!reference && LooksLikeHash(expression.base)) return FindByDigits(expression.base, text);
  if (!reference) reference = GetReference(expression.base);  // throws with a suggestion
  return objects_.GetCommit(reference->head);
}

CommitPtr RepositoryImpl::TakeStep(const CommitPtr& from, const ExpressionStep& step,
                                   const std::string& text) {
  if (auto* ancestor = std::get_if<AncestorStep>(&step)) {
    if (ancestor->count > from->depth) {
      base::Throw(ErrorKind::kNotFound, "the history has only {} commits before it: '{}'",
                  from->depth, text);
    }
    return AncestorAtDepth(objects_, from, from->depth - ancestor->count);
  }
  if (auto* parent = std::get_if<ParentStep>(&step)) {
    if (parent->number == 0) return from;
    if (parent->number > from->parents.size()) {
      base::Throw(ErrorKind::kNotFound, "the commit {} has {} parents: '{}'",
                  from->hash.hex().substr(0, 12), from->parents.size(), text);
    }
    return objects_.GetCommit(from->parents[parent->number - 1]);
  }
  if (auto* time = std::get_if<TimeStep>(&step)) {
    CommitPtr commit = AncestorAtTime(objects_, from, time->time);
    if (!commit) base::Throw(ErrorKind::kNotFound, "no commit is that old: '{}'", text);
    return commit;
  }
  CommitPtr commit = FindByDigits(std::get<HashStep>(step).digits, text);
  if (!versions::IsAncestor(objects_, commit, from)) {
    base::Throw(ErrorKind::kNotFound, "the commit is not in the history of the reference: '{}'",
                text);
  }
  return commit;
}

CommitPtr RepositoryImpl::FindByDigits(const std::string& digits, const std::string& text) {
  if (auto hash = Hash::FromHex(digits)) {
    if (auto commit = objects_.FindCommit(*hash)) return commit;
  } else {
    std::vector<Hash> found = objects_.FindCommits(digits);
    if (found.size() == 1) return objects_.GetCommit(found.front());
    if (found.size() > 1) {
      throw Error(ErrorKind::kInvalidArgument,
                  fmt::format("several commits begin with these digits: '{}'", text),
                  "write more digits of the hash");
    }
  }
  base::Throw(ErrorKind::kNotFound, "no commit has that hash: '{}'", text);
}

Reference RepositoryImpl::CreateReference(const std::string& name, ReferenceKind kind,
                                          const Hash& head) {
  CheckReferenceName(name);
  objects_.GetCommit(head);
  Reference reference{name, kind, head};
  InsertReferenceRow(database_, reference, clock_.NowMs());
  return reference;
}

void RepositoryImpl::DeleteReference(const std::string& name, const std::optional<Hash>& expected) {
  Reference reference = GetReference(name);
  if (name == options_.default_branch) {
    base::Throw(ErrorKind::kFailedPrecondition, "the default branch cannot be deleted: '{}'", name);
  }
  // Without an expectation the one who deletes wins over the one who commits at the same time.
  while (true) {
    bool as_expected = !expected || *expected == reference.head;
    if (as_expected && DeleteReferenceRow(database_, name, reference.head)) return;
    reference = GetReference(name);
    if (expected && *expected != reference.head) {
      base::Throw(ErrorKind::kConflict, "'{}' is at {}, not at: {}", name, reference.head.hex(),
                  expected->hex());
    }
  }
}

Reference RepositoryImpl::AssignReference(const std::string& name,
                                          const std::optional<Hash>& expected, const Hash& head) {
  objects_.GetCommit(head);
  while (true) {
    Reference reference = GetReference(name);
    if (expected && *expected != reference.head) {
      base::Throw(ErrorKind::kConflict, "'{}' is at {}, not at: {}", name, reference.head.hex(),
                  expected->hex());
    }
    if (MoveReferenceRow(database_, name, reference.head, head)) {
      reference.head = head;
      return reference;
    }
  }
}

std::optional<Content> RepositoryImpl::GetContent(const Hash& commit, const ContentKey& key) {
  return FindInTree(objects_, objects_.GetCommit(commit)->root, EncodeKey(key));
}

std::vector<std::optional<Content>> RepositoryImpl::GetContents(
    const Hash& commit, const std::vector<ContentKey>& keys) {
  Hash root = objects_.GetCommit(commit)->root;
  std::vector<std::optional<Content>> result;
  result.reserve(keys.size());
  for (const ContentKey& key : keys) result.push_back(FindInTree(objects_, root, EncodeKey(key)));
  return result;
}

std::vector<KeyEntry> RepositoryImpl::ListKeys(const Hash& commit, const ContentKey& prefix,
                                               const Page& page) {
  std::string begin = BeginOf(EncodeKey(prefix));
  std::string after = page.after ? EncodeKey(*page.after) : "";
  std::vector<KeyEntry> result;
  ScanTree(objects_, objects_.GetCommit(commit)->root, std::max(begin, after),
           [&](const LeafEntry& entry) {
             if (!entry.key.starts_with(begin)) return false;
             if (page.after && entry.key == after) return true;
             result.push_back({DecodeKey(entry.key), entry.content});
             return page.limit == 0 || result.size() < page.limit;
           });
  return result;
}

std::vector<KeyEntry> RepositoryImpl::ListChildren(const Hash& commit, const ContentKey& prefix,
                                                   const Page& page) {
  Hash root = objects_.GetCommit(commit)->root;
  std::string begin = BeginOf(EncodeKey(prefix));
  std::string next = page.after ? EndOf(EncodeKey(*page.after)) : begin;
  std::vector<KeyEntry> result;
  bool more = true;
  while (more) {
    more = false;
    ScanTree(objects_, root, next, [&](const LeafEntry& entry) {
      if (!entry.key.starts_with(begin)) return false;
      size_t deeper = entry.key.find('\0', begin.size());
      if (deeper == std::string::npos) {
        result.push_back({DecodeKey(entry.key), entry.content});
        return page.limit == 0 || result.size() < page.limit;
      }
      // Below a child: on behind everything that lies there.
      next = EndOf(entry.key.substr(0, deeper));
      more = true;
      return false;
    });
  }
  return result;
}

std::vector<Commit> RepositoryImpl::Log(const Hash& from, size_t limit,
                                        const std::function<bool(const Commit&)>& filter) {
  std::vector<Commit> result;
  CommitPtr commit = objects_.GetCommit(from);
  while (!commit->parents.empty()) {
    if (!filter || filter(*commit)) {
      result.push_back(*commit);
      if (result.size() == limit) break;
    }
    commit = objects_.GetCommit(commit->parents.front());
  }
  return result;
}

void RepositoryImpl::VisitDiff(const Hash& from, const Hash& to, const KeyRange& range,
                               const std::function<bool(DiffEntry)>& visit) {
  std::string prefix = EncodeKey(range.prefix);
  std::string low = prefix;
  if (range.from) low = std::max(low, EncodeKey(*range.from));
  // A key sorts directly before everything below it; what is behind `to` itself is cut off below.
  std::string high = prefix.empty() ? "" : EndOf(prefix);
  DiffTreesWhile(objects_, objects_.GetCommit(from)->root, objects_.GetCommit(to)->root, low, high,
                 [&](TreeDiff diff) {
                   ContentKey key = DecodeKey(diff.key);
                   if (range.to && *range.to < key) return false;
                   if (!key.StartsWith(range.prefix)) return true;
                   return visit({std::move(key), std::move(diff.from), std::move(diff.to)});
                 });
}

std::vector<DiffEntry> RepositoryImpl::Diff(const Hash& from, const Hash& to,
                                            const ContentKey& prefix) {
  std::string encoded = EncodeKey(prefix);
  std::vector<DiffEntry> result;
  DiffTrees(objects_, objects_.GetCommit(from)->root, objects_.GetCommit(to)->root,
            BeginOf(encoded), encoded.empty() ? "" : EndOf(encoded), [&](TreeDiff diff) {
              result.push_back({DecodeKey(diff.key), std::move(diff.from), std::move(diff.to)});
            });
  return result;
}

std::optional<Hash> RepositoryImpl::MergeBase(const Hash& a, const Hash& b) {
  CommitPtr base = versions::MergeBase(objects_, objects_.GetCommit(a), objects_.GetCommit(b));
  if (!base) return std::nullopt;
  return base->hash;
}

bool RepositoryImpl::IsAncestor(const Hash& ancestor, const Hash& descendant) {
  return versions::IsAncestor(objects_, objects_.GetCommit(ancestor),
                              objects_.GetCommit(descendant));
}

Hash RepositoryImpl::FirstParentBase(const Hash& a, const Hash& b) {
  return versions::FirstParentBase(objects_, objects_.GetCommit(a), objects_.GetCommit(b))->hash;
}

std::unique_ptr<Repository> OpenRepository(metadb::Database& database,
                                           const RepositoryOptions& options, base::Clock& clock) {
  return std::make_unique<RepositoryImpl>(database, options, clock);
}

}  // namespace tarn::versions
