#include "iceberg/update/table_update_json.h"

#include <array>

#include "base/base64.h"
#include "iceberg/json/model_json.h"
#include "iceberg/update/commit_request_json.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;
using json::AsId;
using json::Get;
using json::GetInt32;
using json::GetOptional;
using json::GetOptionalInt32;
using json::GetString;
using json::GetVector;
using json::Object;
using json::Value;
using json::Writer;

// ---- Updates: one reader and one writer per alternative, found by its index ----

template <typename Id>
void WriteIds(Writer& writer, std::string_view key, const std::vector<Id>& ids) {
  writer.Key(key).BeginArray();
  for (Id id : ids) writer.Int(id.value());
  writer.EndArray();
}

template <typename T>
void WriteMember(Writer& writer, std::string_view key, const T& item) {
  writer.Key(key);
  json::Write(writer, item);
}

// The members beside "action".
struct UpdateWriter {
  Writer& w;

  void operator()(const update::AssignUuid& u) const { w.Field("uuid", u.uuid); }
  void operator()(const update::UpgradeFormatVersion& u) const {
    w.Field("format-version", u.format_version);
  }
  void operator()(const update::AddSchema& u) const {
    WriteMember(w, "schema", u.schema);
    if (u.last_column_id) w.Field("last-column-id", *u.last_column_id);
  }
  void operator()(const update::SetCurrentSchema& u) const {
    w.Field("schema-id", u.schema_id.value());
  }
  void operator()(const update::AddPartitionSpec& u) const { WriteMember(w, "spec", u.spec); }
  void operator()(const update::SetDefaultSpec& u) const { w.Field("spec-id", u.spec_id.value()); }
  void operator()(const update::AddSortOrder& u) const {
    WriteMember(w, "sort-order", u.sort_order);
  }
  void operator()(const update::SetDefaultSortOrder& u) const {
    w.Field("sort-order-id", u.sort_order_id.value());
  }
  void operator()(const update::AddSnapshot& u) const { WriteMember(w, "snapshot", u.snapshot); }
  void operator()(const update::SetSnapshotRef& u) const {
    w.Field("ref-name", u.ref_name);
    json::WriteMembers(w, u.ref);
  }
  void operator()(const update::RemoveSnapshots& u) const {
    WriteIds(w, "snapshot-ids", u.snapshot_ids);
  }
  void operator()(const update::RemoveSnapshotRef& u) const { w.Field("ref-name", u.ref_name); }
  void operator()(const update::SetLocation& u) const { w.Field("location", u.location); }
  void operator()(const update::SetProperties& u) const { w.Field("updates", u.updates); }
  void operator()(const update::RemoveProperties& u) const {
    w.Key("removals").BeginArray();
    for (const std::string& name : u.removals) w.String(name);
    w.EndArray();
  }
  void operator()(const update::SetStatistics& u) const {
    w.Field("snapshot-id", u.statistics.snapshot_id.value());
    WriteMember(w, "statistics", u.statistics);
  }
  void operator()(const update::RemoveStatistics& u) const {
    w.Field("snapshot-id", u.snapshot_id.value());
  }
  void operator()(const update::SetPartitionStatistics& u) const {
    WriteMember(w, "partition-statistics", u.partition_statistics);
  }
  void operator()(const update::RemovePartitionStatistics& u) const {
    w.Field("snapshot-id", u.snapshot_id.value());
  }
  void operator()(const update::RemovePartitionSpecs& u) const {
    WriteIds(w, "spec-ids", u.spec_ids);
  }
  void operator()(const update::RemoveSchemas& u) const { WriteIds(w, "schema-ids", u.schema_ids); }
  void operator()(const update::AddEncryptionKey& u) const {
    WriteMember(w, "encryption-key", u.key);
  }
  void operator()(const update::RemoveEncryptionKey& u) const { w.Field("key-id", u.key_id); }
};

// A key that readers could not decode would make the table unreadable to them.
EncryptedKey AsNewKey(const Value& value) {
  EncryptedKey key = json::AsEncryptedKey(value);
  if (!base::DecodeBase64(key.encrypted_key_metadata)) {
    throw json::PathError(fmt::format("'encrypted-key-metadata' is not base64: '{}'",
                                      key.encrypted_key_metadata.substr(0, 40)));
  }
  return key;
}

using ReadUpdate = TableUpdate (*)(const Object&);
struct UpdateAction {
  std::string_view name;
  ReadUpdate read;
};

