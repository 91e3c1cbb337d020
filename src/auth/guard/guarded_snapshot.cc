#include "auth/guard/guarded_snapshot.h"

#include <algorithm>

#include "auth/guard/guard.h"
#include "base/error.h"
#include "catalog/listing.h"

namespace tarn::auth::guard {

using catalog::Entry;
using catalog::Namespace;
using catalog::TableIdentifier;

bool GuardedSnapshot::Sees(const Namespace& ns) const {
  if (ns.empty()) return true;
  const std::string name = catalog::ToString(ns);
  return std::any_of(refs_.begin(), refs_.end(),
                     [&](const std::string& ref) { return who_.SeesNamespace(ref, name); });
}

bool GuardedSnapshot::Touches(const TableIdentifier& identifier) const {
  const std::string name = identifier.ToString();
  return std::any_of(refs_.begin(), refs_.end(),
                     [&](const std::string& ref) { return who_.Touches(ref, name); });
}

bool GuardedSnapshot::MayRead(const TableIdentifier& identifier) const {
  return AllowsOnAny(who_, Action::kRead, refs_, identifier.ToString());
}

void GuardedSnapshot::RequireRead(const std::string& resource) const {
  if (AllowsOnAny(who_, Action::kRead, refs_, resource)) return;
  if (for_view_) {
    base::Throw(base::ErrorKind::kPermissionDenied,
                "Access Denied: View owner does not have sufficient privileges: View owner '{}' "
                "cannot create view that selects from {}",
                who_.identity().user, resource);
  }
  who_.Require(Action::kRead, refs_.empty() ? reference() : refs_.front(), resource);
}

void GuardedSnapshot::RequireSees(const Namespace& ns) const {
  if (!Sees(ns)) RequireRead(catalog::ToString(ns));
}

std::vector<Namespace> GuardedSnapshot::ListNamespaces(const Namespace& parent) const {
  std::vector<Namespace> all = inner_->ListNamespaces(parent);
  std::erase_if(all, [&](const Namespace& ns) { return !Sees(ns); });
  return all;
}

bool GuardedSnapshot::NamespaceExists(const Namespace& ns) const {
  return Sees(ns) && inner_->NamespaceExists(ns);
}

std::map<std::string, std::string> GuardedSnapshot::NamespaceProperties(const Namespace& ns) const {
  RequireSees(ns);
  return inner_->NamespaceProperties(ns);
}

std::vector<Entry> GuardedSnapshot::List(const Namespace& ns) const {
  RequireSees(ns);
  std::vector<Entry> all = inner_->List(ns);
  std::erase_if(all, [&](const Entry& entry) { return !MayRead(entry.identifier); });
  return all;
}

std::optional<Entry> GuardedSnapshot::Find(const TableIdentifier& identifier) const {
  if (Touches(identifier)) return inner_->Find(identifier);
  // "t$files" is looked for before "t" is; no content has such a name by accident.
  if (identifier.name.find('$') != std::string::npos && !inner_->Find(identifier)) {
    return std::nullopt;
  }
  RequireRead(identifier.ToString());
  return inner_->Find(identifier);
}

std::shared_ptr<const iceberg::TableMetadata> GuardedSnapshot::LoadTable(
    const TableIdentifier& identifier) const {
  RequireRead(identifier.ToString());
  return inner_->LoadTable(identifier);
}

std::shared_ptr<const iceberg::ViewMetadata> GuardedSnapshot::LoadView(
    const TableIdentifier& identifier) const {
  RequireRead(identifier.ToString());
  return inner_->LoadView(identifier);
}

std::shared_ptr<const catalog::CatalogSnapshot> GuardedSnapshot::SeenBy(
    const std::string& owner) const {
  if (owner.empty()) return inner_;
  auto seen = std::make_shared<GuardedSnapshot>(inner_, who_.For(owner), refs_);
  seen->for_view_ = owner != who_.identity().user;
  return seen;
}

std::vector<Entry> GuardedSnapshot::ListPage(const Namespace& ns, catalog::ContentKind kind,
                                             const std::string& after, size_t limit) const {
  RequireSees(ns);
  std::vector<Entry> page;
  std::string from = after;
  while (page.size() < limit) {
    std::vector<Entry> found = catalog::ListPage(*inner_, ns, kind, from, limit);
    const bool last = found.size() < limit;
    if (!found.empty()) from = found.back().identifier.name;
    for (Entry& entry : found) {
      if (page.size() < limit && MayRead(entry.identifier)) page.push_back(std::move(entry));
    }
    if (last) break;
    // What did not fit comes again with the next page.
  }
  return page;
}

std::vector<Namespace> GuardedSnapshot::ListNamespacesPage(const Namespace& parent,
                                                           const std::string& after,
                                                           size_t limit) const {
  std::vector<Namespace> page;
  std::string from = after;
  while (page.size() < limit) {
    std::vector<Namespace> found = catalog::ListNamespacesPage(*inner_, parent, from, limit);
    const bool last = found.size() < limit;
    if (!found.empty()) from = found.back().back();
    for (Namespace& ns : found) {
      if (page.size() < limit && Sees(ns)) page.push_back(std::move(ns));
    }
    if (last) break;
  }
  return page;
}

std::vector<catalog::FunctionEntry> GuardedSnapshot::ListFunctionsPage(const Namespace& ns,
                                                                       const std::string& after,
                                                                       size_t limit) const {
  RequireSees(ns);
  std::vector<catalog::FunctionEntry> page;
  std::string from = after;
  while (page.size() < limit) {
    auto found = catalog::ListFunctionsPage(*inner_, ns, from, limit);
    const bool last = found.size() < limit;
    if (!found.empty()) from = found.back().identifier.name;
    for (auto& entry : found) {
      if (page.size() < limit && MayRead(entry.identifier)) page.push_back(std::move(entry));
    }
    if (last) break;
  }
  return page;
}

std::optional<catalog::FunctionEntry> GuardedSnapshot::FindFunction(
    const TableIdentifier& identifier) const {
  RequireRead(identifier.ToString());
  return catalog::FindFunction(*inner_, identifier);
}

}  // namespace tarn::auth::guard
