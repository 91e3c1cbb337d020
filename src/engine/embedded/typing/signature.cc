#include "engine/embedded/typing/signature.h"

#include <array>
#include <cctype>
#include <unordered_map>
#include <utility>

#include "base/error.h"

namespace tarn::engine::embedded {
namespace {

struct NamedKind {
  std::string_view name;
  TypeKind kind;
};
constexpr std::array kKinds = {
    NamedKind{"unknown", TypeKind::kUnknown},
    NamedKind{"boolean", TypeKind::kBoolean},
    NamedKind{"tinyint", TypeKind::kTinyint},
    NamedKind{"smallint", TypeKind::kSmallint},
    NamedKind{"integer", TypeKind::kInteger},
    NamedKind{"bigint", TypeKind::kBigint},
    NamedKind{"real", TypeKind::kReal},
    NamedKind{"double", TypeKind::kDouble},
    NamedKind{"decimal", TypeKind::kDecimal},
    NamedKind{"varchar", TypeKind::kVarchar},
    NamedKind{"char", TypeKind::kChar},
    NamedKind{"varbinary", TypeKind::kVarbinary},
    NamedKind{"date", TypeKind::kDate},
    NamedKind{"time", TypeKind::kTime},
    NamedKind{"timestamp", TypeKind::kTimestamp},
    NamedKind{"uuid", TypeKind::kUuid},
    NamedKind{"ipaddress", TypeKind::kIpAddress},
    NamedKind{"json", TypeKind::kJson},
    NamedKind{"array", TypeKind::kArray},
    NamedKind{"map", TypeKind::kMap},
    NamedKind{"row", TypeKind::kRow},
    NamedKind{"hyperloglog", TypeKind::kHyperLogLog},
    NamedKind{"p4hyperloglog", TypeKind::kP4HyperLogLog},
    NamedKind{"setdigest", TypeKind::kSetDigest},
    NamedKind{"tdigest", TypeKind::kTDigest},
    NamedKind{"qdigest", TypeKind::kQDigest},
    // Trino's internal types of constants that are written as texts.
    NamedKind{"joniregexp", TypeKind::kVarchar},
    NamedKind{"jsonpath", TypeKind::kVarchar},
    NamedKind{"codepoints", TypeKind::kVarchar},
};

class PatternParser {
 public:
  explicit PatternParser(std::string_view text) : text_(text) {}

  TypePattern ParseAll() {
    TypePattern pattern = Parse();
    if (at_ != text_.size()) Fail();
    return pattern;
  }
  std::vector<TypePattern> ParseList() {
    std::vector<TypePattern> list;
    if (text_.empty()) return list;
    do {
      list.push_back(Parse());
    } while (Take(","));
    if (at_ != text_.size()) Fail();
    return list;
  }

 private:
  [[noreturn]] void Fail() const {
    base::Throw(base::ErrorKind::kInternal, "not a signature's type: {}", text_);
  }
  bool Take(std::string_view token) {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    if (!text_.substr(at_).starts_with(token)) return false;
    at_ += token.size();
    return true;
  }
  std::string_view Word() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    const size_t start = at_;
    while (at_ < text_.size() &&
           (std::isalnum(static_cast<unsigned char>(text_[at_])) != 0 || text_[at_] == '_')) {
      ++at_;
    }
    if (at_ == start) Fail();
    return text_.substr(start, at_ - start);
  }
  std::vector<TypePattern> Children() {
    std::vector<TypePattern> children;
    if (!Take("(")) Fail();
    do {
      children.push_back(Parse());
    } while (Take(","));
    if (!Take(")")) Fail();
    return children;
  }

  TypePattern Parse() {
    TypePattern pattern;
    const std::string_view word = Word();
    if (word == "function") {
      pattern.shape = TypePattern::Shape::kFunction;
      pattern.children = Children();
      return pattern;
    }
    if (word == "interval") {
      pattern.kind =
          Take("day to second") ? TypeKind::kIntervalDayToSecond : TypeKind::kIntervalYearToMonth;
      if (pattern.kind == TypeKind::kIntervalYearToMonth && !Take("year to month")) Fail();
      return pattern;
    }
    for (const NamedKind& named : kKinds) {
      if (named.name == word) return ParseKind(named.kind);
    }
    pattern.shape = TypePattern::Shape::kVariable;
    pattern.variable = word;
    return pattern;
  }
  TypePattern ParseKind(TypeKind kind) {
    TypePattern pattern;
    pattern.kind = kind;
    if (kind == TypeKind::kArray || kind == TypeKind::kMap || kind == TypeKind::kRow ||
        kind == TypeKind::kQDigest) {
      pattern.children = Children();
      return pattern;
    }
    if (Take("(")) {
      do {
        pattern.lengths.emplace_back(Word());
      } while (Take(","));
      if (!Take(")")) Fail();
    }
    if (Take("with time zone")) {
      pattern.kind =
          kind == TypeKind::kTime ? TypeKind::kTimeWithTimeZone : TypeKind::kTimestampWithTimeZone;
    }
    return pattern;
  }

  std::string_view text_;
  size_t at_ = 0;
};

bool HasVariable(const TypePattern& pattern) {
  if (pattern.shape == TypePattern::Shape::kVariable) return true;
  for (const TypePattern& child : pattern.children) {
    if (HasVariable(child)) return true;
  }
  return false;
}

Signature ParseSignature(const SignatureRow& row) {
  Signature signature;
  signature.row = &row;
  constexpr std::string_view kAnyNumber = "…";
  std::string_view arguments = row.arguments;
  signature.variadic = arguments.ends_with(kAnyNumber);
  if (signature.variadic) arguments.remove_suffix(kAnyNumber.size());
  signature.arguments = PatternParser(arguments).ParseList();
  signature.returns = PatternParser(row.returns).ParseAll();
  for (const TypePattern& argument : signature.arguments) {
    signature.generic = signature.generic || HasVariable(argument);
  }
  return signature;
}

using SignatureIndex = std::unordered_map<std::string_view, std::vector<Signature>>;

SignatureIndex BuildIndex() {
  SignatureIndex index;
  for (const auto rows : {FunctionSignatureRows(), OperatorSignatureRows()}) {
    for (const SignatureRow& row : rows) index[row.name].push_back(ParseSignature(row));
  }
  return index;
}

}  // namespace

TypePattern ParseTypePattern(std::string_view text) { return PatternParser(text).ParseAll(); }

const std::vector<Signature>& SignaturesOf(std::string_view name) {
  static const SignatureIndex kIndex = BuildIndex();
  static const std::vector<Signature> kNone;
  const auto found = kIndex.find(name);
  return found == kIndex.end() ? kNone : found->second;
}

}  // namespace tarn::engine::embedded
