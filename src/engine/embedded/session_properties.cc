// SET SESSION, RESET SESSION and SET TIME ZONE, and what the session's properties say to others.
#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "base/standard_error.h"
#include "base/suggest.h"
#include "engine/embedded/property_values.h"
#include "engine/embedded/quantities.h"
#include "engine/embedded/session.h"
#include "engine/embedded/static_result.h"
#include "engine/embedded/table_definition.h"
#include "engine/embedded/trino_properties.h"
#include "engine/embedded/typing/coercion.h"
#include "engine/embedded/typing/typer.h"
#include "sql/formatter.h"
#include "sql/printer.h"

namespace tarn::engine::embedded {

using base::ErrorKind;

namespace {

constexpr const char* kRefProperty = "ref";
constexpr const char* kMessageProperty = "commit_message";
constexpr const char* kPartitionsProperty = "insert_existing_partitions_behavior";

// Properties that are durations, with what they are when nobody sets them.
const std::map<std::string, std::string>& DurationProperties() {
  static const std::map<std::string, std::string> properties = {
      {"expire_snapshots_min_retention", "7d"},
      {"remove_orphan_files_min_retention", "7d"},
      {"commit_retention", "7d"},
      {"query_max_execution_time", "100d"},
      {"query_max_run_time", "100d"},
  };
  return properties;
}

// Properties that are sizes: Trino's limits of one statement's memory.
struct MemoryProperty {
  const char* name;
  std::optional<uint64_t> MemoryLimits::* limit;
};
constexpr MemoryProperty kMemoryProperties[] = {
    {"query_max_memory", &MemoryLimits::query},
    {"query_max_memory_per_node", &MemoryLimits::query_per_node},
    {"query_max_total_memory", &MemoryLimits::query_total},
};

bool IsMemoryProperty(std::string_view name) {
  return std::any_of(std::begin(kMemoryProperties), std::end(kMemoryProperties),
                     [&](const MemoryProperty& property) { return property.name == name; });
}

std::vector<std::string> SessionPropertyNames() {
  std::vector<std::string> names = {kRefProperty, kMessageProperty, kPartitionsProperty,
                                    kTimeZoneProperty};
  for (const auto& [name, value] : DurationProperties()) names.push_back(name);
  for (const MemoryProperty& property : kMemoryProperties) names.emplace_back(property.name);
  for (const TrinoProperty& property : TrinoProperties()) names.emplace_back(property.name);
  return names;
}

// The type of a property's values; text for those of Tarn, and for durations and sizes.
Type TypeOfProperty(const std::string& name) {
  const TrinoProperty* property = FindTrinoProperty(name);
  Type type{property != nullptr ? property->type : TypeKind::kVarchar, 0, 0, {}, {}};
  if (type.kind == TypeKind::kArray) type.children.push_back({TypeKind::kVarchar, 0, 0, {}, {}});
  return type;
}

// Whether a value passes for one of the property's type. Text does where it reads as one: clients
// send back all their properties as text.
bool Passes(const Type& given, const std::string& text, const std::string& name) {
  const Type wanted = TypeOfProperty(name);
  if (given.kind == TypeKind::kVarchar && wanted.kind != TypeKind::kArray) {
    const TrinoProperty* property = FindTrinoProperty(name);
    return property == nullptr || IsValueOf(*property, text);
  }
  if (given.kind == TypeKind::kVarchar) return text.starts_with('[');
  return CanCoerce(given, wanted);
}

[[noreturn]] void CannotSet(const std::string& name, const sql::Expression& value,
                            std::string_view why) {
  base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kInvalidSessionProperty,
              "Unable to set session property '{}' to '{}': {}", name, sql::Format(value), why);
}

// A message without "line 1:8: " and without the line that it quotes.
std::string WithoutPlace(const std::string& message) {
  std::string text = message.substr(0, message.find('\n'));
  if (!text.starts_with("line ")) return text;
  const size_t end = text.find(": ");
  return end == std::string::npos ? text : text.substr(end + 2);
}

std::string Upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}
}  // namespace

std::chrono::microseconds EmbeddedSession::DurationProperty(const std::string& name) const {
  const auto set = properties_.find(name);
  return *ParseDuration(set != properties_.end() ? set->second : DurationProperties().at(name));
}

std::string EmbeddedSession::ConnectorProperty(std::string_view name) const {
  const TrinoProperty& property = *FindTrinoProperty(name);
  const auto set = properties_.find(std::string(property.name));
  return set != properties_.end() ? set->second : std::string(property.default_value);
}

bool EmbeddedSession::CountsValues() const {
  return ConnectorProperty("collect_extended_statistics_on_write") == "true" &&
         ConnectorProperty("extended_statistics_enabled") == "true";
}

void EmbeddedSession::AddWriteSettings(TableOptions& options) const {
  options.count_values = CountsValues();
  options.sorted_writing = ConnectorProperty("sorted_writing_enabled") == "true";
  // Without the session's word, the table's own property decides.
  if (const auto set = properties_.find("iceberg.target_max_file_size"); set != properties_.end()) {
    options.target_file_bytes = ParseDataSize(set->second).value_or(0);
  }
}

