#include "engine/embedded/adapter/reading_as.h"

#include <utility>

#include "base/random.h"
#include "catalog/view_owner.h"
#include "engine/embedded/adapter/lake_transaction.h"

namespace tarn::engine::embedded {
namespace {

thread_local std::optional<std::string> current_owner;
thread_local OwnedSchemas* current_schemas = nullptr;

// Whether the catalog has that view under the name, not only the transaction.
bool IsCommitted(LakeTransaction& lake, const catalog::TableIdentifier& id,
                 const iceberg::ViewMetadata& view) {
  const ReadingAs everything{std::string()};
  const auto snapshot = lake.snapshot();
  const auto entry = snapshot->Find(id);
  return entry && entry->kind == catalog::ContentKind::kView && *snapshot->LoadView(id) == view;
}

}  // namespace

std::string OwnedSchemas::NameOf(const std::string& schema, const std::string& owner) {
  std::lock_guard lock(mutex_);
  for (const auto& [name, known] : by_name_) {
    if (known.name == schema && known.owner == owner) return name;
  }
  std::string name = schema + " " + base::NewUuid();
  by_name_[name] = {schema, owner};
  return name;
}

std::optional<OwnedSchemas::Schema> OwnedSchemas::Find(const std::string& name) const {
  std::lock_guard lock(mutex_);
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? std::nullopt : std::optional(found->second);
}

ReadingAs::ReadingAs(const std::optional<std::string>& owner, OwnedSchemas* schemas)
    : owner_before_(current_owner), schemas_before_(current_schemas) {
  if (owner) current_owner = owner;
  if (schemas != nullptr) current_schemas = schemas;
}

ReadingAs::ReadingAs(LakeTransaction& lake, const catalog::TableIdentifier& id,
                     const iceberg::ViewMetadata& view)
    : ReadingAs(catalog::OwnerOf(view)) {
  if (current_owner && !catalog::OwnerOf(view) && !IsCommitted(lake, id, view)) {
    current_owner.reset();
  }
}

ReadingAs::~ReadingAs() {
  current_owner = std::move(owner_before_);
  current_schemas = schemas_before_;
}

const std::optional<std::string>& ReadingAs::Owner() { return current_owner; }

std::string ReadingAs::SchemaName(const std::string& schema) {
  if (!current_owner || current_schemas == nullptr) return schema;
  return current_schemas->NameOf(schema, *current_owner);
}

}  // namespace tarn::engine::embedded
