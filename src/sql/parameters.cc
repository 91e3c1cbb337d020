#include "sql/parameters.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "base/standard_error.h"
#include "sql/clause_place.h"
#include "sql/printer.h"
#include "sql/tree/walk.h"

namespace tarn::sql {
namespace {

// The value of whole numbers added, subtracted and multiplied; nothing for anything else.
std::optional<int64_t> ConstantCount(const Expression& expression) {
  if (const auto* number = expression.As<LongLiteral>()) return number->value;
  if (const auto* unary = expression.As<Unary>()) {
    const auto value = ConstantCount(*unary->operand);
    int64_t result = 0;
    if (!value || __builtin_mul_overflow(*value, unary->minus ? -1 : 1, &result)) {
      return std::nullopt;
    }
    return result;
  }
  const auto* binary = expression.As<Binary>();
  if (binary == nullptr) return std::nullopt;
  const auto left = ConstantCount(*binary->left), right = ConstantCount(*binary->right);
  if (!left || !right) return std::nullopt;
  int64_t result = 0;
  bool overflow = true;
  switch (binary->op) {
    case BinaryOperator::kAdd: overflow = __builtin_add_overflow(*left, *right, &result); break;
    case BinaryOperator::kSubtract:
      overflow = __builtin_sub_overflow(*left, *right, &result);
      break;
    case BinaryOperator::kMultiply:
      overflow = __builtin_mul_overflow(*left, *right, &result);
      break;
    default: break;
  }
  return overflow ? std::nullopt : std::optional(result);
}

using base::ErrorKind;

// The type of a literal that is no bigint and does not become one; nothing for anything else.
std::optional<std::string> TypeBesideBigint(const Expression& argument) {
  if (const auto* text = argument.As<StringLiteral>()) {
    const auto is_start = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    return fmt::format("varchar({})", std::ranges::count_if(text->value, is_start));
  }
  if (const auto* decimal = argument.As<DecimalLiteral>()) {
    const std::string_view digits = decimal->text;
    const size_t point = digits.find('.');
    const size_t scale = point == std::string_view::npos ? 0 : digits.size() - point - 1;
    const size_t first = std::min(digits.find_first_not_of('0'), digits.size());
    const size_t whole = std::min(point, digits.size()) - std::min({first, point, digits.size()});
    return fmt::format("decimal({},{})", std::max<size_t>(whole + scale, 1), scale);
  }
  if (argument.Is<DoubleLiteral>()) return "double";
  if (argument.Is<BooleanLiteral>()) return "boolean";
  return std::nullopt;
}

// What a constant may not have in it.
class NotConstant : public TreeVisitor {
 public:
  using TreeVisitor::Enter;
  bool Enter(const Expression& expression) override {
    if (expression.Is<ColumnReference>()) column = true;
    if (parameter == nullptr) parameter = expression.As<Parameter>() ? &expression : nullptr;
    return true;
  }
  bool Enter(const Query&) override {
    query = true;
    return false;
  }
  bool column = false;
  bool query = false;
  const Expression* parameter = nullptr;
};

// Whether whole numbers are counted with NULL.
bool IsNull(const Expression& expression) {
  if (expression.Is<NullLiteral>()) return true;
  if (const auto* unary = expression.As<Unary>()) return IsNull(*unary->operand);
  if (const auto* cast = expression.As<Cast>()) return IsNull(*cast->operand);
  const auto* binary = expression.As<Binary>();
  if (binary == nullptr) return false;
  const auto count = [](const Expression& operand) {
    return IsNull(operand) || ConstantCount(operand).has_value();
  };
  return (IsNull(*binary->left) || IsNull(*binary->right)) && count(*binary->left) &&
         count(*binary->right);
}

// As Trino's messages write it.
std::string CountText(const Expression& expression) {
  if (expression.Is<NullLiteral>()) return "null";
  const auto* binary = expression.As<Binary>();
  if (binary == nullptr) return Print(expression);
  static constexpr char kOperators[] = {'+', '-', '*', '/', '%'};
  return fmt::format("({} {} {})", CountText(*binary->left),
                     kOperators[static_cast<int>(binary->op)], CountText(*binary->right));
}

[[noreturn]] void NoRowCount(const Expression& argument) {
  NotConstant found;
  Walk(argument, found);
  if (found.column || found.query) {
    base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kExpressionNotConstant,
                "line {}:{}: Constant expression cannot contain {}", argument.location.line,
                argument.location.column, found.query ? "a subquery" : "column references");
  }

  if (const auto type = TypeBesideBigint(argument)) {
    base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kTypeMismatch,
                "line {}:{}: Cannot cast type {} to bigint", argument.location.line,
                argument.location.column, *type);
  }
  base::Throw(ErrorKind::kInvalidArgument,
              "Non constant parameter value for LIMIT, OFFSET or FETCH: {}", Print(argument));
}