void EmbeddedSession::AddCreationProperties(TableOptions& options) const {
  std::string codec = ConnectorProperty("compression_codec");
  for (char& c : codec) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  options.properties.emplace("write.format.default", "PARQUET");
  options.properties.emplace("write.parquet.compression-codec", ParquetCodec(codec));
}

PartitionFilterRule EmbeddedSession::PartitionFilterOfSession() const {
  PartitionFilterRule rule;
  rule.required = ConnectorProperty("query_partition_filter_required") == "true";
  for (const std::string& schema :
       ArrayOfProperty(ConnectorProperty("query_partition_filter_required_schemas"))) {
    rule.schemas.insert(schema);
  }
  return rule;
}

MemoryLimits EmbeddedSession::MemoryLimitsOfSession() const {
  MemoryLimits limits;
  for (const MemoryProperty& property : kMemoryProperties) {
    const auto set = properties_.find(property.name);
    if (set == properties_.end()) continue;
    limits.*property.limit = static_cast<uint64_t>(ParseDataSize(set->second).value_or(0));
  }
  return limits;
}

EmbeddedSession::Constant EmbeddedSession::Evaluate(const sql::Expression& expression) {
  sql::Select select;
  select.items.emplace_back(sql::SingleColumn{expression, {}, expression.location});
  const sql::Statement statement{
      sql::QueryStatement{sql::Query(sql::QueryBody(std::move(select), expression.location))},
      expression.location};
  StatementTypes typed;
  const std::string duck_sql = Translate(statement, &typed);
  const auto stream = Ready().Query(duck_sql, typed.columns(), typed.origins());
  Constant constant;
  while (const auto batch = stream->Next()) {
    if (batch->rows() > 0) constant.value = batch->Get(0, 0);
  }
  constant.type = stream->columns().front().type;
  return constant;
}

// What a property is set to, as text.
std::string EmbeddedSession::ValueOfProperty(const std::string& name,
                                             const sql::Expression& expression) {
  Constant constant;
  try {
    constant = Evaluate(expression);
  } catch (const base::Error& error) {
    if (error.kind() != ErrorKind::kInvalidArgument && error.kind() != ErrorKind::kNotFound) throw;
    CannotSet(name, expression, WithoutPlace(error.message()));
  }
  if (constant.value.is_null()) {
    CannotSet(name, expression, "Session property value must not be null");
  }
  const std::string text = constant.type.kind == TypeKind::kArray
                               ? ToJson(constant.value, constant.type)
                               : ToText(constant.value, constant.type);
  if (!Passes(constant.type, text, name)) {
    CannotSet(name, expression,
              fmt::format("Cannot cast type {} to {}", constant.type.ToString(),
                          TypeOfProperty(name).ToString()));
  }
  return text;
}

// The name as Trino has it: a property, or a catalog and its property.
std::string EmbeddedSession::NameOfProperty(const sql::QualifiedName& name,
                                            const sql::Location& location) const {
  if (name.parts.size() > 2) {
    base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kInvalidSessionProperty,
                "Invalid session property '{}'", name.Canonical());
  }
  if (name.parts.size() == 2) {
    const std::string catalog = name.parts.front().Canonical();
    const std::vector<std::string> catalogs = others_.AllNames();
    if (std::find(catalogs.begin(), catalogs.end(), catalog) == catalogs.end()) {
      throw ErrorAt(ErrorKind::kNotFound, base::StandardError::kCatalogNotFound, location,
                    fmt::format("Catalog '{}' not found", catalog), source_);
    }
  }
  return name.Canonical();
}

void EmbeddedSession::ThrowNoProperty(const std::string& name,
                                      const sql::Location& location) const {
  throw ErrorAt(ErrorKind::kInvalidArgument, base::StandardError::kInvalidSessionProperty, location,
                fmt::format("Session property '{}' does not exist{}", name,
                            base::DidYouMean(name, SessionPropertyNames())),
                source_);
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::SetSession& set) {
  const sql::Location& place = set.value->location;
  const std::string whole = NameOfProperty(set.name, place);
  const std::string name = set.name.last().Canonical();
  const TrinoProperty* property = FindTrinoProperty(whole);
  const bool own = name == kRefProperty || name == kMessageProperty ||
                   name == kPartitionsProperty || name == kTimeZoneProperty;
  const bool quantity = DurationProperties().contains(name) || IsMemoryProperty(name);
  if (!own && !quantity && property == nullptr) ThrowNoProperty(whole, place);
  const std::string value = ValueOfProperty(whole, *set.value);
  const std::string known(property != nullptr ? property->name : name);
  if (const auto wrong = WrongValue(known, value)) {
    throw ErrorAt(base::StandardError::kInvalidSessionProperty, place, *wrong, source_);
  }
  if (name == kRefProperty) {
    catalog_.Snapshot(value);  // an unknown reference is told now
    UseRef(value);
  } else if (name == kMessageProperty) {
    options_.commit_message = value;
  } else if (name == kPartitionsProperty) {
    SetPartitionsBehavior(value, place);
  } else {
    if (name == kTimeZoneProperty) SetZone(Ready(), value);
    properties_[known] = value;
  }
  return Updated("SET SESSION");
}

