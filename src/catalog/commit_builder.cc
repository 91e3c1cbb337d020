#include "catalog/commit_builder.h"

#include "base/random.h"
#include "base/standard_error.h"
#include "iceberg/metadata_file.h"
#include "iceberg/update/apply.h"

namespace tarn::catalog {
namespace {

using base::ErrorKind;

const char* KindName(const CatalogContent& content) {
  static constexpr const char* kNames[] = {"table", "view", "namespace", "Delta Lake table",
                                           "function"};
  return kNames[content.index()];
}

bool IsKind(const CatalogContent& content, ContentKind kind) {
  return kind == ContentKind::kTable ? std::holds_alternative<TableContent>(content)
                                     : std::holds_alternative<ViewContent>(content);
}

}  // namespace

std::vector<std::string> FoldersOf(const iceberg::TableMetadata& metadata) {
  std::vector<std::string> folders = {metadata.location};
  for (const char* property : {"write.data.path", "write.metadata.path",
                               "write.object-storage.path", "write.folder-storage.path"}) {
    std::string folder = metadata.Property(property, "");
    if (!folder.empty()) folders.push_back(std::move(folder));
  }
  return folders;
}

void CommitBuilder::Add(const Change& change) {
  std::visit([&](const auto& one) { Apply(one); }, change);
}

std::optional<versions::Content> CommitBuilder::Current(const versions::ContentKey& key) const {
  auto found = pending_.find(key);
  if (found != pending_.end()) return found->second;
  return environment_.repository.GetContent(head_.head, key);
}

std::optional<CatalogContent> CommitBuilder::CurrentContent(const versions::ContentKey& key) const {
  auto content = Current(key);
  if (!content) return std::nullopt;
  return ParseContent(*content, key);
}

void CommitBuilder::RequireNamespace(const Namespace& ns) {
  auto key = KeyOf(ns);
  auto content = CurrentContent(key);
  if (!content || !std::holds_alternative<NamespaceContent>(*content)) {
    throw base::Error(ErrorKind::kNotFound,
                      fmt::format("namespace {} does not exist on {}", ToString(ns), head_.name),
                      fmt::format("CREATE SCHEMA {}", ToString(ns)));
  }
  if (!pending_.contains(key)) required_[key] = true;
}

void CommitBuilder::RequireAbsent(const versions::ContentKey& key) {
  if (auto content = CurrentContent(key)) {
    base::Throw(ErrorKind::kAlreadyExists, "{} {} already exists on {}", KindName(*content),
                key.ToString(), head_.name);
  }
}

void CommitBuilder::Put(const versions::ContentKey& key, const CatalogContent& content) {
  auto current = Current(key);
  pending_[key] =
      versions::Content{current ? current->content_id : base::NewUuid(), SerializeContent(content)};
}

template <typename Content>
std::optional<Content> CommitBuilder::Existing(const TableIdentifier& identifier, PutMode mode,
                                               const char* what) {
  CheckIdentifier(identifier);
  auto key = KeyOf(identifier);
  auto content = CurrentContent(key);
  if (!content) {
    if (mode == PutMode::kUpdate) {
      base::Throw(ErrorKind::kNotFound, "{} {} does not exist on {}", what, identifier.ToString(),
                  head_.name);
    }
    RequireNamespace(identifier.ns);
    return std::nullopt;
  }
  const auto* existing = std::get_if<Content>(&*content);
  if (mode == PutMode::kCreate || existing == nullptr) {
    if (mode == PutMode::kUpdate) {
      base::Throw(ErrorKind::kNotFound, "{} on {} is a {}, not a {}", identifier.ToString(),
                  head_.name, KindName(*content), what);
    }
    base::Throw(ErrorKind::kAlreadyExists, "{} {} already exists on {}", KindName(*content),
                identifier.ToString(), head_.name);
  }
  return *existing;
}

void CommitBuilder::Apply(const PutTable& change) {
  auto existing = Existing<TableContent>(change.table, change.mode, "table");
  std::shared_ptr<const iceberg::TableMetadata> base;
  if (existing) {
    auto own = by_location_.find(existing->metadata_location);
    base = own != by_location_.end() ? own->second
                                     : environment_.cache.Table(existing->metadata_location);
  }
  TableCommit commit = change.build(base.get());
  iceberg::Check(commit.requirements, base.get());
  if (commit.updates.empty() && base) {
    tables_.emplace_back(change.table, base);
    return;
  }
  std::string base_location = existing ? existing->metadata_location : std::string();
  auto next = std::make_shared<const iceberg::TableMetadata>(
      iceberg::Apply(base.get(), commit.updates, {environment_.clock.NowMs(), base_location}));
  std::string location =
      iceberg::WriteTableMetadata(environment_.store, *next, base_location, [&](const auto& path) {
        environment_.will_write(path);
        written_files_.push_back(path);
      });
  Put(KeyOf(change.table), ContentOf(*next, location));
  by_location_[location] = next;
  new_tables_.emplace_back(location, next);
  tables_.emplace_back(change.table, next);
}

void CommitBuilder::Apply(const RegisterTable& change) {
  Existing<TableContent>(change.table, PutMode::kCreate, "table");
  auto metadata = environment_.cache.Table(change.metadata_location);
  Put(KeyOf(change.table), ContentOf(*metadata, change.metadata_location));
  by_location_[change.metadata_location] = metadata;
  tables_.emplace_back(change.table, metadata);
  for (std::string& folder : FoldersOf(*metadata)) coming_folders_.push_back(std::move(folder));
}

void CommitBuilder::Apply(const PutView& change) {
  auto existing = Existing<ViewContent>(change.view, change.mode, "view");
  std::shared_ptr<const iceberg::ViewMetadata> base;
  if (existing) {
    auto own = views_by_location_.find(existing->metadata_location);
    base = own != views_by_location_.end() ? own->second
                                           : environment_.cache.View(existing->metadata_location);
  }
  auto next = std::make_shared<const iceberg::ViewMetadata>(change.build(base.get()));
  if (base && *next == *base) return;
  std::string location = iceberg::WriteViewMetadata(
      environment_.store, *next, existing ? existing->metadata_location : std::string(),
      [&](const auto& path) {
        environment_.will_write(path);
        written_files_.push_back(path);
      });
  Put(KeyOf(change.view), ContentOf(*next, location));
  views_by_location_[location] = next;
  new_views_.emplace_back(location, next);
}

void CommitBuilder::Apply(const DropTable& change) {
  const auto content = CurrentContent(KeyOf(change.table));
  Drop(change.table, ContentKind::kTable);
  if (!change.keep_files) return;
  const std::string& location = std::get<TableContent>(*content).metadata_location;
  const auto own = by_location_.find(location);
  const auto metadata =
      own != by_location_.end() ? own->second : environment_.cache.Table(location);
  for (std::string& folder : FoldersOf(*metadata)) leaving_folders_.push_back(std::move(folder));
}

void CommitBuilder::Drop(const TableIdentifier& identifier, ContentKind kind) {
  auto key = KeyOf(identifier);
  auto content = CurrentContent(key);
  const char* what = kind == ContentKind::kTable ? "table" : "view";
  if (!content) {
    base::Throw(ErrorKind::kNotFound, "{} {} does not exist on {}", what, identifier.ToString(),
                head_.name);
  }
  if (!IsKind(*content, kind)) {
    base::Throw(ErrorKind::kNotFound, "{} on {} is a {}, not a {}", identifier.ToString(),
                head_.name, KindName(*content), what);
  }
  pending_[key] = std::nullopt;
}

void CommitBuilder::Rename(const TableIdentifier& from, const TableIdentifier& to,
                           ContentKind kind) {
  CheckIdentifier(to);
  auto content = Current(KeyOf(from));
  Drop(from, kind);
  RequireNamespace(to.ns);
  RequireAbsent(KeyOf(to));
  // The content id stays: a rename is the same table.
  pending_[KeyOf(to)] = *content;
}

void CommitBuilder::Apply(const CreateNamespace& change) {
  if (change.ns.empty()) base::Throw(ErrorKind::kInvalidArgument, "a namespace needs a name");
  for (const auto& level : change.ns) CheckName(level);
  Namespace parent(change.ns.begin(), change.ns.end() - 1);
  if (!parent.empty()) RequireNamespace(parent);
  RequireAbsent(KeyOf(change.ns));
  Put(KeyOf(change.ns), NamespaceContent{change.properties});
}

void CommitBuilder::Apply(const DropNamespace& change) {
  RequireNamespace(change.ns);
  auto key = KeyOf(change.ns);
  for (const auto& child : environment_.repository.ListKeys(head_.head, key)) {
    auto pending = pending_.find(child.key);
    if (pending != pending_.end() && !pending->second) continue;
    base::Throw(ErrorKind::kFailedPrecondition, base::StandardError::kSchemaNotEmpty,
                "namespace {} is not empty: it holds {}", ToString(change.ns),
                child.key.ToString());
  }
  for (const auto& [pending_key, content] : pending_) {
    if (content && pending_key != key && pending_key.StartsWith(key)) {
      base::Throw(ErrorKind::kFailedPrecondition, base::StandardError::kSchemaNotEmpty,
                  "namespace {} is not empty: it holds {}", ToString(change.ns),
                  pending_key.ToString());
    }
  }
  required_.erase(key);
  pending_[key] = std::nullopt;
  needs_exact_head_ = true;
}

void CommitBuilder::Apply(const UpdateNamespaceProperties& change) {
  RequireNamespace(change.ns);
  auto key = KeyOf(change.ns);
  auto content = std::get<NamespaceContent>(*CurrentContent(key));
  for (const auto& name : change.remove) content.properties.erase(name);
  for (const auto& [name, value] : change.set) content.properties[name] = value;
  required_.erase(key);
  Put(key, content);
}

std::vector<versions::Operation> CommitBuilder::operations() const {
  std::vector<versions::Operation> operations;
  for (const auto& [key, content] : pending_) {
    auto before = environment_.repository.GetContent(head_.head, key);
    if (content == before) continue;
    if (content) {
      operations.push_back(versions::Put{key, *content});
    } else {
      operations.push_back(versions::Delete{key});
    }
  }
  if (operations.empty()) return operations;
  for (const auto& [key, unused] : required_) {
    if (!pending_.contains(key)) operations.push_back(versions::Unchanged{key});
  }
  return operations;
}

void CommitBuilder::FillCache() {
  for (auto& [location, metadata] : new_tables_) environment_.cache.Put(location, metadata);
  for (auto& [location, metadata] : new_views_) environment_.cache.Put(location, metadata);
}

}  // namespace tarn::catalog
