#include "catalog/lake_snapshot.h"

#include "base/error.h"
#include "base/suggest.h"

namespace tarn::catalog {
namespace {

using base::ErrorKind;

std::optional<Entry> EntryOf(const versions::ContentKey& key, const versions::Content& content) {
  CatalogContent parsed = ParseContent(content, key);
  Entry entry;
  entry.identifier = IdentifierOf(key);
  entry.content_id = content.content_id;
  if (const auto* table = std::get_if<TableContent>(&parsed)) {
    entry.kind = ContentKind::kTable;
    entry.metadata_location = table->metadata_location;
    return entry;
  }
  if (const auto* view = std::get_if<ViewContent>(&parsed)) {
    entry.kind = ContentKind::kView;
    entry.metadata_location = view->metadata_location;
    return entry;
  }
  return std::nullopt;
}

std::optional<FunctionEntry> FunctionOf(const versions::ContentKey& key,
                                        const versions::Content& content) {
  const CatalogContent parsed = ParseContent(content, key);
  const auto* udf = std::get_if<UdfContent>(&parsed);
  if (udf == nullptr) return std::nullopt;
  return FunctionEntry{IdentifierOf(key), udf->metadata_location.value_or("")};
}

}  // namespace

std::vector<Namespace> LakeSnapshot::ListNamespaces(const Namespace& parent) const {
  if (!parent.empty()) RequireNamespace(parent);
  std::vector<Namespace> namespaces;
  for (const auto& child : repository_.ListChildren(hash_, KeyOf(parent))) {
    if (std::holds_alternative<NamespaceContent>(ParseContent(child.content, child.key))) {
      namespaces.push_back(child.key.elements);
    }
  }
  return namespaces;
}

bool LakeSnapshot::NamespaceExists(const Namespace& ns) const {
  if (ns.empty()) return true;
  auto content = repository_.GetContent(hash_, KeyOf(ns));
  return content && std::holds_alternative<NamespaceContent>(ParseContent(*content, KeyOf(ns)));
}

void LakeSnapshot::RequireNamespace(const Namespace& ns) const {
  if (NamespaceExists(ns)) return;
  std::vector<std::string> names;
  Namespace parent(ns.begin(), ns.end() - 1);
  for (const auto& child : repository_.ListChildren(hash_, KeyOf(parent))) {
    if (std::holds_alternative<NamespaceContent>(ParseContent(child.content, child.key))) {
      names.push_back(child.key.elements.back());
    }
  }
  base::Throw(ErrorKind::kNotFound, "namespace {} does not exist on {}{}", ToString(ns), reference_,
              base::DidYouMean(ns.back(), names));
}

std::map<std::string, std::string> LakeSnapshot::NamespaceProperties(const Namespace& ns) const {
  RequireNamespace(ns);
  if (ns.empty()) return {};
  auto content = repository_.GetContent(hash_, KeyOf(ns));
  return std::get<NamespaceContent>(ParseContent(*content, KeyOf(ns))).properties;
}

std::vector<Entry> LakeSnapshot::List(const Namespace& ns) const {
  RequireNamespace(ns);
  std::vector<Entry> entries;
  for (const auto& child : repository_.ListChildren(hash_, KeyOf(ns))) {
    if (auto entry = EntryOf(child.key, child.content)) entries.push_back(std::move(*entry));
  }
  return entries;
}

void LakeSnapshot::VisitChildren(
    const Namespace& ns, const std::string& after, size_t page_size,
    const std::function<bool(const versions::KeyEntry&)>& visit) const {
  const versions::ContentKey parent = KeyOf(ns);
  versions::Page page;
  page.limit = page_size;
  if (!after.empty()) {
    page.after = parent;
    page.after->elements.push_back(after);
  }
  while (true) {
    const auto children = repository_.ListChildren(hash_, parent, page);
    for (const auto& child : children) {
      if (!visit(child)) return;
    }
    if (children.size() < page_size) return;
    page.after = children.back().key;
  }
}

std::vector<Entry> LakeSnapshot::ListPage(const Namespace& ns, ContentKind kind,
                                          const std::string& after, size_t limit) const {
  RequireNamespace(ns);
  std::vector<Entry> entries;
  if (limit == 0) return entries;
  VisitChildren(ns, after, limit, [&](const versions::KeyEntry& child) {
    auto entry = EntryOf(child.key, child.content);
    if (entry && entry->kind == kind) entries.push_back(std::move(*entry));
    return entries.size() < limit;
  });
  return entries;
}

std::vector<Namespace> LakeSnapshot::ListNamespacesPage(const Namespace& parent,
                                                        const std::string& after,
                                                        size_t limit) const {
  if (!parent.empty()) RequireNamespace(parent);
  std::vector<Namespace> namespaces;
  if (limit == 0) return namespaces;
  VisitChildren(parent, after, limit, [&](const versions::KeyEntry& child) {
    if (std::holds_alternative<NamespaceContent>(ParseContent(child.content, child.key))) {
      namespaces.push_back(child.key.elements);
    }
    return namespaces.size() < limit;
  });
  return namespaces;
}

std::vector<FunctionEntry> LakeSnapshot::ListFunctionsPage(const Namespace& ns,
                                                           const std::string& after,
                                                           size_t limit) const {
  RequireNamespace(ns);
  std::vector<FunctionEntry> functions;
  if (limit == 0) return functions;
  VisitChildren(ns, after, limit, [&](const versions::KeyEntry& child) {
    if (auto entry = FunctionOf(child.key, child.content)) functions.push_back(std::move(*entry));
    return functions.size() < limit;
  });
  return functions;
}

std::optional<FunctionEntry> LakeSnapshot::FindFunction(const TableIdentifier& identifier) const {
  if (identifier.name.empty()) return std::nullopt;
  const auto key = KeyOf(identifier);
  const auto content = repository_.GetContent(hash_, key);
  return content ? FunctionOf(key, *content) : std::nullopt;
}

std::optional<Entry> LakeSnapshot::Find(const TableIdentifier& identifier) const {
  if (identifier.name.empty()) return std::nullopt;
  auto key = KeyOf(identifier);
  auto content = repository_.GetContent(hash_, key);
  return content ? EntryOf(key, *content) : std::nullopt;
}

void LakeSnapshot::ThrowNotFound(const TableIdentifier& identifier, ContentKind wanted) const {
  RequireNamespace(identifier.ns);
  std::vector<std::string> names;
  for (const auto& entry : List(identifier.ns)) names.push_back(entry.identifier.name);
  base::Throw(ErrorKind::kNotFound, "{} {} does not exist on {}{}",
              wanted == ContentKind::kTable ? "table" : "view", identifier.ToString(), reference_,
              base::DidYouMean(identifier.name, names));
}

std::shared_ptr<const iceberg::TableMetadata> LakeSnapshot::LoadTable(
    const TableIdentifier& identifier) const {
  auto entry = Find(identifier);
  if (!entry) ThrowNotFound(identifier, ContentKind::kTable);
  if (entry->kind != ContentKind::kTable) {
    base::Throw(ErrorKind::kNotFound, "{} on {} is a view, not a table", identifier.ToString(),
                reference_);
  }
  return cache_.Table(entry->metadata_location);
}

std::shared_ptr<const iceberg::ViewMetadata> LakeSnapshot::LoadView(
    const TableIdentifier& identifier) const {
  auto entry = Find(identifier);
  if (!entry) ThrowNotFound(identifier, ContentKind::kView);
  if (entry->kind != ContentKind::kView) {
    base::Throw(ErrorKind::kNotFound, "{} on {} is a table, not a view", identifier.ToString(),
                reference_);
  }
  return cache_.View(entry->metadata_location);
}

}  // namespace tarn::catalog
