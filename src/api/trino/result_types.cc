#include "api/trino/result_types.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "base/base64.h"
#include "sql/keyword.h"
#include "sql/printer.h"

namespace tarn::api::trino {
namespace {

using engine::Type;
using engine::TypeKind;
using engine::Value;
using nlohmann::json;

constexpr int kUnboundedVarchar = 2147483647;
constexpr int kMillis = 3;

bool HasTimePrecision(TypeKind kind) {
  return kind == TypeKind::kTime || kind == TypeKind::kTimeWithTimeZone ||
         kind == TypeKind::kTimestamp || kind == TypeKind::kTimestampWithTimeZone;
}

const char* RawName(TypeKind kind) {
  switch (kind) {
    case TypeKind::kUnknown: return "unknown";
    case TypeKind::kBoolean: return "boolean";
    case TypeKind::kTinyint: return "tinyint";
    case TypeKind::kSmallint: return "smallint";
    case TypeKind::kInteger: return "integer";
    case TypeKind::kBigint: return "bigint";
    case TypeKind::kReal: return "real";
    case TypeKind::kDouble: return "double";
    case TypeKind::kDecimal: return "decimal";
    case TypeKind::kVarchar: return "varchar";
    case TypeKind::kChar: return "char";
    case TypeKind::kVarbinary: return "varbinary";
    case TypeKind::kDate: return "date";
    case TypeKind::kTime: return "time";
    case TypeKind::kTimeWithTimeZone: return "time with time zone";
    case TypeKind::kTimestamp: return "timestamp";
    case TypeKind::kTimestampWithTimeZone: return "timestamp with time zone";
    case TypeKind::kIntervalYearToMonth: return "interval year to month";
    case TypeKind::kIntervalDayToSecond: return "interval day to second";
    case TypeKind::kUuid: return "uuid";
    case TypeKind::kIpAddress: return "ipaddress";
    case TypeKind::kJson: return "json";
    case TypeKind::kHyperLogLog: return "HyperLogLog";
    case TypeKind::kP4HyperLogLog: return "P4HyperLogLog";
    case TypeKind::kSetDigest: return "SetDigest";
    case TypeKind::kTDigest: return "tdigest";
    case TypeKind::kQDigest: return "qdigest";
    case TypeKind::kArray: return "array";
    case TypeKind::kMap: return "map";
    case TypeKind::kRow: return "row";
  }
  return "unknown";
}

// In quotes where clients could not read it otherwise; in any case, as a server has it.
std::string FieldName(const std::string& name) {
  const auto letter = [](unsigned char c) { return std::isalpha(c) != 0; };
  const bool plain = letter(name.front()) && std::ranges::all_of(name, [&](unsigned char c) {
                       return letter(c) || std::isdigit(c) != 0 || c == '_';
                     });
  const sql::Keyword keyword = sql::FindKeyword(name);
  const bool reserved = keyword != sql::Keyword::kNotKeyword && sql::IsReserved(keyword);
  return plain && !reserved ? name : sql::QuoteIdentifier(name);
}

// The type's text (io.trino.spi.type.Type.getDisplayName); like Type::ToString, but for times
// without precision.
std::string TypeText(const Type& type, bool parametric) {
  if (HasTimePrecision(type.kind) && !parametric) return RawName(type.kind);
  // A server writes these as its SQL formatter does.
  if (type.kind == TypeKind::kDecimal) {
    return fmt::format("decimal({}, {})", type.precision, type.scale);
  }
  if (type.kind == TypeKind::kIntervalDayToSecond) return "INTERVAL DAY TO SECOND";
  if (type.kind == TypeKind::kIntervalYearToMonth) return "INTERVAL YEAR TO MONTH";
  if (type.children.empty()) return type.ToString();
  std::string text = RawName(type.kind);
  text += '(';
  for (size_t i = 0; i < type.children.size(); ++i) {
    if (i > 0) text += ", ";
    if (i < type.field_names.size() && !type.field_names[i].empty()) {
      text += FieldName(type.field_names[i]) + " ";
    }
    text += TypeText(type.children[i], parametric);
  }
  return text + ')';
}

json LongArgument(int value) { return {{"kind", "LONG"}, {"value", value}}; }

json Signature(const Type& type, bool parametric) {
  json arguments = json::array();
  switch (type.kind) {
    case TypeKind::kVarchar:
      arguments.push_back(
          LongArgument(type.precision == 0 ? kUnboundedVarchar : std::max(type.precision, 0)));
      break;
    case TypeKind::kChar: arguments.push_back(LongArgument(type.precision)); break;
    case TypeKind::kDecimal:
      arguments.push_back(LongArgument(type.precision));
      arguments.push_back(LongArgument(type.scale));
      break;
    case TypeKind::kTime:
    case TypeKind::kTimeWithTimeZone:
    case TypeKind::kTimestamp:
    case TypeKind::kTimestampWithTimeZone:
      if (parametric) arguments.push_back(LongArgument(type.precision));
      break;
    case TypeKind::kRow:
      for (size_t i = 0; i < type.children.size(); ++i) {
        json named = {{"typeSignature", Signature(type.children[i], parametric)}};
        const bool has_name = i < type.field_names.size() && !type.field_names[i].empty();
        if (has_name) named["fieldName"] = {{"name", type.field_names[i]}};
        arguments.push_back({{"kind", "NAMED_TYPE"}, {"value", std::move(named)}});
      }
      break;
    default:
      for (const Type& child : type.children) {
        arguments.push_back({{"kind", "TYPE"}, {"value", Signature(child, parametric)}});
      }
  }
  return {{"rawType", RawName(type.kind)}, {"arguments", std::move(arguments)}};
}

// How many bytes of well-formed UTF-8 begin at `at`; 0 when they are not.
size_t SequenceLength(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  const size_t length = lead < 0x80   ? 1
                        : lead < 0xC2 ? 0
                        : lead < 0xE0 ? 2
                        : lead < 0xF0 ? 3
                        : lead < 0xF5 ? 4
                                      : 0;
  if (length == 0 || at + length > text.size()) return 0;
  for (size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return 0;
  }
  if (lead == 0xE0 && byte(at + 1) < 0xA0) return 0;
  if (lead == 0xED && byte(at + 1) > 0x9F) return 0;
  if (lead == 0xF0 && byte(at + 1) < 0x90) return 0;
  if (lead == 0xF4 && byte(at + 1) > 0x8F) return 0;
  return length;
}

void AppendQuoted(std::string_view text, std::string& out) {  // of text without specials
  out += '"';
  out += text;
  out += '"';
}

// As the client reads it: in the precision that it was told.
std::string TimeText(const Value& value, const Type& type, const Type& shown) {
  if (type.precision <= 6 || shown.precision > 6) return engine::ToText(value, shown);
  if (!std::holds_alternative<int64_t>(value.data)) return engine::ToText(value, shown);
  return engine::ToText(Value{engine::MicrosOfTime(value, type)}, shown);
}

void AppendChildren(const std::vector<Value>& children, const Type& type, const Type& shown,
                    std::string& out) {
  out += '[';
  for (size_t i = 0; i < children.size(); ++i) {
    if (i > 0) out += ',';
    const size_t of = type.kind == TypeKind::kArray ? 0 : i;
    AppendValue(children[i], type.children[of], shown.children[of], out);
  }
  out += ']';
}

void AppendMap(const std::vector<Value>& children, const Type& type, const Type& shown,
               std::string& out) {
  out += '{';
  for (size_t i = 0; i + 1 < children.size(); i += 2) {
    if (i > 0) out += ',';
    const TypeKind key = type.children[0].kind;
    AppendJsonString(
        HasTimePrecision(key)         ? TimeText(children[i], type.children[0], shown.children[0])
        : key == TypeKind::kVarbinary ? base::Base64(std::get<std::string>(children[i].data))
                                      : engine::ToText(children[i], type.children[0]),
        out);
    out += ':';
    AppendValue(children[i + 1], type.children[1], shown.children[1], out);
  }
  out += '}';
}

}  // namespace

void AppendJsonString(std::string_view text, std::string& out) {
  static constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  for (size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (static_cast<unsigned char>(c) >= 0x80) {
      const size_t length = SequenceLength(text, at);
      if (length == 0) {
        out += "\xEF\xBF\xBD";
        ++at;
      } else {
        out.append(text, at, length);
        at += length;
      }
      continue;
    }
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += "\\u00";
          out += kHex[c >> 4];
          out += kHex[c & 15];
        } else {
          out += c;
        }
    }
    ++at;
  }
  out += '"';
}

