#include "engine/embedded/table_definition.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/standard_error.h"
#include "base/suggest.h"
#include "engine/embedded/adapter/column_types.h"
#include "engine/embedded/adapter/error_origin.h"
#include "engine/embedded/column_literals.h"
#include "engine/embedded/names.h"
#include "engine/embedded/shown_text.h"
#include "engine/embedded/typing/typer.h"
#include "engine/type_display.h"
#include "iceberg/location.h"
#include "sql/formatter.h"
#include "sql/printer.h"

namespace tarn::engine::embedded {

using base::ErrorKind;

namespace {

std::string Lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

std::string Upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

// The table properties that there are.
constexpr std::string_view kPropertyNames[] = {
    "format",          "format_version",    "location",
    "partitioning",    "sorted_by",         "extra_properties",
    "data_location",   "compression_codec", "object_store_layout_enabled",
    "max_commit_retry"};
// What of Iceberg's properties is set by others than extra_properties.
constexpr std::string_view kOwnKeys[] = {"comment", "write.format.default"};

constexpr const char* kCodec = "write.parquet.compression-codec";
constexpr const char* kRetries = "commit.retry.num-retries";
constexpr const char* kDefaultRetries = "4";

// max_commit_retry: a whole number, not below 0.
std::string RetriesOf(const sql::Expression& value, const sql::Location& location,
                      std::string_view source) {
  const std::string text = sql::Print(value);
  int32_t retries = -1;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), retries);
  if (parsed.ec == std::errc() && parsed.ptr == text.data() + text.size() && retries >= 0) {
    return text;
  }
  throw ErrorAt(ErrorKind::kInvalidArgument, base::StandardError::kInvalidTableProperty, location,
                fmt::format("Unable to set catalog '{}' table property 'max_commit_retry' to [{}]: "
                            "max_commit_retry must be greater than or equal to 0",
                            kCatalogName, text),
                source);
}

// kInvalidArgument, in Trino's words, for values of extra_properties that are NULL.
void RequireNoNulls(const sql::Expression& whole, const std::vector<std::string>& names,
                    const sql::Expression& values, const sql::Location& place,
                    std::string_view source) {
  const auto* array = values.As<sql::ArrayConstructor>();
  if (array == nullptr || array->elements.size() != names.size()) return;
  std::string map;
  bool has_null = false;
  for (size_t i = 0; i < names.size(); ++i) {
    const sql::Expression& value = array->elements[i];
    const bool null = value.Is<sql::NullLiteral>();
    has_null = has_null || null;
    map += fmt::format("{}{}={}", i > 0 ? ", " : "", names[i],
                       null ? "null" : LiteralText(value, source));
  }
  if (!has_null) return;
  throw ErrorAt(ErrorKind::kInvalidArgument, base::StandardError::kInvalidTableProperty, place,
                fmt::format("Unable to set catalog '{}' table property 'extra_properties' to [{}]: "
                            "Extra table property value cannot be null '{{{}}}'",
                            kCatalogName, sql::Format(whole), map),
                source);
}

// extra_properties = MAP(ARRAY['a'], ARRAY['b']), a property at `place`.
void AddExtraProperties(const sql::Expression& expression, const sql::Location& place,
                        std::string_view source, std::map<std::string, std::string>& properties) {
  const auto* call = expression.As<sql::FunctionCall>();
  if (call == nullptr || call->name.Canonical() != "map" || call->arguments.size() != 2) {
    throw ErrorAt(ErrorKind::kInvalidArgument, expression.location,
                  "extra_properties must be MAP(ARRAY[names], ARRAY[values])", source);
  }
  std::vector<std::string> names = TextArray(call->arguments[0], source);
  for (std::string& name : names) name = Lower(std::move(name));  // as Trino has them
  RequireNoNulls(expression, names, call->arguments[1], place, source);
  const std::vector<std::string> values = TextArray(call->arguments[1], source);
  if (names.size() != values.size()) {
    throw ErrorAt(ErrorKind::kInvalidArgument, expression.location,
                  "extra_properties has as many values as names", source);
  }
  std::set<std::string> illegal;
  for (const std::string& name : names) {
    if (std::ranges::find(kPropertyNames, name) != std::end(kPropertyNames) ||
        std::ranges::find(kOwnKeys, name) != std::end(kOwnKeys)) {
      illegal.insert(name);
    }
  }
  if (!illegal.empty()) {
    throw ConnectorError(
        ErrorKind::kInvalidArgument, base::StandardError::kInvalidTableProperty,
        fmt::format("Illegal keys in extra_properties: [{}]", fmt::join(illegal, ", ")));
  }
  for (size_t i = 0; i < names.size(); ++i) properties[names[i]] = values[i];
}

}  // namespace

