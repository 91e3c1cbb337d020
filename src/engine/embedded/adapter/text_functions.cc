#include "engine/embedded/adapter/text_functions.h"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <set>

#include "base/standard_error.h"
#include "duckdb/common/vector_operations/binary_executor.hpp"
#include "duckdb/common/vector_operations/ternary_executor.hpp"
#include "engine/embedded/adapter/code_points.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/scalar_kernels.h"
#include "engine/embedded/adapter/unicode.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::BinaryExecutor;
using duckdb::DataChunk;
using duckdb::ExpressionState;
using duckdb::LogicalType;
using duckdb::string_t;
using duckdb::TernaryExecutor;
using duckdb::Value;
using duckdb::Vector;

// A padded text has at most this many code points.
constexpr int64_t kLongestPadding = std::numeric_limits<int32_t>::max();

// ---- substrings

std::string_view Substring(std::string_view text, int64_t start, int64_t length) {
  if (start == 0 || length <= 0) return {};
  if (start < 0) {
    start += CountCodePoints(text) + 1;
    if (start <= 0) return {};
  }
  const size_t begin = OffsetOf(text, start - 1);
  return text.substr(begin, OffsetOf(text.substr(begin), length));
}

void SubstrFrom(DataChunk& arguments, ExpressionState&, Vector& result) {
  BinaryExecutor::Execute<string_t, int64_t, string_t>(
      arguments.data[0], arguments.data[1], result, arguments.size(),
      [&](string_t text, int64_t start) {
        return NewString(result, Substring(View(text), start, text.GetSize()));
      });
}

void SubstrFor(DataChunk& arguments, ExpressionState&, Vector& result) {
  TernaryExecutor::Execute<string_t, int64_t, int64_t, string_t>(
      arguments.data[0], arguments.data[1], arguments.data[2], result, arguments.size(),
      [&](string_t text, int64_t start, int64_t length) {
        return NewString(result, Substring(View(text), start, length));
      });
}

template <bool kLeft>
void Pad(DataChunk& arguments, ExpressionState&, Vector& result) {
  const char* name = kLeft ? "lpad" : "rpad";
  TernaryExecutor::Execute<string_t, int64_t, string_t, string_t>(
      arguments.data[0], arguments.data[1], arguments.data[2], result, arguments.size(),
      [&](string_t text, int64_t size, string_t with) {
        if (with.GetSize() == 0) InvalidFunctionArgument(name, "Padding string must not be empty");
        if (size < 0 || size > kLongestPadding) {
          InvalidFunctionArgument(name, "Target length must be in the range [0.." +
                                            std::to_string(kLongestPadding) + "]");
        }
        const int64_t have = CountCodePoints(View(text));
        if (have >= size) {
          return NewString(result, View(text).substr(0, OffsetOf(View(text), size)));
        }
        std::string padding;
        const int64_t repeat = CountCodePoints(View(with));
        for (int64_t i = 0; i < (size - have) / repeat; ++i) padding += View(with);
        padding += View(with).substr(0, OffsetOf(View(with), (size - have) % repeat));
        const std::string own(View(text));
        return NewString(result, kLeft ? padding + own : own + padding);
      });
}

template <bool kLeft>
Value PadBytes(const std::vector<Value>& values) {
  const char* name = kLeft ? "lpad" : "rpad";
  const std::string& bytes = duckdb::StringValue::Get(values[0]);
  const std::string& with = duckdb::StringValue::Get(values[2]);
  const auto size = values[1].GetValue<int64_t>();
  if (with.empty()) InvalidFunctionArgument(name, "Padding bytes must not be empty");
  if (size < 0 || size > kLongestPadding) {
    InvalidFunctionArgument(
        name, "Target length must be in the range [0.." + std::to_string(kLongestPadding) + "]");
  }
  const auto wanted = static_cast<size_t>(size);
  if (bytes.size() >= wanted) return Value::BLOB_RAW(bytes.substr(0, wanted));
  std::string padding;
  while (padding.size() < wanted - bytes.size()) padding += with;
  padding.resize(wanted - bytes.size());
  return Value::BLOB_RAW(kLeft ? padding + bytes : bytes + padding);
}

