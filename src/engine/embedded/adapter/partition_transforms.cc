#include "engine/embedded/adapter/partition_transforms.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/standard_error.h"
#include "base/suggest.h"
#include "engine/embedded/adapter/error_origin.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using iceberg::Transform;

std::string Trim(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) {
    text.remove_prefix(1);
  }
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) {
    text.remove_suffix(1);
  }
  return std::string(text);
}

std::string Lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

std::string Unquote(const std::string& text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return Lower(text);
  std::string out;
  for (size_t i = 1; i + 1 < text.size(); ++i) {
    out += text[i];
    if (text[i] == '"' && i + 2 < text.size() && text[i + 1] == '"') ++i;
  }
  return out;
}

[[noreturn]] void Fail(const std::string& text) {
  throw ConnectorError(ErrorKind::kInvalidArgument, base::StandardError::kInvalidTableProperty,
                       "Unable to parse partitioning value: " + text,
                       "use a column, or year, month, day, hour (column), bucket(column, count), "
                       "truncate(column, width)");
}

std::optional<Transform> TransformOf(const std::string& name, std::optional<int32_t> parameter) {
  if (name == "bucket" && parameter) return Transform::Bucket(*parameter);
  if (name == "truncate" && parameter) return Transform::Truncate(*parameter);
  if (parameter) return std::nullopt;
  if (name == "year" || name == "years") return Transform::Year();
  if (name == "month" || name == "months") return Transform::Month();
  if (name == "day" || name == "days") return Transform::Day();
  if (name == "hour" || name == "hours") return Transform::Hour();
  if (name == "void") return Transform::Void();
  if (name == "identity") return Transform::Identity();
  return std::nullopt;
}

// A type as Iceberg Java's messages write it.
std::string JavaText(const iceberg::Type& type) {
  if (const auto* structure = std::get_if<iceberg::StructType>(&type)) {
    std::string fields;
    for (const iceberg::NestedField& field : structure->fields) {
      fields += fmt::format("{}{}: {}: {} {}", fields.empty() ? "" : ", ", field.id, field.name,
                            field.required ? "required" : "optional", JavaText(field.type));
      if (field.doc) fields += " (" + *field.doc + ")";
    }
    return "struct<" + fields + ">";
  }
  if (const auto* list = std::get_if<iceberg::ListType>(&type)) {
    return "list<" + JavaText(list->element->type) + ">";
  }
  if (const auto* map = std::get_if<iceberg::MapType>(&type)) {
    return "map<" + JavaText(map->key->type) + ", " + JavaText(map->value->type) + ">";
  }
  return iceberg::ToString(type);
}

// A field by its full name, else by the short one that Iceberg gives it: without the "element" of
// lists and the "value" of maps whose elements and values are rows.
const iceberg::NestedField* FindSource(const iceberg::Schema& schema, const std::string& name,
                                       iceberg::CaseSensitivity sensitivity) {
  if (const iceberg::NestedField* field = schema.FindField(name, sensitivity)) return field;
  const auto find = [&](const std::vector<const iceberg::NestedField*>& fields,
                        const std::string& prefix,
                        const auto& self) -> const iceberg::NestedField* {
    for (const iceberg::NestedField* field : fields) {
      const std::string path = prefix.empty() ? field->name : prefix + "." + field->name;
      if (path == name) return field;
      const iceberg::NestedField* part = field;
      while (true) {  // into the rows of lists, and of the values of maps
        if (const auto* list = std::get_if<iceberg::ListType>(&part->type)) {
          part = &*list->element;
        } else if (const auto* map = std::get_if<iceberg::MapType>(&part->type)) {
          part = &*map->value;
        } else {
          break;
        }
      }
      if (!std::holds_alternative<iceberg::StructType>(part->type)) continue;
      if (const auto* found = self(iceberg::ChildrenOf(part->type), path, self)) return found;
    }
    return nullptr;
  };
  std::vector<const iceberg::NestedField*> columns;
  for (const iceberg::NestedField& column : schema.fields) columns.push_back(&column);
  return find(columns, "", find);
}

// kUnsupported for a field inside a list or map (spec: Partitioning); `name` is the partition
// field's.
void RequireOutsideOfLists(const iceberg::Schema& schema, iceberg::FieldId id,
                           const std::string& name) {
  const auto check = [&](const iceberg::NestedField& field, const char* inside,
                         const auto& self) -> void {
    if (field.id == id && inside != nullptr) {
      base::Throw(ErrorKind::kUnsupported, "Partitioning field [{}] cannot be contained in a {}",
                  name, inside);
    }
    if (std::holds_alternative<iceberg::ListType>(field.type)) inside = "array";
    if (std::holds_alternative<iceberg::MapType>(field.type)) inside = "map";
    for (const iceberg::NestedField* child : iceberg::ChildrenOf(field.type)) {
      self(*child, inside, self);
    }
  };
  for (const iceberg::NestedField& column : schema.fields) check(column, nullptr, check);
}