void RequireObjectStoreLayout(const iceberg::Properties& properties) {
  const auto layout = properties.find(iceberg::kObjectStoreLayout);
  const bool enabled = layout != properties.end() && layout->second == "true";
  if (enabled || !properties.contains(iceberg::kDataPath)) return;
  throw ConnectorError(ErrorKind::kInvalidArgument,
                       "Data location can only be set when object store layout is enabled");
}

std::vector<std::string> DefaultedKeys(const std::string& name) {
  if (name == "max_commit_retry") return {kRetries};
  if (name == "compression_codec") return {kCodec};
  if (name == "object_store_layout_enabled") return {iceberg::kObjectStoreLayout};
  if (name == "data_location" || name == "extra_properties" || name == "location") {
    base::Throw(ErrorKind::kInvalidArgument, "The {} property cannot be empty", name);
  }
  return {};
}

std::string ParquetCodec(std::string name) {
  name = Lower(std::move(name));
  return name == "none" ? "uncompressed" : name;
}

std::vector<std::string> TextArray(const sql::Expression& expression, std::string_view source) {
  const auto* array = expression.As<sql::ArrayConstructor>();
  if (array == nullptr) {
    throw ErrorAt(ErrorKind::kInvalidArgument, expression.location,
                  "expected an array of strings, as in ARRAY['day(ts)']", source);
  }
  std::vector<std::string> values;
  for (const sql::Expression& element : array->elements) {
    values.push_back(LiteralText(element, source));
  }
  return values;
}

std::string LiteralText(const sql::Expression& expression, std::string_view source) {
  if (const auto* text = expression.As<sql::StringLiteral>()) return text->value;
  if (const auto* number = expression.As<sql::LongLiteral>()) return std::to_string(number->value);
  if (const auto* flag = expression.As<sql::BooleanLiteral>())
    return flag->value ? "true" : "false";
  if (const auto* decimal = expression.As<sql::DecimalLiteral>()) return decimal->text;
  throw ErrorAt(ErrorKind::kInvalidArgument, expression.location,
                "expected a literal, found " + sql::Print(expression), source);
}

namespace {

Type NamedType(const sql::DataType& type, const std::string& column, const sql::Location& place,
               std::string_view source) {
  try {
    return Type::Parse(sql::Print(type));
  } catch (const base::Error& error) {
    if (!error.message().starts_with("not a type: ")) throw ErrorAt(type.location, error, source);
    throw ErrorAt(ErrorKind::kNotFound, base::StandardError::kTypeNotFound, place,
                  fmt::format("Unknown type '{}' for column '{}'", sql::Print(type), column),
                  source, error.hint());
  }
}

// kUnsupported for what Iceberg has only rounded or under another name.
void RequireExact(const Type& type) {
  constexpr int kDigits = 6;
  constexpr int kFineDigits = 9;  // of version 3
  const auto refuse = [&](const char* what, const char* name, const char* rest) {
    base::Throw(ErrorKind::kUnsupported,
                "{} precision ({}) not supported for Iceberg. Use \"{}(6){}\" instead.", what,
                type.precision, name, rest);
  };
  switch (type.kind) {
    case TypeKind::kTinyint:
    case TypeKind::kSmallint:
    case TypeKind::kChar:
      base::Throw(ErrorKind::kUnsupported, "Type not supported for Iceberg: {}", DisplayName(type));
    case TypeKind::kTime:
      if (type.precision != kDigits) refuse("Time", "time", "");
      break;
    case TypeKind::kTimestamp:
    case TypeKind::kTimestampWithTimeZone:
      if (type.precision != kDigits && type.precision != kFineDigits) {
        refuse("Timestamp", "timestamp",
               type.kind == TypeKind::kTimestamp ? "" : " with time zone");
      }
      break;
    default: break;
  }
  for (const Type& child : type.children) RequireExact(child);
}

}  // namespace