template <bool kLeft>
duckdb::unique_ptr<duckdb::Expression> BindPad(duckdb::FunctionBindExpressionInput& input) {
  const char* name = kLeft ? "lpad" : "rpad";
  const bool bytes = input.children[0]->return_type.id() == duckdb::LogicalTypeId::BLOB;
  const LogicalType type = bytes ? LogicalType::BLOB : LogicalType::VARCHAR;
  const duckdb::vector<LogicalType> types = {type, LogicalType::BIGINT, type};
  if (bytes) {
    return CallOwn(input.context, std::move(input.children), name, types, type,
                   RowKernel(PadBytes<kLeft>), "of bytes");
  }
  return CallOwn(input.context, std::move(input.children), name, types, type, Pad<kLeft>);
}

// DuckDB's replace leaves a text as it is where nothing is sought; to Trino, nothing stands before
// and behind every code point.
void Replace(DataChunk& arguments, ExpressionState&, Vector& result) {
  TernaryExecutor::Execute<string_t, string_t, string_t, string_t>(
      arguments.data[0], arguments.data[1], arguments.data[2], result, arguments.size(),
      [&](string_t text, string_t sought, string_t with) {
        std::string_view rest = View(text);
        const std::string_view part = View(sought);
        std::string out;
        if (part.empty()) {
          for (const char c : rest) {
            if (!IsContinuation(c)) out += View(with);
            out += c;
          }
          out += View(with);
          return NewString(result, out);
        }
        size_t at = rest.find(part);
        if (at == std::string_view::npos) return NewString(result, rest);
        for (; at != std::string_view::npos; at = rest.find(part)) {
          out += rest.substr(0, at);
          out += View(with);
          rest.remove_prefix(at + part.size());
        }
        out += rest;
        return NewString(result, out);
      });
}

// The texts that are not null, and the elements of arrays, with a separator between them.
void ConcatWs(DataChunk& arguments, ExpressionState&, Vector& result) {
  const bool constant = arguments.AllConstant();
  const duckdb::idx_t rows = constant ? 1 : arguments.size();
  for (duckdb::idx_t row = 0; row < rows; ++row) {
    const Value separator = arguments.data[0].GetValue(row);
    if (separator.IsNull()) {
      result.SetValue(row, Value(LogicalType::VARCHAR));
      continue;
    }
    std::string out;
    bool first = true;
    const auto add = [&](const Value& value) {
      if (value.IsNull()) return;
      if (!first) out += duckdb::StringValue::Get(separator);
      first = false;
      out += duckdb::StringValue::Get(value);
    };
    for (size_t i = 1; i < arguments.ColumnCount(); ++i) {
      const Value value = arguments.data[i].GetValue(row);
      if (value.IsNull() || value.type().id() != duckdb::LogicalTypeId::LIST) {
        add(value);
      } else {
        for (const Value& item : duckdb::ListValue::GetChildren(value)) add(item);
      }
    }
    result.SetValue(row, Value(out));
  }
  if (constant) result.SetVectorType(duckdb::VectorType::CONSTANT_VECTOR);
}

duckdb::unique_ptr<duckdb::Expression> BindConcatWs(duckdb::FunctionBindExpressionInput& input) {
  const LogicalType text = LogicalType::VARCHAR;
  const bool array = input.children[1]->return_type.id() == duckdb::LogicalTypeId::LIST;
  duckdb::vector<LogicalType> types(input.children.size(), text);
  if (array && types.size() == 2) types[1] = LogicalType::LIST(text);
  auto joined =
      CallOwn(input.context, std::move(input.children), "concat_ws", types, text, ConcatWs);
  joined->Cast<duckdb::BoundFunctionExpression>().function.SetNullHandling(
      duckdb::FunctionNullHandling::SPECIAL_HANDLING);
  return joined;
}

