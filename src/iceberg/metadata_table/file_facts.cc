#include "iceberg/metadata_table/file_facts.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "iceberg/metadata_table/values.h"

namespace tarn::iceberg {
namespace {

// Position delete files have bounds of the columns that only such files have (spec: Reserved Field
// IDs).
constexpr FieldId kDeletePathId = 2147483546;
constexpr FieldId kDeletePositionId = 2147483545;

Literal Decode(const DataFile& file, const PrimitiveType& type, const std::string& bytes) {
  try {
    return LiteralFromBytes(type, bytes);
  } catch (const base::Error& error) {
    throw error.WithContext("a bound of file '" + file.file_path + "'");
  }
}

std::string CountText(const IdMap<int64_t>& counts, FieldId id) {
  const int64_t* count = counts.Find(id);
  return count ? fmt::format("{}", *count) : "null";
}

MetadataValue LongList(const std::vector<int64_t>& values) {
  if (values.empty()) return {};
  MetadataValue::Children list;
  for (int64_t value : values) list.push_back(OfLong(value));
  return list;
}
MetadataValue IdList(const std::vector<FieldId>& values) {
  if (values.empty()) return {};
  MetadataValue::Children list;
  for (FieldId value : values) list.push_back(OfInt(value));
  return list;
}

}  // namespace

FileFacts::FileFacts(const TableMetadata& metadata) : partition_(metadata) {
  const Schema& schema = metadata.current_schema();
  for (const NestedField* field : schema.AllFields()) {
    if (!IsPrimitive(field->type)) continue;
    types_.emplace(field->id, AsPrimitive(field->type));
    names_.emplace_back(schema.FullName(field->id), field->id);
  }
  std::sort(names_.begin(), names_.end());
  types_.emplace(kDeletePathId, StringType{});
  types_.emplace(kDeletePositionId, LongType{});
}

const PrimitiveType* FileFacts::TypeOf(FieldId id) const {
  const auto it = types_.find(id);
  return it == types_.end() ? nullptr : &it->second;
}

MetadataValue FileFacts::Bounds(const DataFile& file, const IdMap<std::string>& bounds) const {
  if (bounds.empty()) return {};
  MetadataValue::Children entries;
  for (const auto& [id, bytes] : bounds) {
    const PrimitiveType* type = TypeOf(id);
    if (type == nullptr) continue;  // of a dropped column
    entries.push_back(OfInt(id));
    entries.push_back(OfText(ToHumanString(Decode(file, *type, bytes))));
  }
  return entries;
}

MetadataValue::Children FileFacts::Columns(const DataFile& file,
                                           const std::vector<bool>& wanted) const {
  MetadataValue::Children row;
  const auto add = [&](auto&& make) {
    const bool skip = row.size() < wanted.size() && !wanted[row.size()];
    row.push_back(skip ? MetadataValue() : MetadataValue(make()));
  };
  add([&] { return OfInt(static_cast<int32_t>(file.content)); });
  add([&] { return OfText(file.file_path); });
  add([&] { return OfText(std::string(ToString(file.file_format))); });
  add([&] { return OfInt(file.spec_id.value()); });
  if (!partition_.empty()) add([&] { return partition_.Project(file); });
  add([&] { return OfLong(file.record_count); });
  add([&] { return OfLong(file.file_size_in_bytes); });
  add([&] { return OfCounts(file.column_sizes); });
  add([&] { return OfCounts(file.value_counts); });
  add([&] { return OfCounts(file.null_value_counts); });
  add([&] { return OfCounts(file.nan_value_counts); });
  add([&] { return Bounds(file, file.lower_bounds); });
  add([&] { return Bounds(file, file.upper_bounds); });
  add([&] {
    return OrNull(file.key_metadata,
                  [](const std::string& key) { return MetadataValue(Literal::Binary(key)); });
  });
  add([&] { return LongList(file.split_offsets); });
  add([&] { return IdList(file.equality_ids); });
  add([&] { return OrNull(file.sort_order_id, [](SortOrderId id) { return OfInt(id.value()); }); });
  return row;
}

MetadataValue FileFacts::ReadableMetrics(const DataFile& file) const {
  std::string text = "{";
  for (const auto& [name, id] : names_) {
    const auto bound = [&, id = id](const IdMap<std::string>& bounds) -> std::string {
      const std::string* bytes = bounds.Find(id);
      return bytes ? ToJson(Decode(file, types_.at(id), *bytes)) : "null";
    };
    text += fmt::format(
        "{}{}:{{\"column_size\":{},\"value_count\":{},\"null_value_count\":{},"
        "\"nan_value_count\":{},\"lower_bound\":{},\"upper_bound\":{}}}",
        text.size() > 1 ? "," : "", nlohmann::json(name).dump(), CountText(file.column_sizes, id),
        CountText(file.value_counts, id), CountText(file.null_value_counts, id),
        CountText(file.nan_value_counts, id), bound(file.lower_bounds), bound(file.upper_bounds));
  }
  return OfText(text + "}");
}

}  // namespace tarn::iceberg
