#pragma once

#include "iceberg/json/reader.h"
#include "iceberg/json/writer.h"
#include "iceberg/partition_spec.h"
#include "iceberg/schema.h"
#include "iceberg/snapshot.h"
#include "iceberg/sort_order.h"
#include "iceberg/table_metadata.h"
#include "iceberg/view_metadata.h"

// The parts of metadata as JSON (spec: Appendix C), for the documents that are made of them. Only
// for .cc files.
namespace tarn::iceberg::json {

void Write(Writer& writer, const Type& type);
void Write(Writer& writer, const Schema& schema);
void Write(Writer& writer, const PartitionSpec& spec);
void WriteFields(Writer& writer, const std::vector<PartitionField>& fields);
void Write(Writer& writer, const SortOrder& order);
void Write(Writer& writer, const Snapshot& snapshot);
void Write(Writer& writer, const SnapshotLogEntry& entry);
void Write(Writer& writer, const SnapshotRef& ref);
// The members of a ref, without braces: set-snapshot-ref has them beside its own.
void WriteMembers(Writer& writer, const SnapshotRef& ref);
void Write(Writer& writer, const StatisticsFile& file);
void Write(Writer& writer, const EncryptedKey& key);
void Write(Writer& writer, const PartitionStatisticsFile& file);
void Write(Writer& writer, const ViewVersion& version);

Type AsType(const Value& value, int depth = 1);
Schema AsSchema(const Value& value);
PartitionSpec AsPartitionSpec(const Value& value);
std::vector<PartitionField> AsPartitionFields(const Value& value);
SortOrder AsSortOrder(const Value& value);
Snapshot AsSnapshot(const Value& value);
SnapshotRef AsSnapshotRef(const Value& value);
SnapshotRef RefMembers(const Object& object);
StatisticsFile AsStatisticsFile(const Value& value);
EncryptedKey AsEncryptedKey(const Value& value);
PartitionStatisticsFile AsPartitionStatisticsFile(const Value& value);
ViewVersion AsViewVersion(const Value& value);

template <typename Id>
Id AsId(const Value& value) {
  if constexpr (std::is_same_v<typename Id::value_type, int64_t>) {
    return Id(AsInt64(value));
  } else {
    return Id(AsInt32(value));
  }
}

// Any of the above as text, and from text.
template <typename T>
std::string ToText(const T& item) {
  Writer writer;
  Write(writer, item);
  return writer.Take();
}

}  // namespace tarn::iceberg::json
