#include <bit>
#include <cstdlib>

#include <fmt/format.h>

#include "api/postgres/lexer.h"
#include "api/postgres/literal.h"
#include "api/postgres/sql_error.h"
#include "api/postgres/types.h"
#include "api/postgres/values.h"
#include "api/postgres/wire.h"
#include "engine/value.h"

namespace tarn::api::postgres {
namespace {

using engine::Type;
using engine::TypeKind;
using engine::Value;

[[noreturn]] void Malformed(uint32_t type_oid) {
  const TypeRow* type = FindType(type_oid);
  throw SqlError("22P03", fmt::format("incorrect binary data format for type {}",
                                      type != nullptr ? type->sql_name : std::to_string(type_oid)));
}

std::string Shown(const Value& value, TypeKind kind) {
  std::string text;
  AppendText(value, Type{kind, 6, 0, {}, {}}, text);
  return text;
}

// See numeric_recv: digits of base 10,000.
std::string NumericText(WireReader& reader) {
  const auto count = static_cast<uint16_t>(reader.Int16());
  const int weight = reader.Int16();
  const auto sign = static_cast<uint16_t>(reader.Int16());
  const auto scale = static_cast<uint16_t>(reader.Int16());
  constexpr uint16_t kNegative = 0x4000;
  if (sign != 0 && sign != kNegative) {
    throw SqlError("22003", "NaN and infinity are no decimals of Tarn");
  }
  constexpr int kMostGroups = 12;  // 38 digits, wherever the point is
  if (count > kMostGroups || weight > kMostGroups || weight < -kMostGroups || scale > 40) {
    throw SqlError("22003", "a decimal has at most 38 digits");
  }
  std::vector<int> groups;
  for (uint16_t i = 0; i < count; ++i) {
    const int group = reader.Int16();
    if (group < 0 || group > 9999) Malformed(oid::kNumeric);
    groups.push_back(group);
  }
  const auto group_at = [&](int power) {
    const int index = weight - power;
    return index >= 0 && index < static_cast<int>(groups.size())
               ? groups[static_cast<size_t>(index)]
               : 0;
  };
  std::string text = sign == kNegative ? "-" : "";
  if (weight < 0) text += "0";
  for (int power = weight; power >= 0; --power) {
    text += fmt::format(fmt::runtime(power == weight ? "{}" : "{:04}"), group_at(power));
  }
  std::string fraction;
  for (int power = -1; fraction.size() < scale; --power) {
    fraction += fmt::format("{:04}", group_at(power));
  }
  if (scale > 0) text += "." + fraction.substr(0, scale);
  return text;
}

std::string UuidText(std::string_view bytes) {
  std::string text;
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += fmt::format("{:02x}", static_cast<unsigned char>(bytes[i]));
  }
  return text;
}

std::string ArrayText(WireReader& reader) {
  const int32_t dimensions = reader.Int32();
  reader.Int32();  // whether there are nulls
  const auto element = static_cast<uint32_t>(reader.Int32());
  if (dimensions == 0) return "{}";
  if (dimensions != 1) {
    throw SqlError("0A000", fmt::format("arrays of {} dimensions are not supported", dimensions));
  }
  const int32_t count = reader.Int32();
  reader.Int32();  // where it begins to count
  std::string text = "{";
  for (int32_t i = 0; i < count; ++i) {
    if (i > 0) text += ',';
    const int32_t length = reader.Int32();  // throws when fewer came than were announced
    if (length < 0) {
      text += "NULL";
      continue;
    }
    text += '"';
    for (const char c : TextOfBinary(element, reader.Bytes(static_cast<size_t>(length)))) {
      if (c == '"' || c == '\\') text += '\\';
      text += c;
    }
    text += '"';
  }
  return text + "}";
}

std::string Decode(uint32_t type_oid, WireReader& reader) {
  switch (type_oid) {
    case oid::kBool: return reader.Byte() != 0 ? "t" : "f";
    case oid::kInt2: return std::to_string(reader.Int16());
    case oid::kInt4: return std::to_string(reader.Int32());
    case oid::kOid: return std::to_string(static_cast<uint32_t>(reader.Int32()));
    case oid::kInt8: return std::to_string(reader.Int64());
    case oid::kFloat4:
      return Shown(Value{double{std::bit_cast<float>(reader.Int32())}}, TypeKind::kReal);
    case oid::kFloat8:
      return Shown(Value{std::bit_cast<double>(reader.Int64())}, TypeKind::kDouble);
    case oid::kNumeric: return NumericText(reader);
    case oid::kDate: return Shown(Value{reader.Int32() + kEpochDays}, TypeKind::kDate);
    case oid::kTime: return Shown(Value{reader.Int64()}, TypeKind::kTime);
    case oid::kTimestamp:
    case oid::kTimestampTz: {
      const int64_t micros = reader.Int64();
      if (micros > INT64_MAX - kEpochMicros || micros < -INT64_MAX + kEpochMicros) {
        throw SqlError("22008", "timestamp out of range");
      }
      return Shown(Value{micros + kEpochMicros}, type_oid == oid::kTimestamp
                                                     ? TypeKind::kTimestamp
                                                     : TypeKind::kTimestampWithTimeZone);
    }
    case oid::kBytea:
      return Shown(Value{std::string(reader.Bytes(reader.size()))}, TypeKind::kVarbinary);
    case oid::kUuid: return UuidText(reader.Bytes(16));
    case oid::kJsonb:
      if (reader.Byte() != 1) Malformed(type_oid);
      return std::string(reader.Bytes(reader.size()));
    case oid::kJson:
    case oid::kText:
    case oid::kVarchar:
    case oid::kBpchar:
    case oid::kName:
    case oid::kChar:
    case oid::kUnknown:
    case 0: return std::string(reader.Bytes(reader.size()));
    default: break;
  }
  if (FindElementOfArray(type_oid) != nullptr) return ArrayText(reader);
  throw SqlError("0A000",
                 fmt::format("parameters of this type cannot be sent in binary: OID {}", type_oid));
}

}  // namespace

std::string TextOfBinary(uint32_t type_oid, std::string_view bytes) {
  WireReader reader(bytes);
  std::string text;
  try {
    text = Decode(type_oid, reader);
    reader.Finish();
  } catch (const SqlError& error) {
    if (error.sqlstate() == "08P01") Malformed(type_oid);
    throw;
  }
  if (type_oid != oid::kBytea && !IsUtf8(text)) {
    throw SqlError("22021", "invalid byte sequence for encoding \"UTF8\" in a parameter");
  }
  return text;
}

}  // namespace tarn::api::postgres