// ---- positions and parts

// The position of the instance number `instance` of `part`, from the end when negative; 0: none.
int64_t Position(std::string_view text, std::string_view part, int64_t instance) {
  if (instance == 0)
    InvalidFunctionArgument("strpos", "'instance' must be a positive or negative number.");
  if (part.empty()) return 1;
  size_t at = std::string_view::npos;
  if (instance > 0) {
    for (size_t from = 0; instance > 0; --instance, from = at + 1) {
      at = text.find(part, from);
      if (at == std::string_view::npos) return 0;
    }
  } else {
    for (size_t from = std::string_view::npos; instance < 0; ++instance, from = at - 1) {
      if (at == 0) return 0;
      at = text.rfind(part, from);
      if (at == std::string_view::npos) return 0;
    }
  }
  return CountCodePoints(text.substr(0, at)) + 1;
}

void StrPos(DataChunk& arguments, ExpressionState&, Vector& result) {
  TernaryExecutor::Execute<string_t, string_t, int64_t, int64_t>(
      arguments.data[0], arguments.data[1], arguments.data[2], result, arguments.size(),
      [](string_t text, string_t part, int64_t instance) {
        return Position(View(text), View(part), instance);
      });
}

// The part number `index` from 1; an empty delimiter divides between code points.
std::optional<std::string_view> Part(std::string_view text, std::string_view delimiter,
                                     int64_t index) {
  if (index < 1) InvalidFunctionArgument("split_part", "Index must be greater than zero");
  if (delimiter.empty()) {
    if (index > CountCodePoints(text)) return std::nullopt;
    return Substring(text, index, 1);
  }
  while (true) {
    const size_t at = text.find(delimiter);
    if (index == 1) return text.substr(0, at);
    if (at == std::string_view::npos) return std::nullopt;
    text.remove_prefix(at + delimiter.size());
    --index;
  }
}

void SplitPart(DataChunk& arguments, ExpressionState&, Vector& result) {
  TernaryExecutor::ExecuteWithNulls<string_t, string_t, int64_t, string_t>(
      arguments.data[0], arguments.data[1], arguments.data[2], result, arguments.size(),
      [&](string_t text, string_t delimiter, int64_t index, duckdb::ValidityMask& mask,
          duckdb::idx_t row) {
        const auto part = Part(View(text), View(delimiter), index);
        if (part) return NewString(result, *part);
        mask.SetInvalid(row);
        return string_t();
      });
}

Value Strings(const std::vector<std::string>& parts) {
  duckdb::vector<Value> values;
  for (const std::string& part : parts) values.emplace_back(part);
  return Value::LIST(LogicalType::VARCHAR, std::move(values));
}

std::vector<std::string> SplitText(std::string_view text, std::string_view delimiter,
                                   int64_t limit) {
  std::vector<std::string> parts;
  while (static_cast<int64_t>(parts.size()) + 1 < limit) {
    const size_t at = text.find(delimiter);
    if (at == std::string_view::npos) break;
    parts.emplace_back(text.substr(0, at));
    text.remove_prefix(at + delimiter.size());
  }
  parts.emplace_back(text);
  return parts;
}

Value Split(const std::vector<Value>& values) {
  const std::string delimiter = values[1].GetValue<std::string>();
  const int64_t limit = values.size() > 2 ? values[2].GetValue<int64_t>() : INT64_MAX;
  if (delimiter.empty())
    InvalidFunctionArgument("split", "The delimiter may not be the empty string");
  if (limit <= 0) InvalidFunctionArgument("split", "Limit must be positive");
  return Strings(SplitText(values[0].GetValue<std::string>(), delimiter, limit));
}

