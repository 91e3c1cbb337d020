#pragma once

#include <functional>
#include <string>
#include <vector>

#include "versions/branch_writer.h"
#include "versions/commit_queue.h"
#include "versions/objects.h"
#include "versions/reference_name.h"
#include "versions/repository.h"

namespace tarn::versions {

// Repository over the metadata database. Reading lies in repository.cc, merging in
// repository_merge.cc.
class RepositoryImpl : public Repository {
 public:
  RepositoryImpl(metadb::Database& database, const RepositoryOptions& options, base::Clock& clock);

  std::vector<Reference> ListReferences() override;
  std::vector<Hash> RecentHeads(const std::string& name) override;
  std::optional<Reference> FindReference(const std::string& name) override;
  Reference GetReference(const std::string& name) override;
  ResolvedReference Resolve(const std::string& expression) override;
  Reference CreateReference(const std::string& name, ReferenceKind kind, const Hash& head) override;
  void DeleteReference(const std::string& name, const std::optional<Hash>& expected) override;
  Reference AssignReference(const std::string& name, const std::optional<Hash>& expected,
                            const Hash& head) override;

  Commit GetCommit(const Hash& hash) override { return *objects_.GetCommit(hash); }
  std::optional<Content> GetContent(const Hash& commit, const ContentKey& key) override;
  std::vector<std::optional<Content>> GetContents(const Hash& commit,
                                                  const std::vector<ContentKey>& keys) override;
  std::vector<KeyEntry> ListKeys(const Hash& commit, const ContentKey& prefix,
                                 const Page& page) override;
  std::vector<KeyEntry> ListChildren(const Hash& commit, const ContentKey& prefix,
                                     const Page& page) override;

  std::vector<Commit> Log(const Hash& from, size_t limit,
                          const std::function<bool(const Commit&)>& filter) override;
  void VisitDiff(const Hash& from, const Hash& to, const KeyRange& range,
                 const std::function<bool(DiffEntry)>& visit) override;
  std::vector<DiffEntry> Diff(const Hash& from, const Hash& to, const ContentKey& prefix) override;
  std::optional<Hash> MergeBase(const Hash& a, const Hash& b) override;
  bool IsAncestor(const Hash& ancestor, const Hash& descendant) override;
  Hash FirstParentBase(const Hash& a, const Hash& b) override;
  Hash FirstCommit() const override { return first_commit_; }
  base::TimePoint CreationTime() override;

  CommitOutcome CommitOperations(const CommitRequest& request) override {
    return queue_.Commit(request);
  }
  MergeOutcome Merge(const Hash& from, const MergeRequest& request) override;
  MergeOutcome Transplant(const Hash& commit, const MergeRequest& request) override;
  MergeOutcome TransplantAll(const std::vector<Hash>& commits,
                             const MergeRequest& request) override;
  MergeOutcome Revert(const Hash& commit, const MergeRequest& request) override;

 private:
  // What a merge takes over: the way from base to theirs. With `parent`, the new commit has it as
  // second parent and is made even when nothing changes.
  struct MergePlan {
    CommitPtr base;
    CommitPtr theirs;
    CommitPtr parent;
    bool nothing_to_do = false;
  };
  using MakePlan = std::function<MergePlan(const CommitPtr& head)>;

  void Initialize();
  CommitPtr ResolveBase(const ReferenceExpression& expression, const std::string& text,
                        std::optional<Reference>& reference);
  CommitPtr TakeStep(const CommitPtr& from, const ExpressionStep& step, const std::string& text);
  CommitPtr FindByDigits(const std::string& digits, const std::string& text);
  CommitPtr FirstParentOf(const CommitPtr& commit);

  MergeOutcome RunMerge(const MergeRequest& request, const MakePlan& make_plan);
  // One try; none when the branch moved meanwhile.
  std::optional<MergeOutcome> TryTransplant(const std::vector<CommitPtr>& commits,
                                            const MergeRequest& request);
  // The branch's head, checked against what the request expects.
  Reference GetTarget(const MergeRequest& request);
  std::optional<MergeOutcome> TryMerge(const MergeRequest& request, const MakePlan& make_plan);

  metadb::Database& database_;
  RepositoryOptions options_;
  base::Clock& clock_;
  StoredObjects objects_;
  BranchWriter writer_;
  CommitQueue queue_;
  Hash first_commit_;
};

}  // namespace tarn::versions
