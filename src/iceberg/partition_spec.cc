#include "iceberg/partition_spec.h"

#include <algorithm>
#include <set>

#include "base/error.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

// File systems take names of 255 bytes.
constexpr size_t kLongestSegment = 200;

std::string UrlEncode(std::string_view text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       c == '.' || c == '-' || c == '_';
    if (plain) {
      out += c;
    } else if (c == ' ') {
      out += '+';
    } else {
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

std::string PathSegment(const PartitionField& field, const std::optional<Literal>& value) {
  std::string segment =
      UrlEncode(field.name) + "=" + UrlEncode(field.transform.ToHumanString(value));
  if (segment.size() <= kLongestSegment) return segment;
  // The path is for people; the manifest has the value.
  const auto hash = static_cast<uint32_t>(BucketHash(Literal::String(segment)));
  return segment.substr(0, kLongestSegment - 9) + fmt::format("-{:08x}", hash);
}

PrimitiveType ResultTypeOf(const PartitionField& field, const Schema& schema) {
  const NestedField* source = schema.FindField(field.source_id);
  const bool known =
      source && IsPrimitive(source->type) && field.transform.CanApplyTo(AsPrimitive(source->type));
  if (known) return field.transform.ResultType(AsPrimitive(source->type));
  switch (field.transform.kind) {
    case TransformKind::kBucket:
    case TransformKind::kYear:
    case TransformKind::kMonth:
    case TransformKind::kHour: return IntType{};
    case TransformKind::kDay: return DateType{};
    default: return StringType{};
  }
}

}  // namespace

bool PartitionSpec::is_unpartitioned() const {
  return std::all_of(fields.begin(), fields.end(), [](const PartitionField& field) {
    return field.transform.kind == TransformKind::kVoid;
  });
}

StructType PartitionSpec::PartitionType(const Schema& schema) const {
  StructType type;
  for (const PartitionField& field : fields) {
    type.fields.push_back(
        NestedField{.id = field.field_id, .name = field.name, .type = ResultTypeOf(field, schema)});
  }
  return type;
}

std::string PartitionSpec::PartitionPath(const PartitionValues& values) const {
  if (values.size() != fields.size()) {
    base::Throw(ErrorKind::kInvalidArgument,
                "partition spec {} has {} fields, but a file gives {} values", spec_id.value(),
                fields.size(), values.size());
  }
  std::string path;
  for (size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) path += '/';
    path += PathSegment(fields[i], values[i]);
  }
  return path;
}

FieldId PartitionSpec::HighestFieldId() const {
  FieldId highest = kFirstPartitionFieldId - 1;
  for (const PartitionField& field : fields) highest = std::max(highest, field.field_id);
  return highest;
}

bool PartitionSpec::SameFields(const PartitionSpec& other) const {
  return std::equal(fields.begin(), fields.end(), other.fields.begin(), other.fields.end(),
                    [](const PartitionField& a, const PartitionField& b) {
                      return a.source_id == b.source_id && a.name == b.name &&
                             a.transform == b.transform;
                    });
}

void CheckPartitionSpec(const PartitionSpec& spec, const Schema& schema) {
  std::set<std::string> names;
  std::set<std::pair<FieldId, std::string>> seen;
  for (const PartitionField& field : spec.fields) {
    if (field.name.empty()) {
      base::Throw(ErrorKind::kInvalidArgument, "a partition field has no name");
    }
    if (!names.insert(field.name).second) {
      base::Throw(ErrorKind::kInvalidArgument, "two partition fields have the name '{}'",
                  field.name);
    }
    if (field.transform.kind == TransformKind::kVoid) continue;
    const NestedField* source = schema.FindField(field.source_id);
    if (!source) {
      base::Throw(ErrorKind::kInvalidArgument,
                  "partition field '{}' is made from a column that the schema does not have: {}",
                  field.name, field.source_id);
    }
    if (!IsPrimitive(source->type) || !field.transform.CanApplyTo(AsPrimitive(source->type))) {
      base::Throw(ErrorKind::kInvalidArgument,
                  "the transform {} of partition field '{}' does not take the column '{}' of type "
                  "{}",
                  ToString(field.transform), field.name, source->name, ToString(source->type));
    }
    const NestedField* same_name = schema.FindField(field.name);
    if (same_name &&
        (field.transform.kind != TransformKind::kIdentity || same_name->id != field.source_id)) {
      base::Throw(ErrorKind::kInvalidArgument,
                  "a partition field cannot have the name of a column: '{}'", field.name);
    }
    if (!seen.emplace(field.source_id, ToString(field.transform)).second) {
      base::Throw(ErrorKind::kInvalidArgument,
                  "the column '{}' is partitioned twice by the transform {}", source->name,
                  ToString(field.transform));
    }
  }
}

std::string DefaultPartitionName(const std::string& column, const Transform& transform) {
  switch (transform.kind) {
    case TransformKind::kBucket:
    case TransformKind::kTruncate:
      return fmt::format("{}_{}", CreatedPartitionName(column, transform), transform.parameter);
    default: return CreatedPartitionName(column, transform);
  }
}

std::string CreatedPartitionName(const std::string& column, const Transform& transform) {
  switch (transform.kind) {
    case TransformKind::kBucket: return column + "_bucket";
    case TransformKind::kTruncate: return column + "_trunc";
    case TransformKind::kYear: return column + "_year";
    case TransformKind::kMonth: return column + "_month";
    case TransformKind::kDay: return column + "_day";
    case TransformKind::kHour: return column + "_hour";
    case TransformKind::kVoid: return column + "_null";
    default: return column;
  }
}

}  // namespace tarn::iceberg