// "a=1,b=2" → entries; what has no delimiter, or a key twice, is an error.
template <bool kMulti>
Value SplitToMap(const std::vector<Value>& values) {
  const std::string text = values[0].GetValue<std::string>();
  const std::string between = values[1].GetValue<std::string>();
  const std::string inside = values[2].GetValue<std::string>();
  const char* name = kMulti ? "split_to_multimap" : "split_to_map";
  if (between.empty()) InvalidFunctionArgument(name, "entryDelimiter is empty");
  if (inside.empty()) InvalidFunctionArgument(name, "keyValueDelimiter is empty");
  if (between == inside) {
    InvalidFunctionArgument(name, "entryDelimiter and keyValueDelimiter must not be the same");
  }
  std::vector<std::string> order;
  std::map<std::string, std::vector<std::string>> entries;
  for (const std::string& entry : SplitText(text, between, INT64_MAX)) {
    if (entry.empty()) continue;
    const size_t at = entry.find(inside);
    const bool once =
        at != std::string::npos && entry.find(inside, at + inside.size()) == std::string::npos;
    if (!once) {
      const char* quote = kMulti ? "" : "'";
      InvalidFunctionArgument(
          name, "Key-value delimiter must appear exactly once in each entry. Bad input: " +
                    std::string(quote) + entry + quote);
    }
    auto& found = entries[entry.substr(0, at)];
    if (found.empty()) order.push_back(entry.substr(0, at));
    if (!found.empty() && !kMulti) {
      InvalidFunctionArgument(name, "Duplicate keys (" + entry.substr(0, at) + ") are not allowed");
    }
    found.push_back(entry.substr(at + inside.size()));
  }
  duckdb::vector<Value> keys, items;
  for (const std::string& key : order) {
    keys.emplace_back(key);
    items.push_back(kMulti ? Strings(entries[key]) : Value(entries[key].front()));
  }
  const LogicalType item = kMulti ? LogicalType::LIST(LogicalType::VARCHAR) : LogicalType::VARCHAR;
  return Value::MAP(LogicalType::VARCHAR, item, std::move(keys), std::move(items));
}

// ---- characters

Value Chr(const std::vector<Value>& values) {
  const auto point = values[0].GetValue<int64_t>();
  if (point < 0 || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) {
    InvalidFunctionArgument("chr", "Not a valid Unicode code point: " + std::to_string(point));
  }
  std::string text;
  AppendCodePoint(static_cast<char32_t>(point), text);
  return Value(text);
}

Value CodePoint(const std::vector<Value>& values) {
  const std::string text = values[0].GetValue<std::string>();
  if (CountCodePoints(text) != 1) {
    InvalidFunctionArgument("codepoint", "Input string must be a single character string");
  }
  std::string_view view = text;
  return Value::INTEGER(static_cast<int32_t>(TakeCodePoint(view)));
}

void Reverse(DataChunk& arguments, ExpressionState&, Vector& result) {
  duckdb::UnaryExecutor::Execute<string_t, string_t>(
      arguments.data[0], result, arguments.size(), [&](string_t text) {
        std::string_view rest = View(text);
        std::string reversed(rest.size(), '\0');
        size_t end = reversed.size();
        while (!rest.empty()) {
          size_t length = 1;
          while (length < rest.size() && IsContinuation(rest[length])) ++length;
          end -= length;
          reversed.replace(end, length, rest.substr(0, length));
          rest.remove_prefix(length);
        }
        return NewString(result, reversed);
      });
}

template <bool kLeft, bool kRight>
void Trim(DataChunk& arguments, ExpressionState&, Vector& result) {
  duckdb::UnaryExecutor::Execute<string_t, string_t>(
      arguments.data[0], result, arguments.size(), [&](string_t input) {
        std::string_view text = View(input);
        while (kLeft && !text.empty()) {
          std::string_view rest = text;
          if (!IsWhitespace(TakeCodePoint(rest))) break;
          text = rest;
        }
        while (kRight && !text.empty()) {
          size_t last = text.size() - 1;
          while (last > 0 && IsContinuation(text[last])) --last;
          std::string_view point = text.substr(last);
          if (!IsWhitespace(TakeCodePoint(point))) break;
          text = text.substr(0, last);
        }
        return NewString(result, text);
      });
}

