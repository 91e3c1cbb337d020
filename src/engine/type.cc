#include "engine/type.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"

namespace tarn::engine {
namespace {

struct SimpleType {
  std::string_view name;
  TypeKind kind;
};
constexpr std::array kSimpleTypes = {
    SimpleType{"unknown", TypeKind::kUnknown},
    SimpleType{"boolean", TypeKind::kBoolean},
    SimpleType{"tinyint", TypeKind::kTinyint},
    SimpleType{"smallint", TypeKind::kSmallint},
    SimpleType{"integer", TypeKind::kInteger},
    SimpleType{"bigint", TypeKind::kBigint},
    SimpleType{"real", TypeKind::kReal},
    SimpleType{"double", TypeKind::kDouble},
    SimpleType{"varbinary", TypeKind::kVarbinary},
    SimpleType{"date", TypeKind::kDate},
    SimpleType{"interval year to month", TypeKind::kIntervalYearToMonth},
    SimpleType{"interval day to second", TypeKind::kIntervalDayToSecond},
    SimpleType{"uuid", TypeKind::kUuid},
    SimpleType{"ipaddress", TypeKind::kIpAddress},
    SimpleType{"json", TypeKind::kJson},
    SimpleType{"HyperLogLog", TypeKind::kHyperLogLog},
    SimpleType{"P4HyperLogLog", TypeKind::kP4HyperLogLog},
    SimpleType{"SetDigest", TypeKind::kSetDigest},
    SimpleType{"tdigest", TypeKind::kTDigest},
};
// Spellings that Trino's parser takes besides the canonical one.
constexpr std::array kAliases = {
    std::pair{std::string_view("int"), TypeKind::kInteger},
    std::pair{std::string_view("double precision"), TypeKind::kDouble},
    std::pair{std::string_view("string"), TypeKind::kVarchar},
    std::pair{std::string_view("hyperloglog"), TypeKind::kHyperLogLog},
    std::pair{std::string_view("p4hyperloglog"), TypeKind::kP4HyperLogLog},
    std::pair{std::string_view("setdigest"), TypeKind::kSetDigest},
};

constexpr int kDefaultFractionDigits = 3;
constexpr int kMaxFractionDigits = 12;
constexpr int kMaxDepth = 64;

bool IsPlainIdentifier(std::string_view name) {
  if (name.empty() || std::isdigit(static_cast<unsigned char>(name[0]))) return false;
  for (char c : name) {
    const auto u = static_cast<unsigned char>(c);
    if (!(std::islower(u) || std::isdigit(u) || c == '_')) return false;
  }
  return true;
}

std::string QuoteIdentifier(std::string_view name) {
  std::string out = "\"";
  for (char c : name) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

// Recursive descent over a type's text.
class TypeParser {
 public:
  explicit TypeParser(std::string_view text) : text_(text) {}

  Type ParseAll() {
    Type type = ParseType(0);
    SkipSpace();
    if (pos_ != text_.size()) Fail();
    return type;
  }

 private:
  [[noreturn]] void Fail() const {
    throw base::Error(base::ErrorKind::kInvalidArgument, fmt::format("not a type: '{}'", text_),
                      "types are written as in Trino: bigint, decimal(12,2), varchar, "
                      "timestamp(6), array(bigint), map(varchar, double), row(a bigint)");
  }
  void SkipSpace() {
    while (pos_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[pos_]))) ++pos_;
  }
  bool Take(char c) {
    SkipSpace();
    if (pos_ >= text_.size() || text_[pos_] != c) return false;
    ++pos_;
    return true;
  }
  void Expect(char c) {
    if (!Take(c)) Fail();
  }
  // A word in lower case; empty when there is none.
  std::string Word() {
    SkipSpace();
    std::string word;
    while (pos_ < text_.size()) {
      const auto u = static_cast<unsigned char>(text_[pos_]);
      if (!std::isalnum(u) && text_[pos_] != '_') break;
      word += static_cast<char>(std::tolower(u));
      ++pos_;
    }
    return word;
  }
  // Takes `expected` words, or nothing.
  bool TakeWords(std::initializer_list<std::string_view> expected) {
    const size_t start = pos_;
    for (std::string_view word : expected) {
      if (Word() != word) {
        pos_ = start;
        return false;
      }
    }
    return true;
  }
  int Number() {
    const std::string word = Word();
    if (word.empty() || word.size() > 9) Fail();
    for (char c : word) {
      if (!std::isdigit(static_cast<unsigned char>(c))) Fail();
    }
    return std::stoi(word);
  }
  std::optional<int> Parameter() {
    if (!Take('(')) return std::nullopt;
    const int value = Number();
    Expect(')');
    return value;
  }
  std::string FieldName() {
    SkipSpace();
    if (pos_ >= text_.size() || text_[pos_] != '"') return Word();
    std::string name;
    for (++pos_; pos_ < text_.size(); ++pos_) {
      if (text_[pos_] == '"') {
        if (pos_ + 1 >= text_.size() || text_[pos_ + 1] != '"') {
          ++pos_;
          return name;
        }
        ++pos_;
      }
      name += text_[pos_];
    }
    Fail();
  }

