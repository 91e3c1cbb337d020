#include "jinja/literal.h"

#include <charconv>
#include <cmath>

#include "jinja/arithmetic.h"
#include "jinja/dict.h"
#include "jinja/string_literal.h"

namespace tarn::jinja {
namespace {

std::optional<std::vector<Value>> LiteralsOf(const std::vector<ExprPtr>& exprs) {
  std::vector<Value> values;
  for (const ExprPtr& expr : exprs) {
    auto value = LiteralOf(*expr);
    if (!value) return std::nullopt;
    values.push_back(std::move(*value));
  }
  return values;
}

// A recursive-descent reader of Python literals.
class LiteralReader {
 public:
  explicit LiteralReader(std::string_view text) : text_(text) {}

  std::optional<Value> Run() {
    // Leading blanks are an indentation error in Python, except that literal_eval strips spaces and
    // tabs.
    while (position_ < text_.size() && (text_[position_] == ' ' || text_[position_] == '\t'))
      ++position_;
    auto value = Tuple();
    SkipBlanks();
    return position_ == text_.size() ? value : std::nullopt;
  }

 private:
  static constexpr int kMaxDepth = 90;

  void SkipBlanks() {
    while (position_ < text_.size() &&
           std::string_view(" \t\n\r\f").find(text_[position_]) != std::string_view::npos)
      ++position_;
  }
  bool Take(char c) {
    SkipBlanks();
    if (position_ >= text_.size() || text_[position_] != c) return false;
    ++position_;
    return true;
  }
  bool At(char c) {
    SkipBlanks();
    return position_ < text_.size() && text_[position_] == c;
  }

  // value, or value, value, … without parentheses.
  std::optional<Value> Tuple() {
    auto first = Item();
    if (!first || !At(',')) return first;
    std::vector<Value> items{std::move(*first)};
    while (Take(',')) {
      SkipBlanks();
      if (position_ == text_.size()) break;
      auto item = Item();
      if (!item) return std::nullopt;
      items.push_back(std::move(*item));
    }
    return Value::Tuple(std::move(items));
  }

  std::optional<Value> Item() {
    if (++depth_ > kMaxDepth) return std::nullopt;
    auto value = ItemWithin();
    --depth_;
    return value;
  }

  std::optional<Value> ItemWithin() {
    SkipBlanks();
    if (position_ >= text_.size()) return std::nullopt;
    const char c = text_[position_];
    if (c == '[') return Sequence('[', ']');
    if (c == '(') return Sequence('(', ')');
    if (c == '{') return Braces();
    if (c == '\'' || c == '"') return Strings();
    if (c == '-' || c == '+') {
      ++position_;
      SkipBlanks();
      const bool digit =
          position_ < text_.size() &&
          (text_[position_] == '.' || std::isdigit(static_cast<unsigned char>(text_[position_])));
      auto value = digit ? Number() : std::nullopt;
      return value && c == '-' ? Negative(*value) : value;
    }
    if ((c >= '0' && c <= '9') || c == '.') return Number();
    return Word();
  }

  std::optional<Value> Sequence(char open, char close) {
    Take(open);
    std::vector<Value> items;
    bool comma = false;
    while (!Take(close)) {
      if (!items.empty() && !comma) return std::nullopt;
      auto item = Item();
      if (!item) return std::nullopt;
      items.push_back(std::move(*item));
      comma = Take(',');
    }
    if (open == '[') return Value::List(std::move(items));
    if (items.size() == 1 && !comma) return items[0];
    return Value::Tuple(std::move(items));
  }

  std::optional<Value> Braces() {
    Take('{');
    Dict dict;
    bool comma = true;
    while (!Take('}')) {
      if (!comma) return std::nullopt;
      auto key = Item();
      if (!key || !Take(':')) return std::nullopt;  // sets are not supported
      auto value = Item();
      if (!value || key->is_list() || key->is_dict()) return std::nullopt;
      dict.Set(std::move(*key), std::move(*value));
      comma = Take(',');
    }
    return Value(std::move(dict));
  }

  std::optional<Value> Strings() {
    std::string text;
    while (At('\'') || At('"')) {
      const char quote = text_[position_];
      const std::string triple(3, quote);
      const bool is_triple = text_.substr(position_, 3) == triple;
      const std::string_view closing =
          is_triple ? std::string_view(triple) : std::string_view(triple).substr(0, 1);
      size_t end = position_ + closing.size();
      const size_t begin = end;
      while (end < text_.size() && text_.substr(end, closing.size()) != closing) {
        if (!is_triple && text_[end] == '\n') return std::nullopt;
        end += text_[end] == '\\' ? 2 : 1;
      }
      if (end >= text_.size()) return std::nullopt;
      if (UnescapeString(text_.substr(begin, end - begin), &text)) return std::nullopt;
      position_ = end + closing.size();
    }
    return Value(std::move(text));
  }