Value Translate(const std::vector<Value>& values) {
  const auto from = CodePoints(values[1].GetValue<std::string>());
  const auto to = CodePoints(values[2].GetValue<std::string>());
  std::string out;
  for (const char32_t point : CodePoints(values[0].GetValue<std::string>())) {
    const auto found = std::find(from.begin(), from.end(), point);
    if (found == from.end()) {
      AppendCodePoint(point, out);
    } else if (const auto index = static_cast<size_t>(found - from.begin()); index < to.size()) {
      AppendCodePoint(to[index], out);
    }
  }
  return Value(out);
}

// ---- distances

Value Hamming(const std::vector<Value>& values) {
  const auto a = CodePoints(values[0].GetValue<std::string>());
  const auto b = CodePoints(values[1].GetValue<std::string>());
  if (a.size() != b.size()) {
    InvalidFunctionArgument(
        "hamming_distance",
        "The input strings to hamming_distance function must have the same length");
  }
  int64_t distance = 0;
  for (size_t i = 0; i < a.size(); ++i) distance += a[i] == b[i] ? 0 : 1;
  return Value::BIGINT(distance);
}

Value Levenshtein(const std::vector<Value>& values) {
  const auto a = CodePoints(values[0].GetValue<std::string>());
  const auto b = CodePoints(values[1].GetValue<std::string>());
  constexpr uint64_t kMost = 1'000'000;
  if (!b.empty() && a.size() > kMost / b.size()) {
    InvalidFunctionArgument("levenshtein_distance",
                            "The combined inputs for Levenshtein distance are too large");
  }
  std::vector<int64_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0);
  for (size_t i = 0; i < a.size(); ++i) {
    int64_t diagonal = row[0]++;
    for (size_t j = 0; j < b.size(); ++j) {
      const int64_t change = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({change, row[j] + 1, diagonal + 1});
    }
  }
  return Value::BIGINT(row.back());
}

Value LuhnCheck(const std::vector<Value>& values) {
  const std::string text = values[0].GetValue<std::string>();
  if (text.empty()) return Value::BOOLEAN(false);
  int sum = 0;
  bool twice = false;
  for (size_t i = text.size(); i-- > 0;) {
    if (text[i] < '0' || text[i] > '9') {
      InvalidFunctionArgument("luhn_check", "Input contains non-digit character");
    }
    const int digit = (text[i] - '0') * (twice ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
    twice = !twice;
  }
  return Value::BOOLEAN(sum % 10 == 0);
}

Value Soundex(const std::vector<Value>& values) {
  static constexpr std::string_view kCodes = "01230120022455012623010202";
  const std::string text = values[0].GetValue<std::string>();
  std::string out;
  char last = '0';
  constexpr int kLetters = 26;
  for (const char32_t point : CodePoints(text)) {
    int letter = static_cast<int>(point) - 'A';
    constexpr char32_t kSharpS = 0xDF;  // "SS" in capitals
    if (point == kSharpS) {
      letter = 'S' - 'A';
    } else if (point >= 0x80) {
      // Letters beyond ASCII have no code; what is no letter is passed over.
      if (!IsLetter(point)) continue;
      const char32_t upper = UpperCase(point);
      std::string shown;
      AppendCodePoint(upper, shown);
      InvalidFunctionArgument("soundex", "The character is not mapped: " + shown + " (index=" +
                                             std::to_string(static_cast<int>(upper) - 'A') + ")");
    }
    if (point >= 'a' && point <= 'z') letter = static_cast<int>(point) - 'a';
    if (letter < 0 || letter >= kLetters) continue;
    const char code = kCodes[static_cast<size_t>(letter)];
    const bool silent = letter == 'H' - 'A' || letter == 'W' - 'A';
    if (out.empty()) {
      out += static_cast<char>('A' + letter);
    } else if (code != '0' && code != last && out.size() < 4) {
      out += code;
    }
    if (!silent) last = code;
  }
  if (out.empty()) return Value("");
  out.resize(4, '0');
  return Value(out);
}

// Whether a sequence with all its bytes means a code point, by its shortest form.
bool IsCodePoint(std::string_view sequence) {
  std::string_view rest = sequence;
  const auto point = static_cast<uint32_t>(TakeCodePoint(rest));
  static constexpr uint32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  return point >= kLeast[sequence.size()] && point <= 0x10FFFF &&
         (point < 0xD800 || point > 0xDFFF);
}

}  // namespace

