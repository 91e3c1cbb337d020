#pragma once

#include <map>
#include <string>
#include <vector>

#include "api/nessie/model.h"
#include "versions/repository.h"

namespace tarn::api::nessie {

// What a content at a key is instead of what it should be; kUnknown when it is as it should be.
ConflictType CompareContents(const std::optional<versions::Content>& expected,
                             const std::optional<versions::Content>& existing);
Conflict MakeConflict(ConflictType type, const versions::ContentKey& key);
bool IsNamespaceContent(const versions::Content& content);

// A commit's operations, worked out for one head of the branch.
struct CommitPlan {
  std::vector<versions::Operation> operations;
  std::vector<AddedContent> added;
  std::vector<Conflict> conflicts;  // when there are any, nothing else holds
  // Whether it holds for exactly this head: that a namespace is empty, no key alone tells.
  bool needs_exact_head = false;
};

// Turns the operations of a request into those of the version store. Ids of contents: an update
// carries the id that is there, a rename the one that the same commit deletes, what is new gets one
// from the server (`new_ids` keeps them over tries). Namespaces of new contents must exist, deleted
// ones be empty. kInvalidArgument for operations that can never be committed: a key twice, a wrong
// id or type.
CommitPlan PlanCommit(versions::Repository& repository, const versions::Hash& expected,
                      const versions::Hash& head, const std::vector<Operation>& operations,
                      std::map<versions::ContentKey, std::string>& new_ids);

}  // namespace tarn::api::nessie