// In the order of TableUpdate's alternatives.
const std::array<UpdateAction, std::variant_size_v<TableUpdate>> kUpdates = {{
    {"assign-uuid",
     [](const Object& o) -> TableUpdate { return update::AssignUuid{GetString(o, "uuid")}; }},
    {"upgrade-format-version",
     [](const Object& o) -> TableUpdate {
       return update::UpgradeFormatVersion{GetInt32(o, "format-version")};
     }},
    {"add-schema",
     [](const Object& o) -> TableUpdate {
       return update::AddSchema{Get(o, "schema", json::AsSchema),
                                GetOptionalInt32(o, "last-column-id")};
     }},
    {"set-current-schema",
     [](const Object& o) -> TableUpdate {
       return update::SetCurrentSchema{Get(o, "schema-id", AsId<SchemaId>)};
     }},
    {"add-spec",
     [](const Object& o) -> TableUpdate {
       return update::AddPartitionSpec{Get(o, "spec", json::AsPartitionSpec)};
     }},
    {"set-default-spec",
     [](const Object& o) -> TableUpdate {
       return update::SetDefaultSpec{Get(o, "spec-id", AsId<PartitionSpecId>)};
     }},
    {"add-sort-order",
     [](const Object& o) -> TableUpdate {
       return update::AddSortOrder{Get(o, "sort-order", json::AsSortOrder)};
     }},
    {"set-default-sort-order",
     [](const Object& o) -> TableUpdate {
       return update::SetDefaultSortOrder{Get(o, "sort-order-id", AsId<SortOrderId>)};
     }},
    {"add-snapshot",
     [](const Object& o) -> TableUpdate {
       return update::AddSnapshot{Get(o, "snapshot", json::AsSnapshot)};
     }},
    {"set-snapshot-ref",
     [](const Object& o) -> TableUpdate {
       return update::SetSnapshotRef{GetString(o, "ref-name"), json::RefMembers(o)};
     }},
    {"remove-snapshots",
     [](const Object& o) -> TableUpdate {
       return update::RemoveSnapshots{GetVector(o, "snapshot-ids", AsId<SnapshotId>)};
     }},
    {"remove-snapshot-ref",
     [](const Object& o) -> TableUpdate {
       return update::RemoveSnapshotRef{GetString(o, "ref-name")};
     }},
    {"set-location",
     [](const Object& o) -> TableUpdate { return update::SetLocation{GetString(o, "location")}; }},
    {"set-properties",
     [](const Object& o) -> TableUpdate {
       // "updated" is what early clients wrote.
       const bool old = !json::Find(o, "updates") && json::Find(o, "updated");
       return update::SetProperties{Get(o, old ? "updated" : "updates", json::AsStringMap)};
     }},
    {"remove-properties",
     [](const Object& o) -> TableUpdate {
       const bool old = !json::Find(o, "removals") && json::Find(o, "removed");
       return update::RemoveProperties{GetVector(o, old ? "removed" : "removals", json::AsString)};
     }},
    {"set-statistics",
     [](const Object& o) -> TableUpdate {
       GetOptional(o, "snapshot-id", AsId<SnapshotId>);  // deprecated: the statistics tell theirs
       return update::SetStatistics{Get(o, "statistics", json::AsStatisticsFile)};
     }},
    {"remove-statistics",
     [](const Object& o) -> TableUpdate {
       return update::RemoveStatistics{Get(o, "snapshot-id", AsId<SnapshotId>)};
     }},
    {"set-partition-statistics",
     [](const Object& o) -> TableUpdate {
       return update::SetPartitionStatistics{
           Get(o, "partition-statistics", json::AsPartitionStatisticsFile)};
     }},
    {"remove-partition-statistics",
     [](const Object& o) -> TableUpdate {
       return update::RemovePartitionStatistics{Get(o, "snapshot-id", AsId<SnapshotId>)};
     }},
    {"remove-partition-specs",
     [](const Object& o) -> TableUpdate {
       return update::RemovePartitionSpecs{GetVector(o, "spec-ids", AsId<PartitionSpecId>)};
     }},
    {"remove-schemas",
     [](const Object& o) -> TableUpdate {
       return update::RemoveSchemas{GetVector(o, "schema-ids", AsId<SchemaId>)};
     }},
    {"add-encryption-key",
     [](const Object& o) -> TableUpdate {
       return update::AddEncryptionKey{Get(o, "encryption-key", AsNewKey)};
     }},
    {"remove-encryption-key",
     [](const Object& o) -> TableUpdate {
       return update::RemoveEncryptionKey{GetString(o, "key-id")};
     }},
}};

TableUpdate AsTableUpdate(const Value& value) {
  const Object object = json::AsObject(value);
  const std::string name = GetString(object, "action");
  for (const UpdateAction& action : kUpdates) {
    if (action.name == name) return action.read(object);
  }
  base::Throw(ErrorKind::kUnsupported, "Tarn does not know the update '{}'", name);
}

void Write(Writer& writer, const TableUpdate& update) {
  writer.BeginObject().Field("action", ActionName(update));
  std::visit(UpdateWriter{writer}, update);
  writer.EndObject();
}

// ---- Requirements ----

struct RequirementWriter {
  Writer& w;

