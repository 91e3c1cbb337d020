#include "engine/embedded/adapter/file_statistics.h"

#include "engine/embedded/adapter/types.h"
#include "iceberg/expression/uuid_bounds.h"

namespace tarn::engine::embedded {
namespace {

constexpr size_t kBoundLength = 16;  // Iceberg's default, truncate(16)

duckdb::Value FieldIdOf(const iceberg::NestedField& field) {
  duckdb::Value id = duckdb::Value::INTEGER(field.id);
  const std::vector<const iceberg::NestedField*> children = iceberg::ChildrenOf(field.type);
  if (children.empty()) return id;
  duckdb::child_list_t<duckdb::Value> values;
  values.emplace_back("__duckdb_field_id", std::move(id));
  for (const iceberg::NestedField* child : children) {
    values.emplace_back(child->name, FieldIdOf(*child));
  }
  return duckdb::Value::STRUCT(std::move(values));
}

std::string Quoted(const std::string& name) {
  return duckdb::KeywordHelper::WriteQuoted(name, '"');
}

std::optional<iceberg::Literal> ParseBound(const std::string& text,
                                           const iceberg::PrimitiveType& type) {
  switch (iceberg::KindOf(type)) {
    case iceberg::TypeKind::kVariant:
    case iceberg::TypeKind::kGeometry:  // its bounds are boxes
    case iceberg::TypeKind::kGeography: return std::nullopt;
    case iceberg::TypeKind::kString: return iceberg::Literal(type, text);
    case iceberg::TypeKind::kBoolean: return iceberg::Literal(type, text == "1");
    case iceberg::TypeKind::kFixed:
    case iceberg::TypeKind::kBinary: {
      std::string bytes;
      for (size_t i = 0; i + 1 < text.size(); i += 2) {
        bytes += static_cast<char>(std::stoi(text.substr(i, 2), nullptr, 16));
      }
      return iceberg::Literal(type, bytes);
    }
    default: {
      duckdb::Value value;
      if (!duckdb::Value(text).DefaultTryCastAs(ToDuckType(iceberg::Type(type)), value, nullptr)) {
        return std::nullopt;
      }
      return ToLiteral(value, type);
    }
  }
}

bool IsTruncated(const iceberg::PrimitiveType& type) {
  const iceberg::TypeKind kind = iceberg::KindOf(type);
  return kind == iceberg::TypeKind::kString || kind == iceberg::TypeKind::kBinary;
}

}  // namespace

duckdb::Value FieldIdsOption(const iceberg::Schema& schema) {
  duckdb::child_list_t<duckdb::Value> values;
  for (const iceberg::NestedField& field : schema.fields) {
    values.emplace_back(field.name, FieldIdOf(field));
  }
  return duckdb::Value::STRUCT(std::move(values));
}

FileStatistics::FileStatistics(const iceberg::Schema& schema) {
  for (const iceberg::NestedField& field : schema.fields) AddField(field, "", false);
}

void FileStatistics::AddField(const iceberg::NestedField& field, const std::string& parent,
                              bool repeated) {
  const std::string path = parent + (parent.empty() ? "" : ".") + Quoted(field.name);
  if (const auto* primitive = std::get_if<iceberg::PrimitiveType>(&field.type)) {
    columns_[path] = {field.id, *primitive, !repeated};
    return;
  }
  const bool inside = repeated || !std::holds_alternative<iceberg::StructType>(field.type);
  for (const iceberg::NestedField* child : iceberg::ChildrenOf(field.type)) {
    AddField(*child, path, inside);
  }
}

void FileStatistics::Fill(const duckdb::CopyFunctionFileStatistics& written,
                          iceberg::DataFile& file) const {
  file.record_count = static_cast<int64_t>(written.row_count);
  file.file_size_in_bytes = static_cast<int64_t>(written.file_size_bytes);
  for (const auto& [path, statistics] : written.column_statistics) {
    const auto it = columns_.find(path);
    if (it == columns_.end()) continue;
    const Column& column = it->second;
    const auto find = [&statistics = statistics](const char* name) -> const duckdb::Value* {
      const auto found = statistics.find(name);
      return found == statistics.end() || found->second.IsNull() ? nullptr : &found->second;
    };
    if (const auto* size = find("column_size_bytes")) {
      file.column_sizes.Set(column.id, size->GetValue<int64_t>());
    }
    if (const auto* count = find("num_values")) {
      file.value_counts.Set(column.id, count->GetValue<int64_t>());
    }
    if (const auto* nulls = find("null_count")) {
      file.null_value_counts.Set(column.id, nulls->GetValue<int64_t>());
    }
    const auto* has_nan = find("has_nan");
    const bool nan = has_nan != nullptr && has_nan->GetValue<bool>();
    if (has_nan != nullptr && !nan) file.nan_value_counts.Set(column.id, 0);
    if (nan || !column.has_bounds) continue;
    const auto* min = find("min");
    const auto* max = find("max");
    if (min == nullptr || max == nullptr) continue;
    const auto lower = ParseBound(min->ToString(), column.type);
    const auto upper = ParseBound(max->ToString(), column.type);
    if (!lower || !upper) continue;
    std::string low = iceberg::ToBytes(*lower);
    std::optional<std::string> high = iceberg::ToBytes(*upper);
    if (iceberg::KindOf(column.type) == iceberg::TypeKind::kUuid &&
        !iceberg::HoldInBothOrders(low, *high)) {
      continue;  // readers that compare as Java would lose rows
    }
    if (IsTruncated(column.type)) {
      low = iceberg::TruncateLowerBound(column.type, low, kBoundLength);
      high = iceberg::TruncateUpperBound(column.type, *high, kBoundLength);
    }
    file.lower_bounds.Set(column.id, std::move(low));
    if (high) file.upper_bounds.Set(column.id, std::move(*high));
  }
}

}  // namespace tarn::engine::embedded