iceberg::Type ColumnType(const sql::DataType& type, const std::string& column,
                         const sql::Location& place, std::string_view source) {
  const Type named = NamedType(type, column, place, source);
  try {
    return ToIcebergType(named, column);
  } catch (const base::Error& error) {
    // What a table cannot hold is Iceberg's word, which has no place.
    if (error.kind() == ErrorKind::kUnsupported) throw;
    throw ErrorAt(type.location, error, source);
  }
}

iceberg::Type ExactColumnType(const sql::DataType& type, const std::string& column,
                              const sql::Location& place, std::string_view source) {
  RequireExact(NamedType(type, column, place, source));
  return ColumnType(type, column, place, source);
}

iceberg::NestedField ColumnField(const sql::ColumnDefinition& column, std::string_view source) {
  iceberg::NestedField field;
  field.name = column.name.last().Canonical();
  field.required = column.not_null;
  field.doc = column.comment;
  field.type = ColumnType(column.type, field.name, column.name.location, source);
  if (column.default_value) field.write_default = DefaultOf(**column.default_value, field, source);
  return field;
}

iceberg::Literal DefaultOf(const sql::Expression& value, const iceberg::NestedField& field,
                           std::string_view source) {
  if (const auto* type = std::get_if<iceberg::PrimitiveType>(&field.type)) {
    if (auto literal = LiteralOf(value, *type)) return *literal;
  }
  throw ErrorAt(ErrorKind::kInvalidArgument, value.location,
                fmt::format("the default of column '{}' is not a literal of type {}", field.name,
                            iceberg::ToString(field.type)),
                source);
}

TableOptions TableOptionsOf(const std::vector<sql::Property>& properties,
                            const std::optional<std::string>& comment, std::string_view source) {
  TableOptions options;
  for (const sql::Property& property : properties) {
    const std::string name = Lower(property.name.value);
    if (!property.value) continue;  // DEFAULT
    const sql::Expression& value = **property.value;
    if (value.Is<sql::NullLiteral>()) {
      throw ErrorAt(ErrorKind::kInvalidArgument, base::StandardError::kInvalidTableProperty,
                    property.location,
                    fmt::format("Invalid null value for catalog '{}' table property '{}' from "
                                "[null]",
                                kCatalogName, name),
                    source);
    }
    if (name == "format") {
      if (Upper(LiteralText(value, source)) != "PARQUET") {
        throw ErrorAt(ErrorKind::kUnsupported, property.location,
                      "tables are written as PARQUET only, not " + LiteralText(value, source),
                      source);
      }
    } else if (name == "format_version") {
      const std::string version = LiteralText(value, source);
      if (version != "1" && version != "2" && version != "3") {
        throw ErrorAt(ErrorKind::kInvalidArgument, value.location,
                      "format_version is 1, 2 or 3, not " + version, source);
      }
      options.properties["format-version"] = version;
    } else if (name == "location") {
      options.location = LiteralText(value, source);
    } else if (name == "partitioning") {
      options.partitioning = TextArray(value, source);
    } else if (name == "extra_properties") {
      AddExtraProperties(value, property.location, source, options.properties);
    } else if (name == "compression_codec") {
      options.properties[kCodec] = ParquetCodec(LiteralText(value, source));
    } else if (name == "object_store_layout_enabled") {
      options.properties[iceberg::kObjectStoreLayout] = Lower(LiteralText(value, source));
    } else if (name == "data_location") {
      options.properties[iceberg::kDataPath] = LiteralText(value, source);
    } else if (name == "max_commit_retry") {
      options.properties[kRetries] = RetriesOf(value, property.location, source);
    } else if (name == "sorted_by") {
      options.sorted_by = TextArray(value, source);
    } else if (property.name.value.find('.') != std::string::npos) {
      options.properties[property.name.value] = LiteralText(value, source);
    } else {
      throw ErrorAt(
          ErrorKind::kInvalidArgument, base::StandardError::kInvalidTableProperty,
          property.location,
          fmt::format("Catalog '{}' table property '{}' does not exist{}", kCatalogName, name,
                      base::DidYouMean(name, std::vector<std::string>(std::begin(kPropertyNames),
                                                                      std::end(kPropertyNames)))),
          source);
    }
  }
  if (comment) options.properties["comment"] = *comment;
  return options;
}