// Names that columns have get a number behind them, from 2 on, all the same one, as Trino does it.
void AvoidColumns(iceberg::PartitionSpec& spec, const iceberg::Schema& schema) {
  const auto conflicts = [&](const std::string& suffix) {
    return std::ranges::any_of(spec.fields, [&](const iceberg::PartitionField& field) {
      return field.transform.kind != iceberg::TransformKind::kIdentity &&
             schema.FindField(field.name + suffix) != nullptr;
    });
  };
  std::string suffix;
  for (int i = 2; conflicts(suffix); ++i) suffix = "_" + std::to_string(i);
  for (iceberg::PartitionField& field : spec.fields) {
    if (field.transform.kind != iceberg::TransformKind::kIdentity) field.name += suffix;
  }
}

}  // namespace

iceberg::PartitionSpec ParsePartitioning(const std::vector<std::string>& partitioning,
                                         const iceberg::Schema& schema, PartitionNames names) {
  iceberg::PartitionSpec spec;
  for (const std::string& item : partitioning) {
    const std::string text = Trim(item);
    std::string column = text;
    Transform transform = Transform::Identity();
    const size_t open = text.find('(');
    if (open != std::string::npos && text.front() != '"') {
      if (text.back() != ')') Fail(item);
      const std::string inner = text.substr(open + 1, text.size() - open - 2);
      const size_t comma = inner.rfind(',');
      std::optional<int32_t> parameter;
      if (comma != std::string::npos) {
        const std::string number = Trim(std::string_view(inner).substr(comma + 1));
        int32_t value = 0;
        const auto parsed = std::from_chars(number.data(), number.data() + number.size(), value);
        if (parsed.ec != std::errc() || parsed.ptr != number.data() + number.size() || value <= 0) {
          Fail(item);
        }
        parameter = value;
      }
      const auto found =
          TransformOf(Lower(Trim(std::string_view(text).substr(0, open))), parameter);
      if (!found) Fail(item);
      transform = *found;
      column = Trim(std::string_view(inner).substr(0, comma));
    }
    const bool quoted = column.starts_with('"');
    column = Unquote(column);
    const iceberg::NestedField* field = FindSource(
        schema, column,
        quoted ? iceberg::CaseSensitivity::kSensitive : iceberg::CaseSensitivity::kInsensitive);
    if (field == nullptr) {
      std::vector<std::string> names;
      for (const iceberg::NestedField& other : schema.fields) names.push_back(other.name);
      throw ConnectorError(ErrorKind::kNotFound, base::StandardError::kInvalidTableProperty,
                           "Unable to parse partitioning value: Cannot find source column: " +
                               column + base::DidYouMean(column, names));
    }
    if (!iceberg::IsPrimitive(field->type)) {
      throw ConnectorError(
          ErrorKind::kInvalidArgument, base::StandardError::kInvalidTableProperty,
          fmt::format(
              "Unable to parse partitioning value: Cannot partition by non-primitive source "
              "field: {}",
              JavaText(field->type)));
    }
    if (!transform.CanApplyTo(iceberg::AsPrimitive(field->type))) {
      throw ConnectorError(
          ErrorKind::kInvalidArgument, base::StandardError::kInvalidTableProperty,
          fmt::format(
              "Unable to parse partitioning value: Invalid source type {} for transform: {}",
              iceberg::ToString(field->type), iceberg::ToString(transform)));
    }
    iceberg::PartitionField part;
    part.source_id = field->id;
    part.field_id = iceberg::kFirstPartitionFieldId + static_cast<int32_t>(spec.fields.size());
    const std::string path = schema.FullName(field->id);
    part.name = names == PartitionNames::kOfNewTable
                    ? iceberg::CreatedPartitionName(path, transform)
                    : iceberg::DefaultPartitionName(path, transform);
    part.transform = transform;
    RequireOutsideOfLists(schema, field->id, part.name);
    spec.fields.push_back(std::move(part));
  }
  AvoidColumns(spec, schema);
  iceberg::CheckPartitionSpec(spec, schema);
  return spec;
}

void RequirePartitionFilter(const iceberg::TableMetadata& metadata, const std::string& schema,
                            const std::string& table, const std::set<iceberg::FieldId>& filtered) {
  std::vector<std::string> columns;
  for (const iceberg::PartitionField& field : metadata.default_spec().fields) {
    if (field.transform.kind == iceberg::TransformKind::kVoid) continue;
    if (filtered.contains(field.source_id)) return;
    columns.push_back(metadata.current_schema().FullName(field.source_id));
  }
  if (columns.empty()) return;
  base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kQueryRejected,
              "Filter required for {}.{} on at least one of the partition columns: {}", schema,
              table, fmt::join(columns, ", "));
}

std::vector<std::string> FormatPartitioning(const iceberg::PartitionSpec& spec,
                                            const iceberg::Schema& schema) {
  std::vector<std::string> result;
  for (const iceberg::PartitionField& field : spec.fields) {
    const std::string column = schema.FullName(field.source_id);
    switch (field.transform.kind) {
      case iceberg::TransformKind::kIdentity: result.push_back(column); break;
      case iceberg::TransformKind::kBucket:
        result.push_back("bucket(" + column + ", " + std::to_string(field.transform.parameter) +
                         ")");
        break;
      case iceberg::TransformKind::kTruncate:
        result.push_back("truncate(" + column + ", " + std::to_string(field.transform.parameter) +
                         ")");
        break;
      default: result.push_back(iceberg::ToString(field.transform) + "(" + column + ")");
    }
  }
  return result;
}

}  // namespace tarn::engine::embedded