  std::optional<Value> Number() {
    std::string digits;
    bool is_float = false;
    const size_t begin = position_;
    for (; position_ < text_.size(); ++position_) {
      const char c = text_[position_];
      const bool exponent_sign =
          (c == '+' || c == '-') && !digits.empty() && (digits.back() | 0x20) == 'e' && is_float;
      if (c == '.' || ((c | 0x20) == 'e' && !digits.starts_with("0x"))) is_float = true;
      if (!exponent_sign && c != '.' && c != '_' && !std::isalnum(static_cast<unsigned char>(c)))
        break;
      if (c != '_') digits.push_back(c);
    }
    if (text_[position_ - 1] == '_' || text_[begin] == '_') return std::nullopt;
    const char* first = digits.data();
    const char* last = first + digits.size();
    if (is_float) {
      double number = 0;
      const auto parsed = std::from_chars(first, last, number);
      if (parsed.ptr != last || parsed.ec == std::errc::invalid_argument) return std::nullopt;
      if (parsed.ec == std::errc::result_out_of_range) number = strtod(digits.c_str(), nullptr);
      return Value(number);
    }
    int base = 10;
    if (digits.size() > 2 && digits[0] == '0') {
      const char marker = static_cast<char>(digits[1] | 0x20);
      base = marker == 'x' ? 16 : marker == 'o' ? 8 : marker == 'b' ? 2 : 10;
      if (base != 10) first += 2;
    }
    if (base == 10 && digits.size() > 1 && digits[0] == '0' &&
        digits.find_first_not_of('0') != std::string::npos)
      return std::nullopt;
    int64_t number = 0;
    const auto parsed = std::from_chars(first, last, number, base);
    if (parsed.ptr != last || parsed.ec != std::errc()) return std::nullopt;
    return Value(number);
  }

  std::optional<Value> Word() {
    static constexpr std::string_view kWords[] = {"True", "False", "None"};
    for (std::string_view word : kWords) {
      if (text_.substr(position_, word.size()) != word) continue;
      const size_t end = position_ + word.size();
      if (end < text_.size() &&
          (std::isalnum(static_cast<unsigned char>(text_[end])) || text_[end] == '_'))
        return std::nullopt;
      position_ = end;
      return word == "None" ? Value::None() : Value(word == "True");
    }
    return std::nullopt;
  }

  std::string_view text_;
  size_t position_ = 0;
  int depth_ = 0;
};

}  // namespace

std::optional<Value> LiteralOf(const Expr& expr) {
  if (const auto* literal = std::get_if<LiteralExpr>(&expr.node)) return literal->value;
  if (const auto* list = std::get_if<ListExpr>(&expr.node)) {
    auto items = LiteralsOf(list->items);
    return items ? std::optional(Value::List(std::move(*items))) : std::nullopt;
  }
  if (const auto* tuple = std::get_if<TupleExpr>(&expr.node)) {
    auto items = LiteralsOf(tuple->items);
    return items ? std::optional(Value::Tuple(std::move(*items))) : std::nullopt;
  }
  if (const auto* dict_expr = std::get_if<DictExpr>(&expr.node)) {
    Dict dict;
    for (const auto& [key_expr, value_expr] : dict_expr->entries) {
      auto key = LiteralOf(*key_expr);
      auto value = LiteralOf(*value_expr);
      if (!key || !value || key->is_list() || key->is_dict()) return std::nullopt;
      dict.Set(std::move(*key), std::move(*value));
    }
    return Value(std::move(dict));
  }
  if (const auto* unary = std::get_if<UnaryExpr>(&expr.node)) {
    auto value = LiteralOf(*unary->operand);
    if (!value) return std::nullopt;
    if (unary->op == UnaryOp::kNot) return Value(!Truth(*value));
    if (!value->is_int() && !value->is_float()) return std::nullopt;
    if (unary->op == UnaryOp::kPositive) return value;
    if (value->is_int() && value->AsInt() == INT64_MIN) return std::nullopt;
    return Negative(*value);
  }
  return std::nullopt;
}

std::optional<Value> ParsePythonLiteral(std::string_view text, bool leading_blanks) {
  if (!leading_blanks && (text.starts_with(' ') || text.starts_with('\t'))) return std::nullopt;
  return LiteralReader(text).Run();
}

}  // namespace tarn::jinja