std::string DecodeUtf8(std::string_view bytes, std::string_view replacement) {
  std::string out;
  for (size_t at = 0; at < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[at]);
    size_t length = lead < 0x80   ? 1
                    : lead < 0xC0 ? 0
                    : lead < 0xE0 ? 2
                    : lead < 0xF0 ? 3
                    : lead < 0xF8 ? 4
                                  : 0;
    size_t good = length == 0 ? 0 : 1;
    while (good > 0 && good < length && at + good < bytes.size() &&
           IsContinuation(bytes[at + good])) {
      ++good;
    }
    if (length != 0 && good == length && IsCodePoint(bytes.substr(at, length))) {
      out += bytes.substr(at, length);
      at += length;
    } else {
      out += replacement;
      at += std::max<size_t>(good, 1);
    }
  }
  return out;
}

namespace {

Value FromUtf8(const std::vector<Value>& values) {
  std::string replacement = "\xEF\xBF\xBD";
  if (values.size() > 1) {
    replacement = values[1].GetValue<std::string>();
    if (CountCodePoints(replacement) > 1) {
      InvalidFunctionArgument("from_utf8",
                              "Replacement character string must empty or a single character");
    }
  }
  return Value(DecodeUtf8(duckdb::StringValue::Get(values[0]), replacement));
}

// The replacement is a text, or the number of a code point.
duckdb::unique_ptr<duckdb::Expression> BindFromUtf8With(
    duckdb::FunctionBindExpressionInput& input) {
  const LogicalType text = LogicalType::VARCHAR;
  if (!input.children[1]->return_type.IsIntegral()) {
    return CallOwn(input.context, std::move(input.children), "from_utf8", {LogicalType::BLOB, text},
                   text, RowKernel(FromUtf8), "with a text");
  }
  auto kernel = RowKernel([](const std::vector<Value>& values) {
    const auto point = values[1].GetValue<int64_t>();
    if (point < 0 || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) {
      InvalidFunctionArgument("from_utf8", "Invalid replacement character");
    }
    std::string replacement;
    AppendCodePoint(static_cast<char32_t>(point), replacement);
    return Value(DecodeUtf8(duckdb::StringValue::Get(values[0]), replacement));
  });
  return CallOwn(input.context, std::move(input.children), "from_utf8",
                 {LogicalType::BLOB, LogicalType::BIGINT}, text, std::move(kernel),
                 "with a code point");
}

// "2.3MB" as bytes, in units of 1024.
Value ParseDataSize(const std::vector<Value>& values) {
  static constexpr std::string_view kUnits[] = {"B",  "kB", "MB", "GB", "TB",
                                                "PB", "EB", "ZB", "YB"};
  const std::string text = values[0].GetValue<std::string>();
  const auto bad = [&text] {
    InvalidFunctionArgument("parse_data_size", "Invalid data size: '" + text + "'");
  };
  const size_t end = std::min(text.find_first_not_of("0123456789."), text.size());
  const auto* unit = std::find(std::begin(kUnits), std::end(kUnits), text.substr(end));
  const size_t point = std::min(text.find('.'), end);
  const bool number = point > 0 && point + 1 != end && text.find('.', point + 1) >= end;
  if (unit == std::end(kUnits) || !number) bad();
  __int128 bytes = 0, divisor = 1;
  for (size_t i = 0; i < end; ++i) {
    if (i == point) continue;
    if (__builtin_mul_overflow(bytes, 10, &bytes) ||
        __builtin_add_overflow(bytes, text[i] - '0', &bytes)) {
      bad();
    }
    if (i > point && __builtin_mul_overflow(divisor, 10, &divisor)) bad();
  }
  for (const auto* each = std::begin(kUnits); each != unit; ++each) {
    if (__builtin_mul_overflow(bytes, 1024, &bytes)) {
      throw DuckErrorOf<duckdb::OutOfRangeException>(base::StandardError::kNumericValueOutOfRange,
                                                     "Decimal overflow");
    }
  }
  bytes /= divisor;
  duckdb::hugeint_t huge;
  huge.lower = static_cast<uint64_t>(bytes);
  huge.upper = static_cast<int64_t>(bytes >> 64);
  return Value::DECIMAL(huge, 38, 0);
}

}  // namespace

