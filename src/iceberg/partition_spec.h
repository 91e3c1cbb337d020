#pragma once

#include <optional>
#include <string>
#include <vector>

#include "iceberg/ids.h"
#include "iceberg/schema.h"
#include "iceberg/transform.h"

namespace tarn::iceberg {

// Ids of partition fields begin here.
inline constexpr FieldId kFirstPartitionFieldId = 1000;

struct PartitionField {
  FieldId source_id = 0;
  FieldId field_id = 0;  // 0: to be given when the spec is added to a table
  std::string name;
  Transform transform;

  friend bool operator==(const PartitionField&, const PartitionField&) = default;
};

// The values of a data file's partition, in the order of its spec's fields; null for null.
using PartitionValues = std::vector<std::optional<Literal>>;

// How a table's files are grouped (spec: Partitioning). A value.
struct PartitionSpec {
  PartitionSpecId spec_id{0};
  std::vector<PartitionField> fields = {};

  // Also when every field is void: such fields keep their place in the values.
  bool is_unpartitioned() const;
  // The struct of partition values; a field whose column is gone has the type string (unless a
  // bucket, date or void), as nothing else is known of it.
  StructType PartitionType(const Schema& schema) const;
  // "day=2017-11-16/bucket=3", each part URL-encoded; empty when unpartitioned. kInvalidArgument
  // when the number of values differs from the number of fields.
  std::string PartitionPath(const PartitionValues& values) const;
  FieldId HighestFieldId() const;  // kFirstPartitionFieldId - 1 when there are no fields

  // Equal but for spec id and field ids.
  bool SameFields(const PartitionSpec& other) const;
  friend bool operator==(const PartitionSpec&, const PartitionSpec&) = default;
};

// kInvalidArgument: unknown or nested source column, a transform that does not take its type,
// duplicate names, a name that is a column's (unless an identity of that column), the same
// transform of the same column twice.
void CheckPartitionSpec(const PartitionSpec& spec, const Schema& schema);

// The name a partition field gets when nobody gives one: "ts_day", "id_bucket_16", "name_trunc_4",
// the column's own for an identity.
std::string DefaultPartitionName(const std::string& column, const Transform& transform);
// The name it gets when its table is created, as Iceberg Java's builder of specs has it: the same
// without numbers, "id_bucket", "name_trunc".
std::string CreatedPartitionName(const std::string& column, const Transform& transform);

}  // namespace tarn::iceberg