void EmbeddedSession::SetPartitionsBehavior(const std::string& value,
                                            const sql::Location& location) {
  const std::string behavior = Upper(value);
  if (behavior == "APPEND") {
    existing_partitions_ = ExistingPartitions::kAppend;
  } else if (behavior == "OVERWRITE") {
    existing_partitions_ = ExistingPartitions::kOverwrite;
  } else if (behavior == "ERROR") {
    existing_partitions_ = ExistingPartitions::kError;
  } else {
    throw ErrorAt(ErrorKind::kInvalidArgument, base::StandardError::kInvalidSessionProperty,
                  location,
                  fmt::format("Session property '{}' is APPEND, OVERWRITE or ERROR, not '{}'",
                              kPartitionsProperty, value),
                  source_);
  }
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::ResetSession& reset) {
  const std::string whole = NameOfProperty(reset.name, statement_location_);
  const std::string name = reset.name.last().Canonical();
  if (name == kRefProperty) {
    UseRef("main");
  } else if (name == kMessageProperty) {
    options_.commit_message.clear();
  } else if (name == kPartitionsProperty) {
    existing_partitions_ = ExistingPartitions::kAppend;
  } else if (name == kTimeZoneProperty) {
    SetZone(Ready(), "UTC");
    properties_.erase(name);
  } else if (DurationProperties().contains(name) || IsMemoryProperty(name)) {
    properties_.erase(name);
  } else if (const TrinoProperty* property = FindTrinoProperty(whole)) {
    properties_.erase(std::string(property->name));
  } else {
    ThrowNoProperty(whole, statement_location_);
  }
  return Updated("RESET SESSION");
}

// --- time zone ---

namespace {

// The offset in minutes that INTERVAL gives for SET TIME ZONE.
int64_t OffsetMinutes(int64_t milliseconds) {
  constexpr int64_t kMillisecondsInMinute = 60'000;
  if (milliseconds % kMillisecondsInMinute != 0) {
    base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kInvalidLiteral,
                "Invalid TIME ZONE offset interval: interval contains seconds");
  }
  return milliseconds / kMillisecondsInMinute;
}

}  // namespace

std::string EmbeddedSession::ZoneOf(const sql::SetTimeZone& set) {
  if (!set.zone) return "UTC";
  const sql::Expression& zone = **set.zone;
  const Constant constant = Evaluate(zone);
  if (const auto* text = std::get_if<std::string>(&constant.value.data);
      text != nullptr && constant.type.kind == TypeKind::kVarchar) {
    return *text;
  }
  if (constant.type.kind != TypeKind::kIntervalDayToSecond || constant.value.is_null()) {
    base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kTypeMismatch,
                "Expected expression of varchar or interval day-time type, but '{}' has {} type",
                sql::Format(zone), constant.type.ToString());
  }
  const int64_t minutes = OffsetMinutes(std::get<int64_t>(constant.value.data));
  constexpr int64_t kMostMinutes = 14 * 60;
  if (std::abs(minutes) > kMostMinutes) {
    base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kInvalidFunctionArgument,
                "Invalid offset minutes {}", minutes);
  }
  return fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', std::abs(minutes) / 60,
                     std::abs(minutes) % 60);
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::SetTimeZone& set) {
  const std::string zone = ZoneOf(set);
  SetZone(Ready(), zone);
  properties_[kTimeZoneProperty] = zone;
  return Updated("SET TIME ZONE");
}

// kInvalidArgument for a zone that there is not.
void EmbeddedSession::SetZone(Connection& connection, const std::string& zone) {
  connection.QueryText(fmt::format("SELECT tarn_set_time_zone({})", sql::QuoteString(zone)));
}

// --- path ---

EmbeddedSession::Result EmbeddedSession::Run(const sql::SetPath& set) {
  const std::vector<std::string> catalogs = others_.AllNames();
  std::string path;
  for (const sql::PathElement& element : set.path) {
    if (!path.empty()) path += ", ";
    if (element.catalog) {
      const std::string catalog = element.catalog->Canonical();
      if (std::find(catalogs.begin(), catalogs.end(), catalog) == catalogs.end()) {
        throw ErrorAt(ErrorKind::kNotFound, base::StandardError::kCatalogNotFound,
                      statement_location_, fmt::format("Catalog '{}' not found", catalog), source_);
      }
      path += sql::Print(*element.catalog) + '.';
    }
    path += sql::Print(element.schema);
  }
  path_ = std::move(path);
  return Updated("SET PATH");
}

}  // namespace tarn::engine::embedded