// Where a row count stands, and the least that it may be.
struct CountClause {
  const char* name;
  Keyword keyword;
  int64_t least;
};

// Every row count of a query that is given by a number or a parameter.
template <typename QueryT, typename Visit>
void EachRowCount(QueryT& query, Visit&& visit) {
  if (query.offset) visit(*query.offset, CountClause{"OFFSET", Keyword::kOffset, 0});
  if (!query.limit) return;
  std::visit(
      [&](auto& limit) {
        constexpr bool kIsLimit = std::is_same_v<std::decay_t<decltype(limit)>, Limit>;
        if (!limit.count) return;
        visit(*limit.count, kIsLimit ? CountClause{"LIMIT", Keyword::kLimit, 0}
                                     : CountClause{"FETCH FIRST", Keyword::kFetch, 1});
      },
      *query.limit);
}

class Counter : public TreeVisitor {
 public:
  using TreeVisitor::Enter;
  bool Enter(const Expression& expression) override {
    if (const auto* parameter = expression.As<Parameter>()) Note(*parameter);
    return true;
  }
  bool Enter(const Query& query) override {
    EachRowCount(query, [&](const RowCount& count, const CountClause&) {
      const auto* parameter = std::get_if<Parameter>(&count);
      if (parameter == nullptr) return;
      Note(*parameter);
      row_counts_.insert(parameter->position);
    });
    return true;
  }
  int count() const { return count_; }
  const std::set<int>& row_counts() const { return row_counts_; }

 private:
  void Note(const Parameter& parameter) { count_ = std::max(count_, parameter.position + 1); }
  int count_ = 0;
  std::set<int> row_counts_;
};

class Binder : public TreeRewriter {
 public:
  using TreeRewriter::Rewrite;
  Binder(const std::vector<Expression>& arguments, std::string_view source)
      : arguments_(arguments), source_(source) {}

  void Rewrite(Expression& expression) override {
    if (const auto* parameter = expression.As<Parameter>()) {
      expression = arguments_[static_cast<size_t>(parameter->position)];
    }
  }
  void Rewrite(Query& query) override {
    EachRowCount(query, [&](RowCount& count, const CountClause& clause) {
      const auto* parameter = std::get_if<Parameter>(&count);
      if (parameter == nullptr) return;
      const Expression& argument = arguments_[static_cast<size_t>(parameter->position)];
      const auto number = ConstantCount(argument);
      if (!number && IsNull(argument)) {
        base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kInvalidArguments,
                    "{}Parameter value provided for {} is NULL: {}", At(query, clause, true),
                    clause.name, CountText(argument));
      }
      if (!number) NoRowCount(argument);
      if (*number < clause.least) {
        base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kNumericValueOutOfRange,
                    "{}{} row count must be {} (actual value: {})", At(query, clause, false),
                    clause.name, clause.least > 0 ? "positive" : "greater or equal to 0", *number);
      }
      count = *number;
    });
  }

 private:
  // "line 1:8: ", where the clause or its parameter stands.
  std::string At(const Query& query, const CountClause& clause, bool parameter) const {
    const std::vector<Token> tokens = TokensWithin(source_, query.location);
    auto at = FindKeyword(tokens, {clause.keyword});
    while (at && parameter && *at + 1 < tokens.size() && tokens[*at].text != "?") ++*at;
    if (!at) return {};
    const Location& location = tokens[*at].location;
    return fmt::format("line {}:{}: ", location.line, location.column);
  }

  const std::vector<Expression>& arguments_;
  const std::string_view source_;
};

}  // namespace

int CountParameters(const Statement& statement) {
  Counter counter;
  Walk(statement, counter);
  return counter.count();
}

std::set<int> RowCountParameters(const Statement& statement) {
  Counter counter;
  Walk(statement, counter);
  return counter.row_counts();
}

Statement BindParameters(Statement statement, const std::vector<Expression>& arguments,
                         std::string_view source) {
  const auto wanted = static_cast<size_t>(CountParameters(statement));
  if (wanted != arguments.size()) {
    base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kInvalidParameterUsage,
                "line 1:1: Incorrect number of parameters: expected {} but found {}", wanted,
                arguments.size());
  }
  for (const Expression& argument : arguments) {
    NotConstant found;
    Walk(argument, found);
    if (found.parameter == nullptr) continue;
    const Location& location = found.parameter->location;
    base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kInvalidParameterUsage,
                "line {}:{}: No value provided for parameter", location.line, location.column);
  }
  Binder binder(arguments, source);
  Rewrite(statement, binder);
  return statement;
}

}  // namespace tarn::sql
