#include "api/nessie/commit_plan.h"

#include <algorithm>
#include <set>

#include "api/nessie/content_json.h"
#include "base/error.h"
#include "base/random.h"

namespace tarn::api::nessie {
namespace {

using base::ErrorKind;
using versions::Content;
using versions::ContentKey;

std::string Dotted(const ContentKey& key) {
  std::string text;
  for (const std::string& element : key.elements) text += (text.empty() ? "" : ".") + element;
  return text;
}

class Planner {
 public:
  Planner(versions::Repository& repository, const versions::Hash& expected,
          const versions::Hash& head, std::map<ContentKey, std::string>& new_ids)
      : repository_(repository), expected_(expected), head_(head), new_ids_(new_ids) {}

  CommitPlan Run(const std::vector<Operation>& operations) {
    Sort(operations);
    for (const ContentKey& key : deletes_) PlanDelete(key);
    for (const PutOperation* put : puts_) PlanPut(*put);
    for (const ContentKey& key : unchanged_) {
      CheckHead(key, At(expected_, key));
      plan_.operations.push_back(versions::Unchanged{key});
    }
    CheckNamespacesOfNew();
    CheckDeletedNamespaces();
    // Namespaces come first, as the API has it.
    plan_.conflicts =
        namespace_conflicts_.empty() ? std::move(key_conflicts_) : std::move(namespace_conflicts_);
    return std::move(plan_);
  }

 private:
  void Sort(const std::vector<Operation>& operations) {
    std::map<ContentKey, const Operation*> seen;
    for (const Operation& operation : operations) {
      const ContentKey& key =
          std::visit([](const auto& op) -> const ContentKey& { return op.key; }, operation);
      const auto* put = std::get_if<PutOperation>(&operation);
      auto [previous, added] = seen.emplace(key, &operation);
      // DROP and CREATE in one commit: the same key, another content.
      bool replaces = !added && put != nullptr && !put->content.id &&
                      std::holds_alternative<DeleteOperation>(*previous->second);
      if (!added && !replaces) {
        base::Throw(ErrorKind::kInvalidArgument, "Duplicate key in commit operations: '{}'",
                    Dotted(key));
      }
      previous->second = &operation;
      if (put != nullptr) {
        puts_.push_back(put);
        put_keys_.insert(key);
      } else if (std::holds_alternative<DeleteOperation>(operation)) {
        deletes_.insert(key);
      } else {
        unchanged_.push_back(key);
      }
    }
  }

  std::optional<Content> At(const versions::Hash& commit, const ContentKey& key) const {
    return repository_.GetContent(commit, key);
  }

  // What the request was worked out on must still be there.
  void CheckHead(const ContentKey& key, const std::optional<Content>& before) {
    if (expected_ == head_) return;
    const ConflictType type = CompareContents(before, At(head_, key));
    if (type != ConflictType::kUnknown) key_conflicts_.push_back(MakeConflict(type, key));
  }

  void PlanDelete(const ContentKey& key) {
    auto before = At(expected_, key);
    if (!before) {
      key_conflicts_.push_back(MakeConflict(ConflictType::kKeyDoesNotExist, key));
      return;
    }
    CheckHead(key, before);
    deleted_ids_.emplace(before->content_id, key);
    if (put_keys_.contains(key)) return;  // the put stands for both
    if (IsNamespaceContent(*before)) deleted_namespaces_.push_back(key);
    plan_.operations.push_back(versions::Delete{key});
  }

  void PlanPut(const PutOperation& put) {
    auto before = At(expected_, put.key);
    CheckHead(put.key, before);
    if (put.expected) CheckExpectedContent(put, before);
    Content content{IdOf(put, before), catalog::SerializeContent(put.content.content)};
    plan_.operations.push_back(versions::Put{put.key, std::move(content)});
  }

  // The content that the client saw (version 1).
  void CheckExpectedContent(const PutOperation& put, const std::optional<Content>& before) {
    const Content expected{put.expected->id.value_or(before ? before->content_id : ""),
                           catalog::SerializeContent(put.expected->content)};
    const ConflictType type = CompareContents(expected, before);
    if (type != ConflictType::kUnknown) key_conflicts_.push_back(MakeConflict(type, put.key));
  }

  std::string IdOf(const PutOperation& put, const std::optional<Content>& before) {
    const std::optional<std::string>& id = put.content.id;
    const bool replaced = before && !id && deletes_.contains(put.key);
    if (before && !replaced) {
      CheckUpdate(put, *before);
      return *id;
    }
    new_contents_.emplace(put.key, &put);
    if (!id) {
      std::string& fresh = new_ids_[put.key];
      if (fresh.empty()) fresh = base::NewUuid();
      plan_.added.push_back({put.key, fresh});
      return fresh;
    }
    if (deleted_ids_.erase(*id) == 0) {
      base::Throw(ErrorKind::kInvalidArgument,
                  "New value for key '{}' must not have a content ID: '{}'", Dotted(put.key), *id);
    }
    return *id;
  }

  void CheckUpdate(const PutOperation& put, const Content& before) const {
    const std::optional<std::string>& id = put.content.id;
    if (!id) {
      base::Throw(ErrorKind::kInvalidArgument,
                  "New value to update existing key '{}' has no content ID", Dotted(put.key));
    }
    if (*id != before.content_id) {
      base::Throw(ErrorKind::kInvalidArgument,
                  "Key '{}' already exists with content ID {}, which is different from the content "
                  "ID in the operation: '{}'",
                  Dotted(put.key), before.content_id, *id);
    }
    const std::string type = TypeOf(before);
    if (type != catalog::ContentTypeName(put.content.content)) {
      base::Throw(ErrorKind::kInvalidArgument, "Key '{}' is of type {}, which cannot become {}",
                  Dotted(put.key), type, catalog::ContentTypeName(put.content.content));
    }
  }

