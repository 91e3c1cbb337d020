#pragma once

#include "auth/guard/guard.h"
#include "versions/repository.h"

namespace tarn::auth::guard {

// The version store as somebody may see and change it. Contents are looked at by commit: they are
// readable where any reference that is seen, has the commit and allows it. Every write is recorded.
// Thread safe; acts for whom the calling thread acts.
//
// Errors beyond those of Repository: kPermissionDenied, kUnauthenticated.
class GuardedRepository : public versions::Repository {
 public:
  // Both outlive it.
  GuardedRepository(versions::Repository& inner, const Guard& guard)
      : inner_(inner), guard_(guard) {}

  std::vector<versions::Reference> ListReferences() override;
  std::vector<versions::Hash> RecentHeads(const std::string& name) override;
  std::optional<versions::Reference> FindReference(const std::string& name) override;
  versions::Reference GetReference(const std::string& name) override;
  versions::ResolvedReference Resolve(const std::string& expression) override;
  versions::Reference CreateReference(const std::string& name, versions::ReferenceKind kind,
                                      const versions::Hash& head) override;
  void DeleteReference(const std::string& name,
                       const std::optional<versions::Hash>& expected) override;
  versions::Reference AssignReference(const std::string& name,
                                      const std::optional<versions::Hash>& expected,
                                      const versions::Hash& head) override;

  versions::Commit GetCommit(const versions::Hash& hash) override { return inner_.GetCommit(hash); }
  std::optional<versions::Content> GetContent(const versions::Hash& commit,
                                              const versions::ContentKey& key) override;
  std::vector<std::optional<versions::Content>> GetContents(
      const versions::Hash& commit, const std::vector<versions::ContentKey>& keys) override;
  std::vector<versions::KeyEntry> ListKeys(const versions::Hash& commit,
                                           const versions::ContentKey& prefix,
                                           const versions::Page& page) override;
  std::vector<versions::KeyEntry> ListChildren(const versions::Hash& commit,
                                               const versions::ContentKey& prefix,
                                               const versions::Page& page) override;

  std::vector<versions::Commit> Log(
      const versions::Hash& from, size_t limit,
      const std::function<bool(const versions::Commit&)>& filter) override;
  void VisitDiff(const versions::Hash& from, const versions::Hash& to,
                 const versions::KeyRange& range,
                 const std::function<bool(versions::DiffEntry)>& visit) override;
  std::vector<versions::DiffEntry> Diff(const versions::Hash& from, const versions::Hash& to,
                                        const versions::ContentKey& prefix) override;
  std::optional<versions::Hash> MergeBase(const versions::Hash& a,
                                          const versions::Hash& b) override {
    return inner_.MergeBase(a, b);
  }
  bool IsAncestor(const versions::Hash& ancestor, const versions::Hash& descendant) override {
    return inner_.IsAncestor(ancestor, descendant);
  }
  versions::Hash FirstParentBase(const versions::Hash& a, const versions::Hash& b) override {
    return inner_.FirstParentBase(a, b);
  }
  versions::Hash FirstCommit() const override { return inner_.FirstCommit(); }
  base::TimePoint CreationTime() override { return inner_.CreationTime(); }

  versions::CommitOutcome CommitOperations(const versions::CommitRequest& request) override;
  versions::MergeOutcome Merge(const versions::Hash& from,
                               const versions::MergeRequest& request) override;
  versions::MergeOutcome Transplant(const versions::Hash& commit,
                                    const versions::MergeRequest& request) override;
  versions::MergeOutcome TransplantAll(const std::vector<versions::Hash>& commits,
                                       const versions::MergeRequest& request) override;
  versions::MergeOutcome Revert(const versions::Hash& commit,
                                const versions::MergeRequest& request) override;

 private:
  // Whose view of a commit's contents.
  struct View;
  View ViewOf(const versions::Hash& commit) const;
  View ViewOf(const versions::Hash& from, const versions::Hash& to) const;
  template <typename List>
  std::vector<versions::KeyEntry> Listed(const versions::Hash& commit, const versions::Page& page,
                                         List&& list);
  std::string RequireOperations(const Authorizer& who, const versions::CommitRequest& request);
  template <typename Run>
  versions::MergeOutcome Merged(const char* action, const std::vector<versions::Hash>& from,
                                const versions::MergeRequest& request, Run&& run);

  versions::Repository& inner_;
  const Guard& guard_;
};

// The request as somebody makes it: rights checked, the committer set. For GuardedCatalog, too.
versions::MergeRequest RequireMerge(const Guard& guard, const Authorizer& who,
                                    const std::vector<versions::Hash>& from,
                                    const versions::MergeRequest& request);
// Records what a merge did, when it did something.
void RecordMerge(const Guard& guard, const Authorizer& who, const char* action,
                 const versions::MergeRequest& request, const versions::MergeOutcome& outcome);

}  // namespace tarn::auth::guard
