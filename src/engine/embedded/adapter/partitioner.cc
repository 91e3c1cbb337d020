#include "engine/embedded/adapter/partitioner.h"

#include "base/error.h"
#include "engine/embedded/adapter/types.h"

namespace tarn::engine::embedded {
namespace {

using iceberg::TransformKind;
using iceberg::TypeKind;

constexpr int64_t kMicrosPerHour = int64_t{3600} * 1'000'000;
constexpr int64_t kMicrosPerDay = 24 * kMicrosPerHour;
// Beyond this many known partitions the table of groups begins anew: memory stays bounded.
constexpr size_t kMaxKnownGroups = 4096;

int64_t FloorDivide(int64_t a, int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

void AppendInt(int64_t value, std::string& key) {
  key.append(reinterpret_cast<const char*>(&value), sizeof value);
}

// Integral value of a fixed-width type, or nothing for others.
std::optional<int64_t> IntegralAt(TypeKind kind, const duckdb::Vector& vector, duckdb::idx_t row) {
  switch (kind) {
    case TypeKind::kInt: return duckdb::FlatVector::GetData<int32_t>(vector)[row];
    case TypeKind::kDate: return duckdb::FlatVector::GetData<duckdb::date_t>(vector)[row].days;
    case TypeKind::kLong: return duckdb::FlatVector::GetData<int64_t>(vector)[row];
    case TypeKind::kTimestamp:
    case TypeKind::kTimestampNs:
    case TypeKind::kTimestamptz:
    case TypeKind::kTimestamptzNs:
      return duckdb::FlatVector::GetData<duckdb::timestamp_t>(vector)[row].value;
    default: return std::nullopt;
  }
}

}  // namespace

namespace {

// The places of a field: a column, then fields of rows inside it. False when there is none.
bool FindPath(const std::vector<iceberg::NestedField>& fields, iceberg::FieldId id,
              std::vector<size_t>& path, iceberg::PrimitiveType& type) {
  for (size_t i = 0; i < fields.size(); ++i) {
    path.push_back(i);
    if (fields[i].id == id) {
      type = iceberg::AsPrimitive(fields[i].type);
      return true;
    }
    const auto* structure = std::get_if<iceberg::StructType>(&fields[i].type);
    if (structure != nullptr && FindPath(structure->fields, id, path, type)) return true;
    path.pop_back();
  }
  return false;
}

}  // namespace

Partitioner::Partitioner(const iceberg::Schema& schema, const iceberg::PartitionSpec& spec) {
  for (const iceberg::PartitionField& field : spec.fields) {
    Field part;
    part.transform = field.transform;
    // A void field may outlive its column.
    const bool found = FindPath(schema.fields, field.source_id, part.path, part.type);
    if (!found && field.transform.kind != TransformKind::kVoid) {
      throw base::Error(
          base::ErrorKind::kUnsupported,
          "the table is partitioned by what is no column or field of a row: '" + field.name + "'",
          "change the partitioning");
    }
    fields_.push_back(std::move(part));
  }
}

// The values of a field in a flattened chunk.
const duckdb::Vector& Partitioner::VectorOf(const Field& field, duckdb::DataChunk& chunk) {
  duckdb::Vector* vector = &chunk.data[field.path.front()];
  for (size_t i = 1; i < field.path.size(); ++i) {
    vector = duckdb::StructVector::GetEntries(*vector)[field.path[i]].get();
    vector->Flatten(chunk.size());
  }
  return *vector;
}

// Whether the field, or a row that it is in, is null.
bool Partitioner::IsNull(const Field& field, duckdb::DataChunk& chunk, duckdb::idx_t row) {
  if (field.transform.kind == TransformKind::kVoid) return true;
  duckdb::Vector* vector = &chunk.data[field.path.front()];
  for (size_t i = 1; i < field.path.size(); ++i) {
    if (duckdb::FlatVector::IsNull(*vector, row)) return true;
    vector = duckdb::StructVector::GetEntries(*vector)[field.path[i]].get();
  }
  return duckdb::FlatVector::IsNull(*vector, row);
}

void Partitioner::AppendKey(const Field& field, const duckdb::Vector& vector, duckdb::idx_t row,
                            std::string& key) const {
  key += '\1';
  const TypeKind kind = iceberg::KindOf(field.type);
  if (const auto integral = IntegralAt(kind, vector, row)) {
    const bool date = kind == TypeKind::kDate;
    const bool nanos = kind == TypeKind::kTimestampNs || kind == TypeKind::kTimestamptzNs;
    const int64_t micros = nanos ? FloorDivide(*integral, 1000) : *integral;
    switch (field.transform.kind) {
      case TransformKind::kIdentity: AppendInt(*integral, key); return;
      case TransformKind::kDay:
        AppendInt(date ? *integral : FloorDivide(micros, kMicrosPerDay), key);
        return;
      case TransformKind::kHour: AppendInt(FloorDivide(micros, kMicrosPerHour), key); return;
      case TransformKind::kYear:
      case TransformKind::kMonth: {
        const int64_t days = date ? *integral : FloorDivide(micros, kMicrosPerDay);
        int32_t year = 0;
        int32_t month = 0;
        int32_t day = 0;
        duckdb::Date::Convert(duckdb::date_t(static_cast<int32_t>(days)), year, month, day);
        AppendInt(field.transform.kind == TransformKind::kYear ? year : year * 12 + month, key);
        return;
      }
      default: break;
    }
  } else if (kind == TypeKind::kString && field.transform.kind == TransformKind::kIdentity) {
    const auto text = duckdb::FlatVector::GetData<duckdb::string_t>(vector)[row];
    AppendInt(static_cast<int64_t>(text.GetSize()), key);
    key.append(text.GetData(), text.GetSize());
    return;
  }
  const auto value = ValueOf(field, vector, row);
  const std::string bytes = value ? iceberg::ToBytes(*value) : std::string();
  AppendInt(static_cast<int64_t>(bytes.size()), key);
  key += bytes;
}

std::optional<iceberg::Literal> Partitioner::ValueOf(const Field& field,
                                                     const duckdb::Vector& vector,
                                                     duckdb::idx_t row) const {
  return field.transform.Apply(ToLiteral(vector.GetValue(row), field.type));
}

iceberg::PartitionValues Partitioner::ValuesOf(duckdb::DataChunk& chunk, duckdb::idx_t row) const {
  iceberg::PartitionValues values;
  for (const Field& field : fields_) {
    if (IsNull(field, chunk, row)) {
      values.push_back(std::nullopt);
    } else {
      values.push_back(ValueOf(field, VectorOf(field, chunk), row));
    }
  }
  return values;
}

const std::vector<Partitioner::Group*>& Partitioner::Split(duckdb::DataChunk& chunk) {
  if (groups_.size() > kMaxKnownGroups) groups_.clear();
  used_.clear();
  ++chunk_;
  std::vector<const duckdb::Vector*> vectors;
  for (const Field& field : fields_) {
    const bool is_void = field.transform.kind == TransformKind::kVoid;
    vectors.push_back(is_void ? nullptr : &VectorOf(field, chunk));
  }
  Group* last = nullptr;
  std::string key;
  for (duckdb::idx_t row = 0; row < chunk.size(); ++row) {
    key.clear();
    for (size_t i = 0; i < fields_.size(); ++i) {
      if (vectors[i] == nullptr || IsNull(fields_[i], chunk, row)) {
        key += '\0';
      } else {
        AppendKey(fields_[i], *vectors[i], row, key);
      }
    }
    if (last == nullptr || last->key != key) {
      last = &groups_[key];
      if (last->key.empty()) last->key = key;
      // A group of an earlier chunk begins anew.
      if (last->chunk != chunk_) {
        last->chunk = chunk_;
        last->rows.clear();
        used_.push_back(last);
      }
    }
    last->rows.push_back(static_cast<duckdb::sel_t>(row));
  }
  return used_;
}

}  // namespace tarn::engine::embedded