void RegisterTextFunctions(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  const LogicalType text = LogicalType::VARCHAR, number = LogicalType::BIGINT;
  const LogicalType texts = LogicalType::LIST(text);
  RegisterScalar(loader, "tarn_substr", {text, number}, text, SubstrFrom);
  RegisterScalar(loader, "tarn_substr_for", {text, number, number}, text, SubstrFor);
  loader.RegisterFunction(BoundLater("tarn_lpad", 3, BindPad<true>, NullResult::Of(text)));
  loader.RegisterFunction(BoundLater("tarn_rpad", 3, BindPad<false>, NullResult::Of(text)));
  RegisterScalar(loader, "tarn_replace", {text, text, text}, text, Replace);
  RegisterScalar(loader, "tarn_strpos", {text, text, number}, number, StrPos);
  RegisterScalar(loader, "tarn_split_part", {text, text, number}, text, SplitPart);
  RegisterScalar(loader, "tarn_split", {text, text}, texts, RowKernel(Split));
  RegisterScalar(loader, "tarn_split_limit", {text, text, number}, texts, RowKernel(Split));
  RegisterScalar(loader, "tarn_split_to_map", {text, text, text}, LogicalType::MAP(text, text),
                 RowKernel(SplitToMap<false>));
  RegisterScalar(loader, "tarn_split_to_multimap", {text, text, text},
                 LogicalType::MAP(text, texts), RowKernel(SplitToMap<true>));
  RegisterScalar(loader, "tarn_parse_data_size", {text}, LogicalType::DECIMAL(38, 0),
                 RowKernel(ParseDataSize));
  RegisterScalar(loader, "tarn_chr", {number}, text, RowKernel(Chr));
  RegisterScalar(loader, "tarn_codepoint", {text}, LogicalType::INTEGER, RowKernel(CodePoint));
  RegisterScalar(loader, "tarn_reverse", {text}, text, Reverse);
  RegisterScalar(loader, "tarn_trim", {text}, text, Trim<true, true>);
  RegisterScalar(loader, "tarn_ltrim", {text}, text, Trim<true, false>);
  RegisterScalar(loader, "tarn_rtrim", {text}, text, Trim<false, true>);
  RegisterScalar(loader, "tarn_translate", {text, text, text}, text, RowKernel(Translate));
  RegisterScalar(loader, "tarn_hamming_distance", {text, text}, number, RowKernel(Hamming));
  RegisterScalar(loader, "tarn_levenshtein_distance", {text, text}, number, RowKernel(Levenshtein));
  RegisterScalar(loader, "tarn_luhn_check", {text}, LogicalType::BOOLEAN, RowKernel(LuhnCheck));
  RegisterScalar(loader, "tarn_soundex", {text}, text, RowKernel(Soundex));
  RegisterScalar(loader, "tarn_from_utf8", {LogicalType::BLOB}, text, RowKernel(FromUtf8));
  auto concat_ws = BoundLater("tarn_concat_ws", 2, BindConcatWs, NullResult::Bound());
  concat_ws.varargs = LogicalType::ANY;
  loader.RegisterFunction(concat_ws);
  loader.RegisterFunction(
      BoundLater("tarn_from_utf8_with", 2, BindFromUtf8With, NullResult::Of(LogicalType::VARCHAR)));
}

}  // namespace tarn::engine::embedded