  Type ParseType(int depth) {
    if (depth > kMaxDepth) Fail();
    const std::string word = Word();
    if (word == "decimal" || word == "numeric") return Decimal();
    if (word == "varchar" || word == "char") return Characters(word);
    if (word == "time" || word == "timestamp") return Time(word);
    if (word == "array" || word == "qdigest") {
      Expect('(');
      const TypeKind kind = word == "array" ? TypeKind::kArray : TypeKind::kQDigest;
      Type type{kind, 0, 0, {ParseType(depth + 1)}, {}};
      Expect(')');
      return type;
    }
    if (word == "map") {
      Expect('(');
      Type type{TypeKind::kMap, 0, 0, {ParseType(depth + 1)}, {}};
      Expect(',');
      type.children.push_back(ParseType(depth + 1));
      Expect(')');
      return type;
    }
    if (word == "row") return Row(depth);
    if (word == "interval") {
      if (TakeWords({"year", "to", "month"})) return {TypeKind::kIntervalYearToMonth, 0, 0, {}, {}};
      if (TakeWords({"day", "to", "second"})) return {TypeKind::kIntervalDayToSecond, 0, 0, {}, {}};
      Fail();
    }
    if (word == "double") TakeWords({"precision"});
    for (const SimpleType& simple : kSimpleTypes) {
      if (simple.name == word) return {simple.kind, 0, 0, {}, {}};
    }
    for (const auto& [name, kind] : kAliases) {
      if (name == word) return {kind, 0, 0, {}, {}};
    }
    Fail();
  }

  Type Decimal() {
    Type type{TypeKind::kDecimal, 38, 0, {}, {}};
    if (Take('(')) {
      type.precision = Number();
      if (Take(',')) type.scale = Number();
      Expect(')');
    }
    if (type.precision < 1 || type.precision > 38 || type.scale > type.precision) Fail();
    return type;
  }
  Type Characters(const std::string& word) {
    Type type;
    type.kind = word == "char" ? TypeKind::kChar : TypeKind::kVarchar;
    type.precision = word == "char" ? 1 : 0;
    if (const auto length = Parameter()) type.precision = *length > 0 ? *length : kEmptyVarchar;
    return type;
  }
  Type Time(const std::string& word) {
    Type type;
    type.kind = word == "time" ? TypeKind::kTime : TypeKind::kTimestamp;
    type.precision = Parameter().value_or(kDefaultFractionDigits);
    if (type.precision > kMaxFractionDigits) Fail();
    if (TakeWords({"with", "time", "zone"})) {
      type.kind = type.kind == TypeKind::kTime ? TypeKind::kTimeWithTimeZone
                                               : TypeKind::kTimestampWithTimeZone;
    } else {
      TakeWords({"without", "time", "zone"});
    }
    return type;
  }
  Type Row(int depth) {
    Type type;
    type.kind = TypeKind::kRow;
    Expect('(');
    do {
      // "name type" or "type" alone: a name is there when another type follows it.
      const size_t start = pos_;
      std::string name = FieldName();
      SkipSpace();
      const bool named = pos_ < text_.size() && text_[pos_] != ',' && text_[pos_] != ')' &&
                         text_[pos_] != '(' && !IsTypePhrase(start);
      if (!named) {
        pos_ = start;
        name.clear();
      }
      type.children.push_back(ParseType(depth + 1));
      type.field_names.push_back(std::move(name));
    } while (Take(','));
    Expect(')');
    return type;
  }
  // Whether an unnamed field of several words ("interval day to second", "double precision")
  // begins at `start`.
  bool IsTypePhrase(size_t start) {
    const size_t saved = pos_;
    pos_ = start;
    bool phrase = TakeWords({"interval", "year", "to"}) || TakeWords({"interval", "day", "to"}) ||
                  TakeWords({"double", "precision"});
    if (!phrase && (TakeWords({"timestamp", "with"}) || TakeWords({"timestamp", "without"}) ||
                    TakeWords({"time", "with"}) || TakeWords({"time", "without"}))) {
      phrase = true;
    }
    pos_ = saved;
    return phrase;
  }

  std::string_view text_;
  size_t pos_ = 0;
};

std::string RowToString(const Type& type) {
  std::string out = "row(";
  for (size_t i = 0; i < type.children.size(); ++i) {
    if (i > 0) out += ", ";
    const std::string name = i < type.field_names.size() ? type.field_names[i] : "";
    if (!name.empty()) {
      out += (IsPlainIdentifier(name) ? name : QuoteIdentifier(name)) + " ";
    }
    out += type.children[i].ToString();
  }
  return out + ")";
}

}  // namespace

std::string Type::ToString() const {
  for (const SimpleType& simple : kSimpleTypes) {
    if (simple.kind == kind) return std::string(simple.name);
  }
  switch (kind) {
    case TypeKind::kDecimal: return fmt::format("decimal({},{})", precision, scale);
    case TypeKind::kVarchar:
      return precision == 0 ? "varchar" : fmt::format("varchar({})", std::max(precision, 0));
    case TypeKind::kChar: return fmt::format("char({})", std::max(precision, 0));
    case TypeKind::kTime: return fmt::format("time({})", precision);
    case TypeKind::kTimeWithTimeZone: return fmt::format("time({}) with time zone", precision);
    case TypeKind::kTimestamp: return fmt::format("timestamp({})", precision);
    case TypeKind::kTimestampWithTimeZone:
      return fmt::format("timestamp({}) with time zone", precision);
    case TypeKind::kArray: return fmt::format("array({})", children.at(0).ToString());
    case TypeKind::kMap:
      return fmt::format("map({}, {})", children.at(0).ToString(), children.at(1).ToString());
    case TypeKind::kQDigest: return fmt::format("qdigest({})", children.at(0).ToString());
    case TypeKind::kRow: return RowToString(*this);
    default: return "unknown";
  }
}

Type Type::Parse(std::string_view text) { return TypeParser(text).ParseAll(); }

}  // namespace tarn::engine