  void CheckNamespacesOfNew() {
    std::set<ContentKey> parents;
    for (const auto& [key, put] : new_contents_) {
      if (key.elements.size() < 2) continue;
      ContentKey parent = key;
      parent.elements.pop_back();
      parents.insert(std::move(parent));
    }
    std::set<ContentKey> absent;
    for (ContentKey parent : parents) {
      auto made = new_contents_.find(parent);
      if (made != new_contents_.end() &&
          std::holds_alternative<catalog::NamespaceContent>(made->second->content.content)) {
        continue;
      }
      std::optional<Content> found;
      while (!(found = PresentAt(parent))) {
        if (absent.insert(parent).second) {
          namespace_conflicts_.push_back(MakeConflict(ConflictType::kNamespaceAbsent, parent));
        }
        if (parent.elements.size() == 1) break;
        parent.elements.pop_back();
      }
      if (found && !IsNamespaceContent(*found)) {
        namespace_conflicts_.push_back(MakeConflict(ConflictType::kNotANamespace, parent));
      } else if (found && !Touched(parent)) {
        // Nobody may drop it meanwhile.
        unchanged_namespaces_.insert(parent);
      }
    }
    for (const ContentKey& key : unchanged_namespaces_) {
      plan_.operations.push_back(versions::Unchanged{key});
    }
  }

  std::optional<Content> PresentAt(const ContentKey& key) const {
    if (deletes_.contains(key) && !put_keys_.contains(key)) return std::nullopt;
    return At(head_, key);
  }
  bool Touched(const ContentKey& key) const {
    return put_keys_.contains(key) || deletes_.contains(key) ||
           std::find(unchanged_.begin(), unchanged_.end(), key) != unchanged_.end();
  }

  void CheckDeletedNamespaces() {
    for (const ContentKey& key : deleted_namespaces_) {
      plan_.needs_exact_head = true;
      if (HoldsAnything(key)) {
        namespace_conflicts_.push_back(MakeConflict(ConflictType::kNamespaceNotEmpty, key));
      }
    }
  }

  bool HoldsAnything(const ContentKey& ns) const {
    for (const ContentKey& key : put_keys_) {
      if (key != ns && key.StartsWith(ns)) return true;
    }
    versions::Page page{{}, 1000};
    while (true) {
      const auto entries = repository_.ListKeys(head_, ns, page);
      for (const auto& entry : entries) {
        if (!deletes_.contains(entry.key)) return true;
      }
      if (entries.size() < page.limit) return false;
      page.after = entries.back().key;
    }
  }

  versions::Repository& repository_;
  const versions::Hash expected_;
  const versions::Hash head_;
  std::map<ContentKey, std::string>& new_ids_;

  std::set<ContentKey> deletes_, put_keys_, unchanged_namespaces_;
  std::vector<const PutOperation*> puts_;
  std::vector<ContentKey> unchanged_, deleted_namespaces_;
  std::map<std::string, ContentKey> deleted_ids_;
  std::map<ContentKey, const PutOperation*> new_contents_;
  std::vector<Conflict> key_conflicts_, namespace_conflicts_;
  CommitPlan plan_;
};

}  // namespace

bool IsNamespaceContent(const Content& content) { return TypeOf(content) == "NAMESPACE"; }

ConflictType CompareContents(const std::optional<Content>& expected,
                             const std::optional<Content>& existing) {
  if (expected == existing) return ConflictType::kUnknown;
  if (!expected) return ConflictType::kKeyExists;
  if (!existing) return ConflictType::kKeyDoesNotExist;
  if (TypeOf(*expected) != TypeOf(*existing)) return ConflictType::kPayloadDiffers;
  return expected->content_id != existing->content_id ? ConflictType::kContentIdDiffers
                                                      : ConflictType::kValueDiffers;
}

Conflict MakeConflict(ConflictType type, const ContentKey& key) {
  const std::string name = Dotted(key);
  switch (type) {
    case ConflictType::kKeyExists: return {type, key, "key '" + name + "' already exists"};
    case ConflictType::kKeyDoesNotExist: return {type, key, "key '" + name + "' does not exist"};
    case ConflictType::kPayloadDiffers:
      return {type, key,
              "payload of existing and expected content for key '" + name + "' are different"};
    case ConflictType::kContentIdDiffers:
      return {type, key,
              "content IDs of existing and expected content for key '" + name + "' are different"};
    case ConflictType::kValueDiffers:
      return {type, key,
              "values of existing and expected content for key '" + name + "' are different"};
    case ConflictType::kNamespaceAbsent: return {type, key, "namespace '" + name + "' must exist"};
    case ConflictType::kNotANamespace:
      return {type, key,
              "expecting the key '" + name + "' to be a namespace, but is not a namespace"};
    case ConflictType::kNamespaceNotEmpty:
      return {type, key, "namespace '" + name + "' is not empty"};
    case ConflictType::kKeyConflict:
      return {type, key, "key '" + name + "' is part of what was not applied"};
    default: return {type, key, "key '" + name + "' is in conflict"};
  }
}

CommitPlan PlanCommit(versions::Repository& repository, const versions::Hash& expected,
                      const versions::Hash& head, const std::vector<Operation>& operations,
                      std::map<ContentKey, std::string>& new_ids) {
  return Planner(repository, expected, head, new_ids).Run(operations);
}

}  // namespace tarn::api::nessie
