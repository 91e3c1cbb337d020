#include "iceberg/table_metadata.h"

#include <charconv>

#include "base/standard_error.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

template <typename T, typename Id>
const T* FindIn(const std::vector<T>& items, Id T::* member, Id id) {
  for (const T& item : items) {
    if (item.*member == id) return &item;
  }
  return nullptr;
}

template <typename T>
const T& Needed(const T* item, std::string_view what, int64_t id, const std::string& location) {
  if (!item) {
    base::Throw(ErrorKind::kDataCorruption, "table metadata at {} does not have its {} {}",
                location, what, id);
  }
  return *item;
}

}  // namespace

const Schema* TableMetadata::FindSchema(SchemaId id) const {
  return FindIn(schemas, &Schema::schema_id, id);
}
const PartitionSpec* TableMetadata::FindSpec(PartitionSpecId id) const {
  return FindIn(partition_specs, &PartitionSpec::spec_id, id);
}
const SortOrder* TableMetadata::FindSortOrder(SortOrderId id) const {
  return FindIn(sort_orders, &SortOrder::order_id, id);
}

const Schema& TableMetadata::current_schema() const {
  return Needed(FindSchema(current_schema_id), "current schema", current_schema_id.value(),
                location);
}
const PartitionSpec& TableMetadata::default_spec() const {
  return Needed(FindSpec(default_spec_id), "default partition spec", default_spec_id.value(),
                location);
}
const SortOrder& TableMetadata::default_sort_order() const {
  return Needed(FindSortOrder(default_sort_order_id), "default sort order",
                default_sort_order_id.value(), location);
}

const Snapshot* TableMetadata::current_snapshot() const {
  if (!current_snapshot_id) return nullptr;
  return &Needed(FindSnapshot(*current_snapshot_id), "current snapshot",
                 current_snapshot_id->value(), location);
}

const Snapshot* TableMetadata::FindRef(std::string_view name) const {
  auto it = refs.find(std::string(name));
  if (it == refs.end()) return name == kMainBranch ? current_snapshot() : nullptr;
  return FindSnapshot(it->second.snapshot_id);
}

const Schema& TableMetadata::SchemaOf(const Snapshot& snapshot) const {
  if (!snapshot.schema_id) return current_schema();
  return Needed(FindSchema(*snapshot.schema_id), "snapshot's schema", snapshot.schema_id->value(),
                location);
}

std::string TableMetadata::Property(const std::string& name, std::string otherwise) const {
  auto it = properties.find(name);
  return it == properties.end() ? std::move(otherwise) : it->second;
}

int64_t TableMetadata::IntProperty(const std::string& name, int64_t otherwise) const {
  auto it = properties.find(name);
  if (it == properties.end()) return otherwise;
  const std::string& text = it->second;
  int64_t value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kInvalidTableProperty,
                "the table property '{}' is not an integer: '{}'", name, text);
  }
  return value;
}

}  // namespace tarn::iceberg
