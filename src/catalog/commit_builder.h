#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "catalog/catalog.h"
#include "catalog/change.h"
#include "catalog/content.h"
#include "catalog/metadata_cache.h"
#include "versions/repository.h"

namespace tarn::catalog {

// Where a table's files are written.
std::vector<std::string> FoldersOf(const iceberg::TableMetadata& metadata);

// Turns changes into operations on the version store, against one head: one builder a try. Later
// changes see what earlier ones of the same commit did. Metadata files are written on the way, each
// declared first. Used by one thread.
class CommitBuilder {
 public:
  struct Environment {
    versions::Repository& repository;
    MetadataCache& cache;
    store::ObjectStore& store;
    base::Clock& clock;
    std::function<void(const std::string&)> will_write;
  };

  CommitBuilder(Environment environment, versions::Reference head)
      : environment_(std::move(environment)), head_(std::move(head)) {}

  // Throws kNotFound, kAlreadyExists, kFailedPrecondition, kConflict and what the change's own
  // function throws.
  void Add(const Change& change);

  // Empty when the changes come to nothing.
  std::vector<versions::Operation> operations() const;
  // Whether what was checked holds only for exactly this head, and not just for the keys that are
  // changed: that a namespace is empty.
  bool needs_exact_head() const { return needs_exact_head_; }
  const std::vector<std::string>& written_files() const { return written_files_; }
  const auto& tables() const { return tables_; }
  // Folders of tables that leave with their files (DropTable::keep_files), and of tables that come
  // (RegisterTable).
  const std::vector<std::string>& leaving_folders() const { return leaving_folders_; }
  const std::vector<std::string>& coming_folders() const { return coming_folders_; }
  // Once the commit holds: what was written need not be read back.
  void FillCache();

 private:
  std::optional<versions::Content> Current(const versions::ContentKey& key) const;
  std::optional<CatalogContent> CurrentContent(const versions::ContentKey& key) const;
  void RequireNamespace(const Namespace& ns);
  void RequireAbsent(const versions::ContentKey& key);
  void Put(const versions::ContentKey& key, const CatalogContent& content);
  void Rename(const TableIdentifier& from, const TableIdentifier& to, ContentKind kind);
  void Drop(const TableIdentifier& identifier, ContentKind kind);
  // Checks what stands under a name against the mode of a put.
  template <typename Content>
  std::optional<Content> Existing(const TableIdentifier& identifier, PutMode mode,
                                  const char* what);

  void Apply(const PutTable& change);
  void Apply(const DropTable& change);
  void Apply(const RenameTable& change) { Rename(change.from, change.to, ContentKind::kTable); }
  void Apply(const RegisterTable& change);
  void Apply(const PutView& change);
  void Apply(const DropView& change) { Drop(change.view, ContentKind::kView); }
  void Apply(const RenameView& change) { Rename(change.from, change.to, ContentKind::kView); }
  void Apply(const CreateNamespace& change);
  void Apply(const DropNamespace& change);
  void Apply(const UpdateNamespaceProperties& change);

  Environment environment_;
  versions::Reference head_;
  // What this commit does to a key: a content, or none for "deleted".
  std::map<versions::ContentKey, std::optional<versions::Content>> pending_;
  // Namespaces that must still be there when the commit is applied.
  std::map<versions::ContentKey, bool> required_;
  bool needs_exact_head_ = false;
  std::vector<std::string> written_files_;
  std::vector<std::string> leaving_folders_;
  std::vector<std::string> coming_folders_;
  std::vector<std::pair<TableIdentifier, std::shared_ptr<const iceberg::TableMetadata>>> tables_;
  std::vector<std::pair<std::string, std::shared_ptr<const iceberg::TableMetadata>>> new_tables_;
  std::vector<std::pair<std::string, std::shared_ptr<const iceberg::ViewMetadata>>> new_views_;
  // Metadata of this commit by location: it may be looked up again before it is in the cache.
  std::map<std::string, std::shared_ptr<const iceberg::TableMetadata>> by_location_;
  std::map<std::string, std::shared_ptr<const iceberg::ViewMetadata>> views_by_location_;
};

}  // namespace tarn::catalog
