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
    case TypeKind::kTimestamptz:
      return duckdb::FlatVector::GetData<duckdb::timestamp_t>(vector)[row].value;
    default: return std::nullopt;
  }
}

}  // namespace

Partitioner::Partitioner(const iceberg::Schema& schema, const iceberg::PartitionSpec& spec) {
  for (const iceberg::PartitionField& field : spec.fields) {
    for (size_t i = 0; i < schema.fields.size(); ++i) {
      if (schema.fields[i].id != field.source_id) continue;
      fields_.push_back({i, iceberg::AsPrimitive(schema.fields[i].type), field.transform});
    }
  }
  if (fields_.size() != spec.fields.size()) {
    throw base::Error(base::ErrorKind::kUnsupported,
                      "a table partitioned by a nested field cannot be written yet");
  }
}

void Partitioner::AppendKey(const Field& field, const duckdb::Vector& vector, duckdb::idx_t row,
                            std::string& key) const {
  if (duckdb::FlatVector::IsNull(vector, row)) {
    key += '\0';
    return;
  }
  key += '\1';
  const TypeKind kind = iceberg::KindOf(field.type);
  if (const auto integral = IntegralAt(kind, vector, row)) {
    const bool date = kind == TypeKind::kDate;
    switch (field.transform.kind) {
      case TransformKind::kIdentity: AppendInt(*integral, key); return;
      case TransformKind::kDay:
        AppendInt(date ? *integral : FloorDivide(*integral, kMicrosPerDay), key);
        return;
      case TransformKind::kHour: AppendInt(FloorDivide(*integral, kMicrosPerHour), key); return;
      case TransformKind::kYear:
      case TransformKind::kMonth: {
        const int64_t days = date ? *integral : FloorDivide(*integral, kMicrosPerDay);
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
    values.push_back(ValueOf(field, chunk.data[field.column], row));
  }
  return values;
}

const std::vector<Partitioner::Group*>& Partitioner::Split(duckdb::DataChunk& chunk) {
  if (groups_.size() > kMaxKnownGroups) groups_.clear();
  used_.clear();
  ++chunk_;
  Group* last = nullptr;
  std::string key;
  for (duckdb::idx_t row = 0; row < chunk.size(); ++row) {
    key.clear();
    for (const Field& field : fields_) AppendKey(field, chunk.data[field.column], row, key);
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
