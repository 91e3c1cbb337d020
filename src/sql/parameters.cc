#include "sql/parameters.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "base/error.h"
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

[[noreturn]] void NoRowCount(const Expression& argument) {
  NotConstant found;
  Walk(argument, found);
  if (found.column || found.query) {
    base::Throw(ErrorKind::kInvalidArgument, "line {}:{}: Constant expression cannot contain {}",
                argument.location.line, argument.location.column,
                found.query ? "a subquery" : "column references");
  }

  if (const auto type = TypeBesideBigint(argument)) {
    base::Throw(ErrorKind::kInvalidArgument, "line {}:{}: Cannot cast type {} to bigint",
                argument.location.line, argument.location.column, *type);
  }
  base::Throw(ErrorKind::kInvalidArgument,
              "Non constant parameter value for LIMIT, OFFSET or FETCH: {}", Print(argument));
}

// Every row count of a query that is given by a number or a parameter.
template <typename QueryT, typename Visit>
void EachRowCount(QueryT& query, Visit&& visit) {
  if (query.offset) visit(*query.offset);
  if (!query.limit) return;
  std::visit(
      [&](auto& limit) {
        if (limit.count) visit(*limit.count);
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
    EachRowCount(query, [&](const RowCount& count) {
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
  explicit Binder(const std::vector<Expression>& arguments) : arguments_(arguments) {}

  void Rewrite(Expression& expression) override {
    if (const auto* parameter = expression.As<Parameter>()) {
      expression = arguments_[static_cast<size_t>(parameter->position)];
    }
  }
  void Rewrite(Query& query) override {
    EachRowCount(query, [&](RowCount& count) {
      const auto* parameter = std::get_if<Parameter>(&count);
      if (parameter == nullptr) return;
      const Expression& argument = arguments_[static_cast<size_t>(parameter->position)];
      const auto number = ConstantCount(argument);
      if (!number) NoRowCount(argument);
      count = *number;
    });
  }

 private:
  const std::vector<Expression>& arguments_;
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

Statement BindParameters(Statement statement, const std::vector<Expression>& arguments) {
  const auto wanted = static_cast<size_t>(CountParameters(statement));
  if (wanted != arguments.size()) {
    base::Throw(ErrorKind::kInvalidArgument,
                "line 1:1: Incorrect number of parameters: expected {} but found {}", wanted,
                arguments.size());
  }
  for (const Expression& argument : arguments) {
    NotConstant found;
    Walk(argument, found);
    if (found.parameter == nullptr) continue;
    const Location& location = found.parameter->location;
    base::Throw(ErrorKind::kInvalidArgument, "line {}:{}: No value provided for parameter",
                location.line, location.column);
  }
  Binder binder(arguments);
  Rewrite(statement, binder);
  return statement;
}

}  // namespace tarn::sql
