#include <bit>
#include <cstdlib>
#include <string>

#include "api/postgres/types.h"
#include "api/postgres/values.h"
#include "api/postgres/wire.h"

namespace tarn::api::postgres {
namespace {

using engine::DecimalValue;
using engine::Type;
using engine::TypeKind;
using engine::Value;

constexpr int64_t kMillisPerDay = 86'400'000;

// Digits of base 10,000 around the point (numeric_send): how many, the weight of the first, the
// sign, how many decimals are shown, the digits.
void AppendNumeric(const DecimalValue& value, int scale, std::string& out) {
  constexpr int16_t kNegative = 0x4000;
  const bool negative = value.unscaled < 0;
  auto magnitude = static_cast<unsigned __int128>(value.unscaled);
  if (negative) magnitude = -magnitude;
  std::string digits;  // the last one first
  for (; magnitude != 0; magnitude /= 10) {
    digits += static_cast<char>(static_cast<int>(magnitude % 10));
  }
  // Groups of four, counted from the point: the fraction is filled up behind, the rest before.
  const int padding = (4 - scale % 4) % 4;
  digits.insert(0, static_cast<size_t>(padding), '\0');
  while (digits.size() % 4 != 0) digits += '\0';
  std::string groups;
  int count = 0;
  int weight = static_cast<int>(digits.size()) / 4 - 1 - (scale + padding) / 4;
  int skipped = 0;
  for (size_t at = digits.size(); at >= 4; at -= 4) {
    const int group =
        digits[at - 1] * 1000 + digits[at - 2] * 100 + digits[at - 3] * 10 + digits[at - 4];
    if (group == 0 && count == 0) {
      ++skipped;
      continue;
    }
    AppendInt16(groups, static_cast<int16_t>(group));
    ++count;
  }
  weight = count == 0 ? 0 : weight - skipped;
  // Zeros at the end are left out.
  while (count > 0 && groups[groups.size() - 1] == 0 && groups[groups.size() - 2] == 0) {
    groups.resize(groups.size() - 2);
    --count;
  }
  AppendInt16(out, static_cast<int16_t>(count));
  AppendInt16(out, static_cast<int16_t>(weight));
  AppendInt16(out, negative ? kNegative : int16_t{0});
  AppendInt16(out, static_cast<int16_t>(scale));
  out += groups;
}

void AppendUuid(std::string_view text, std::string& out) {
  int high = -1;
  for (const char c : text) {
    if (c == '-') continue;
    const int digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
    if (high < 0) {
      high = digit;
    } else {
      out += static_cast<char>(high << 4 | digit);
      high = -1;
    }
  }
}

void AppendArray(const Value& value, const Type& element, std::string& out) {
  const auto& children = std::get<std::vector<Value>>(value.data);
  bool has_null = false;
  for (const Value& child : children) has_null = has_null || child.is_null();
  AppendInt32(out, children.empty() ? 0 : 1);
  AppendInt32(out, has_null ? 1 : 0);
  AppendInt32(out, static_cast<int32_t>(TypeOf(element).oid));
  if (children.empty()) return;
  AppendInt32(out, static_cast<int32_t>(children.size()));
  AppendInt32(out, 1);
  for (const Value& child : children) AppendField(child, element, 1, out);
}

}  // namespace

void AppendBinary(const Value& value, const Type& type, std::string& out) {
  const auto number = [&] { return std::get<int64_t>(value.data); };
  switch (type.kind) {
    case TypeKind::kBoolean: out += std::get<bool>(value.data) ? '\1' : '\0'; return;
    case TypeKind::kTinyint:
    case TypeKind::kSmallint: AppendInt16(out, static_cast<int16_t>(number())); return;
    case TypeKind::kInteger: AppendInt32(out, static_cast<int32_t>(number())); return;
    case TypeKind::kBigint: AppendInt64(out, number()); return;
    case TypeKind::kReal:
      AppendInt32(out, std::bit_cast<int32_t>(static_cast<float>(std::get<double>(value.data))));
      return;
    case TypeKind::kDouble:
      AppendInt64(out, std::bit_cast<int64_t>(std::get<double>(value.data)));
      return;
    case TypeKind::kDecimal:
      AppendNumeric(std::get<DecimalValue>(value.data), type.scale, out);
      return;
    case TypeKind::kDate: AppendInt32(out, static_cast<int32_t>(number() - kEpochDays)); return;
    case TypeKind::kTime: AppendInt64(out, engine::MicrosOfTime(value, type)); return;
    case TypeKind::kTimestamp:
    case TypeKind::kTimestampWithTimeZone:
      AppendInt64(out, engine::MicrosOfTime(value, type) - kEpochMicros);
      return;
    case TypeKind::kIntervalYearToMonth:
      AppendInt64(out, 0);
      AppendInt32(out, 0);
      AppendInt32(out, static_cast<int32_t>(number()));
      return;
    case TypeKind::kIntervalDayToSecond:
      AppendInt64(out, number() % kMillisPerDay * 1000);
      AppendInt32(out, static_cast<int32_t>(number() / kMillisPerDay));
      AppendInt32(out, 0);
      return;
    case TypeKind::kUuid: AppendUuid(std::get<std::string>(value.data), out); return;
    case TypeKind::kHyperLogLog:
    case TypeKind::kP4HyperLogLog:
    case TypeKind::kSetDigest:
    case TypeKind::kTDigest:
    case TypeKind::kQDigest:
    case TypeKind::kVarbinary: out += std::get<std::string>(value.data); return;
    case TypeKind::kArray:
      if (TypeOf(type).oid != oid::kJson) {
        AppendArray(value, type.children[0], out);
        return;
      }
      break;
    default: break;
  }
  AppendText(value, type, out);  // texts and json are the same in both formats
}

}  // namespace tarn::api::postgres