Type ClientType(const Type& type, bool parametric_datetime) {
  Type shown = type;
  if (HasTimePrecision(type.kind) && !parametric_datetime) shown.precision = kMillis;
  for (Type& child : shown.children) child = ClientType(child, parametric_datetime);
  return shown;
}

json ColumnJson(const std::string& name, const Type& type, bool parametric_datetime) {
  return {{"name", name},
          {"type", TypeText(type, parametric_datetime)},
          {"typeSignature", Signature(type, parametric_datetime)}};
}

void AppendValue(const Value& value, const Type& type, const Type& shown, std::string& out) {
  if (value.is_null()) {
    out += "null";
    return;
  }
  switch (type.kind) {
    case TypeKind::kUnknown: out += "null"; return;
    case TypeKind::kBoolean: out += std::get<bool>(value.data) ? "true" : "false"; return;
    case TypeKind::kTinyint:
    case TypeKind::kSmallint:
    case TypeKind::kInteger:
    case TypeKind::kBigint: {
      char buffer[24];
      const auto end = std::to_chars(buffer, buffer + sizeof buffer, std::get<int64_t>(value.data));
      out.append(buffer, static_cast<size_t>(end.ptr - buffer));
      return;
    }
    case TypeKind::kReal:
    case TypeKind::kDouble: {
      const std::string text = engine::ToText(value, type);
      if (std::isfinite(std::get<double>(value.data))) {
        out += text;
      } else {
        AppendQuoted(text, out);
      }
      return;
    }
    case TypeKind::kVarchar:
    case TypeKind::kJson: AppendJsonString(std::get<std::string>(value.data), out); return;
    case TypeKind::kChar: AppendJsonString(engine::ToText(value, type), out); return;
    case TypeKind::kHyperLogLog:
    case TypeKind::kP4HyperLogLog:
    case TypeKind::kSetDigest:
    case TypeKind::kTDigest:
    case TypeKind::kQDigest:
    case TypeKind::kVarbinary:
      AppendQuoted(base::Base64(std::get<std::string>(value.data)), out);
      return;
    case TypeKind::kTime:
    case TypeKind::kTimeWithTimeZone:
    case TypeKind::kTimestamp:
    case TypeKind::kTimestampWithTimeZone: AppendQuoted(TimeText(value, type, shown), out); return;
    case TypeKind::kArray:
    case TypeKind::kRow:
      AppendChildren(std::get<std::vector<Value>>(value.data), type, shown, out);
      return;
    case TypeKind::kMap:
      AppendMap(std::get<std::vector<Value>>(value.data), type, shown, out);
      return;
    default: AppendQuoted(engine::ToText(value, type), out);
  }
}

}  // namespace tarn::api::trino