  void Type(std::string_view name) const { w.Field("type", name); }
  void operator()(const requirement::AssertCreate&) const { Type("assert-create"); }
  void operator()(const requirement::AssertTableUuid& r) const {
    Type("assert-table-uuid");
    w.Field("uuid", r.uuid);
  }
  void operator()(const requirement::AssertRefSnapshotId& r) const {
    Type("assert-ref-snapshot-id");
    w.Field("ref", r.ref).Key("snapshot-id");
    r.snapshot_id ? w.Int(r.snapshot_id->value()) : w.Null();
  }
  void operator()(const requirement::AssertLastAssignedFieldId& r) const {
    Type("assert-last-assigned-field-id");
    w.Field("last-assigned-field-id", r.last_assigned_field_id);
  }
  void operator()(const requirement::AssertCurrentSchemaId& r) const {
    Type("assert-current-schema-id");
    w.Field("current-schema-id", r.current_schema_id.value());
  }
  void operator()(const requirement::AssertLastAssignedPartitionId& r) const {
    Type("assert-last-assigned-partition-id");
    w.Field("last-assigned-partition-id", r.last_assigned_partition_id);
  }
  void operator()(const requirement::AssertDefaultSpecId& r) const {
    Type("assert-default-spec-id");
    w.Field("default-spec-id", r.default_spec_id.value());
  }
  void operator()(const requirement::AssertDefaultSortOrderId& r) const {
    Type("assert-default-sort-order-id");
    w.Field("default-sort-order-id", r.default_sort_order_id.value());
  }
};

TableRequirement AsTableRequirement(const Value& value) {
  const Object o = json::AsObject(value);
  const std::string type = GetString(o, "type");
  if (type == "assert-create") return requirement::AssertCreate{};
  if (type == "assert-table-uuid") return requirement::AssertTableUuid{GetString(o, "uuid")};
  if (type == "assert-ref-snapshot-id") {
    return requirement::AssertRefSnapshotId{GetString(o, "ref"),
                                            GetOptional(o, "snapshot-id", AsId<SnapshotId>)};
  }
  if (type == "assert-last-assigned-field-id") {
    return requirement::AssertLastAssignedFieldId{GetInt32(o, "last-assigned-field-id")};
  }
  if (type == "assert-current-schema-id") {
    return requirement::AssertCurrentSchemaId{Get(o, "current-schema-id", AsId<SchemaId>)};
  }
  if (type == "assert-last-assigned-partition-id") {
    return requirement::AssertLastAssignedPartitionId{GetInt32(o, "last-assigned-partition-id")};
  }
  if (type == "assert-default-spec-id") {
    return requirement::AssertDefaultSpecId{Get(o, "default-spec-id", AsId<PartitionSpecId>)};
  }
  if (type == "assert-default-sort-order-id") {
    return requirement::AssertDefaultSortOrderId{
        Get(o, "default-sort-order-id", AsId<SortOrderId>)};
  }
  base::Throw(ErrorKind::kUnsupported, "Tarn does not know the requirement '{}'", type);
}

void Write(Writer& writer, const TableRequirement& requirement) {
  writer.BeginObject();
  std::visit(RequirementWriter{writer}, requirement);
  writer.EndObject();
}

}  // namespace

std::string_view ActionName(const TableUpdate& update) { return kUpdates[update.index()].name; }

std::string SerializeTableUpdate(const TableUpdate& update) {
  Writer writer;
  Write(writer, update);
  return writer.Take();
}

TableUpdate ParseTableUpdate(std::string_view text) {
  return json::ParseDocument(text, ErrorKind::kInvalidArgument, "table update", AsTableUpdate);
}

std::string SerializeTableRequirement(const TableRequirement& requirement) {
  Writer writer;
  Write(writer, requirement);
  return writer.Take();
}

TableRequirement ParseTableRequirement(std::string_view text) {
  return json::ParseDocument(text, ErrorKind::kInvalidArgument, "table requirement",
                             AsTableRequirement);
}

CommitTableRequest json::AsCommitTableRequest(const Value& value) {
  const Object object = json::AsObject(value);
  return {GetVector(object, "requirements", AsTableRequirement),
          GetVector(object, "updates", AsTableUpdate)};
}

CommitTableRequest ParseCommitTableRequest(std::string_view text) {
  return json::ParseDocument(text, ErrorKind::kInvalidArgument, "commit request",
                             json::AsCommitTableRequest);
}

std::string SerializeCommitTableRequest(const CommitTableRequest& request) {
  Writer writer;
  writer.BeginObject().Key("requirements").BeginArray();
  for (const TableRequirement& requirement : request.requirements) Write(writer, requirement);
  writer.EndArray().Key("updates").BeginArray();
  for (const TableUpdate& update : request.updates) Write(writer, update);
  writer.EndArray().EndObject();
  return writer.Take();
}

}  // namespace tarn::iceberg