void CheckCreatedColumns(const StatementTypes& types, bool takes_unknown,
                         const sql::Location& statement, std::string_view source) {
  const auto refuse = [&](base::StandardError code, const std::string& message) {
    throw ErrorAt(code, statement, message, source);
  };
  std::set<std::string> seen;
  for (size_t i = 0; i < types.names().size(); ++i) {
    const std::string& name = types.names()[i];
    if (name.empty())
      refuse(base::StandardError::kMissingColumnName,
             fmt::format("Column name not specified at position {}", i + 1));
    if (!seen.insert(name).second) {
      refuse(base::StandardError::kDuplicateColumnName,
             fmt::format("Column name '{}' specified more than once", name));
    }
    const auto& type = types.columns().at(i);
    if (type && type->kind == TypeKind::kUnknown && !takes_unknown) {
      refuse(base::StandardError::kColumnTypeUnknown, "Column type is unknown: " + name);
    }
  }
}

std::string TablePropertiesText(const iceberg::TableMetadata& metadata,
                                const std::vector<std::string>& partitioning,
                                const std::vector<std::string>& sorted_by, bool with_location) {
  std::string text = "WITH (\n";  // in order of their names
  const bool object_store = metadata.Property(iceberg::kObjectStoreLayout) == "true";
  if (const std::string place = metadata.Property(iceberg::kDataPath);
      object_store && !place.empty()) {
    text += "   data_location = " + sql::QuoteString(place) + ",\n";
  }
  text += fmt::format("   format = 'PARQUET',\n   format_version = {}", metadata.format_version);
  if (with_location) text += ",\n   location = " + sql::QuoteString(metadata.location);
  const std::string retries = metadata.Property(kRetries, kDefaultRetries);
  if (retries != kDefaultRetries) text += ",\n   max_commit_retry = " + retries;
  if (object_store) text += ",\n   object_store_layout_enabled = true";
  const auto add_array = [&](const char* property, const std::vector<std::string>& values) {
    if (values.empty()) return;
    text += fmt::format(",\n   {} = ARRAY[", property);
    for (size_t i = 0; i < values.size(); ++i) {
      text += (i > 0 ? "," : "") + sql::QuoteString(values[i]);
    }
    text += "]";
  };
  add_array("partitioning", partitioning);
  add_array("sorted_by", sorted_by);
  return text + "\n)";
}

std::string CreateTableText(const std::string& schema, const std::string& table,
                            const iceberg::TableMetadata& metadata,
                            const std::vector<std::string>& partitioning,
                            const std::vector<std::string>& sorted_by) {
  std::string text =
      "CREATE TABLE " + QualifiedText(std::string(kCatalogName), schema, table) + " (\n";
  const auto& fields = metadata.current_schema().fields;
  for (size_t i = 0; i < fields.size(); ++i) {
    text += "   " + NameText(fields[i].name) + " " + SqlTypeText(FromIcebergType(fields[i].type));
    if (fields[i].required) text += " NOT NULL";
    if (fields[i].doc) text += " COMMENT " + sql::QuoteString(*fields[i].doc);
    text += i + 1 < fields.size() ? ",\n" : "\n";
  }
  text += ")\n";
  if (const auto comment = metadata.properties.find("comment");
      comment != metadata.properties.end()) {
    text += "COMMENT " + sql::QuoteString(comment->second) + "\n";
  }
  return text + TablePropertiesText(metadata, partitioning, sorted_by, true);
}

std::string CreateTableText(const std::string& catalog, const ListedTable& table) {
  std::string text = "CREATE TABLE " + QualifiedText(catalog, table.schema, table.name) + " (\n";
  for (size_t i = 0; i < table.columns.size(); ++i) {
    const ListedColumn& column = table.columns[i];
    text += "   " + NameText(column.name) + " " + SqlTypeText(column.type);
    if (column.required) text += " NOT NULL";
    if (column.comment) text += " COMMENT " + sql::QuoteString(*column.comment);
    text += i + 1 < table.columns.size() ? ",\n" : "\n";
  }
  text += ")";
  if (table.comment) text += "\nCOMMENT " + sql::QuoteString(*table.comment);
  return text;
}

}  // namespace tarn::engine::embedded
