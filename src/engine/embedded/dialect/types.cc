#include "engine/embedded/dialect/types.h"

#include <array>
#include <cctype>
#include <set>
#include <string_view>

#include "base/standard_error.h"
#include "base/suggest.h"
#include "engine/embedded/adapter/fine_time_text.h"
#include "engine/embedded/dialect/dialect.h"
#include "engine/embedded/dialect/quote.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;

struct PlainType {
  std::string_view trino;
  std::string_view duckdb;
};

// Types without parameters: https://trino.io/docs/476/language/types.html
constexpr std::array kPlainTypes = {
    PlainType{"boolean", "BOOLEAN"},     PlainType{"tinyint", "TINYINT"},
    PlainType{"smallint", "SMALLINT"},   PlainType{"integer", "INTEGER"},
    PlainType{"int", "INTEGER"},         PlainType{"bigint", "BIGINT"},
    PlainType{"real", "FLOAT"},          PlainType{"double", "DOUBLE"},
    PlainType{"varbinary", "BLOB"},      PlainType{"json", "JSON"},
    PlainType{"date", "DATE"},           PlainType{"uuid", "UUID"},
    PlainType{"ipaddress", "ipaddress"}, PlainType{"unknown", "\"NULL\""},
    PlainType{"tdigest", "tdigest"},     PlainType{"hyperloglog", "hyperloglog"},
    PlainType{"setdigest", "setdigest"}, PlainType{"p4hyperloglog", "p4hyperloglog"},
};

// qdigest by DuckDB's name of the type of its values.
constexpr std::array kQuantileDigests = {
    PlainType{"BIGINT", "qdigest_bigint"},
    PlainType{"DOUBLE", "qdigest_double"},
    PlainType{"FLOAT", "qdigest_real"},
};

[[noreturn]] void Unknown(const sql::DataType& type, const std::string& name) {
  std::vector<std::string> known = {"varchar", "char", "decimal", "array", "map"};
  for (const auto& plain : kPlainTypes) known.emplace_back(plain.trino);
  base::Throw(ErrorKind::kUnsupported, base::StandardError::kTypeNotFound, "{}: Unknown type: {}{}",
              At(type.location), name, base::DidYouMean(name, known));
}

// Trino lets several fields have one name, DuckDB not even in other letters. `taken` has small
// ones.
std::string UniqueName(const std::string& name, int position, std::set<std::string>& taken) {
  const auto lower = [](std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
  };
  if (taken.insert(lower(name)).second) return name;
  std::string unique = fmt::format("{}_{}", name, position);
  taken.insert(lower(unique));
  return unique;
}

std::optional<int64_t> Number(const sql::GenericType& type, size_t index) {
  if (index >= type.parameters.size()) return std::nullopt;
  if (const auto* number = std::get_if<sql::NumericParameter>(&type.parameters[index])) {
    return number->value;
  }
  return std::nullopt;
}

std::string Child(const sql::DataType& parent, const sql::GenericType& type, size_t index) {
  if (index < type.parameters.size()) {
    if (const auto* child = std::get_if<sql::Box<sql::DataType>>(&type.parameters[index])) {
      return TranslateType(**child).duckdb;
    }
  }
  Unknown(parent, type.name.Canonical());
}

TranslatedType Decimal(const sql::GenericType& generic) {
  int64_t precision = Number(generic, 0).value_or(38), scale = Number(generic, 1).value_or(0);
  if (precision < 1 || precision > 38) {
    base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kInvalidFunctionArgument,
                "DECIMAL precision must be in range [1, 38]: {}", precision);
  }
  if (scale < 0 || scale > precision) {
    base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kInvalidFunctionArgument,
                "DECIMAL scale must be in range [0, precision ({})]: {}", precision, scale);
  }
  return {fmt::format("DECIMAL({},{})", precision, scale), {}, false};
}

TranslatedType Generic(const sql::DataType& type, const sql::GenericType& generic) {
  std::string name = generic.name.Canonical();
  for (const auto& plain : kPlainTypes) {
    if (plain.trino == name) return {std::string(plain.duckdb), {}, false};
  }
  if (name == "qdigest" && generic.parameters.size() == 1) {
    const std::string values = Child(type, generic, 0);
    for (const PlainType& digest : kQuantileDigests) {
      if (digest.trino == values) return {std::string(digest.duckdb), {}, false};
    }
  }
  if (name == "varchar") return {"VARCHAR", Number(generic, 0), false};
  if (name == "char") return {"VARCHAR", Number(generic, 0).value_or(1), true};
  if (name == "decimal") return Decimal(generic);
  if (name == "array") return {Child(type, generic, 0) + "[]", {}, false};
  if (name == "map") {
    return {
        fmt::format("MAP({}, {})", Child(type, generic, 0), Child(type, generic, 1)), {}, false};
  }
  Unknown(type, name);
}

TranslatedType Row(const sql::RowType& row) {
  std::string fields;
  int position = 0;
  std::set<std::string> taken;
  for (const auto& field : row.fields) {
    // DuckDB's structs need names; Trino's anonymous fields are only reached by position.
    // Names in quotes keep their letters: tables made of such values have them.
    const std::string written = !field.name          ? fmt::format("field{}", position)
                                : field.name->quoted ? field.name->value
                                                     : field.name->Canonical();
    const std::string name = UniqueName(written, position, taken);
    fields += fmt::format("{}{} {}", position++ > 0 ? ", " : "", QuoteName(name),
                          TranslateType(field.type).duckdb);
  }
  return {fmt::format("STRUCT({})", fields), {}, false};
}

TranslatedType DateTime(const sql::DataType& type, const sql::DateTimeType& date_time) {
  int64_t precision = 3;
  if (date_time.precision) {
    const auto* number = std::get_if<sql::NumericParameter>(&*date_time.precision);
    precision = number != nullptr ? number->value : -1;
  }
  if (precision < 0 || precision > 12) {
    base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kNumericValueOutOfRange,
                "{}: precision must be in range [0, 12]", At(type.location));
  }
  const bool timestamp = date_time.kind == sql::DateTimeKind::kTimestamp;
  const TypeKind kind =
      timestamp
          ? (date_time.with_time_zone ? TypeKind::kTimestampWithTimeZone : TypeKind::kTimestamp)
          : (date_time.with_time_zone ? TypeKind::kTimeWithTimeZone : TypeKind::kTime);
  const auto kept = [&](std::string name) {
    return TranslatedType{std::move(name), {}, false, precision};
  };
  if (precision >= LeastFineDigits(kind)) {
    return kept(FineTimeName({kind, static_cast<int>(precision)}));
  }
  if (!timestamp) return kept(date_time.with_time_zone ? "TIMETZ" : "TIME");
  if (date_time.with_time_zone) return kept("TIMESTAMPTZ");
  return kept(precision > 6 ? "TIMESTAMP_NS" : "TIMESTAMP");
}

}  // namespace

TranslatedType TranslateType(const sql::DataType& type) {
  if (const auto* generic = type.As<sql::GenericType>()) return Generic(type, *generic);
  if (const auto* row = type.As<sql::RowType>()) return Row(*row);
  if (const auto* date_time = type.As<sql::DateTimeType>()) return DateTime(type, *date_time);
  const bool months = type.As<sql::IntervalType>()->from <= sql::IntervalField::kMonth;
  return {months ? "interval_year_to_month" : "INTERVAL", {}, false};
}

std::string ToDuckDbType(const sql::DataType& type) { return TranslateType(type).duckdb; }

}  // namespace tarn::engine::embedded
