#include "api/trino/parameters.h"

#include <algorithm>
#include <set>
#include <string>

#include "base/error.h"
#include "sql/printer.h"
#include "sql/tree/walk.h"

namespace tarn::api::trino {
namespace {

using base::ErrorKind;
using sql::RowCount;

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

class Counter : public sql::TreeVisitor {
 public:
  using sql::TreeVisitor::Enter;
  bool Enter(const sql::Expression& expression) override {
    if (const auto* parameter = expression.As<sql::Parameter>()) Note(*parameter);
    return true;
  }
  bool Enter(const sql::Query& query) override {
    EachRowCount(query, [&](const RowCount& count) {
      if (const auto* parameter = std::get_if<sql::Parameter>(&count)) Note(*parameter);
    });
    return true;
  }
  int count() const { return count_; }

 private:
  void Note(const sql::Parameter& parameter) { count_ = std::max(count_, parameter.position + 1); }
  int count_ = 0;
};

class Binder : public sql::TreeRewriter {
 public:
  using sql::TreeRewriter::Rewrite;
  explicit Binder(const std::vector<sql::Expression>& arguments) : arguments_(arguments) {}

  void Rewrite(sql::Expression& expression) override {
    if (const auto* parameter = expression.As<sql::Parameter>()) {
      expression = arguments_[static_cast<size_t>(parameter->position)];
    }
  }
  void Rewrite(sql::Query& query) override {
    EachRowCount(query, [&](RowCount& count) {
      const auto* parameter = std::get_if<sql::Parameter>(&count);
      if (parameter == nullptr) return;
      const sql::Expression& argument = arguments_[static_cast<size_t>(parameter->position)];
      const auto* number = argument.As<sql::LongLiteral>();
      if (number == nullptr) {
        base::Throw(ErrorKind::kInvalidArgument,
                    "Non constant parameter value for LIMIT, OFFSET or FETCH: {}",
                    sql::Print(argument));
      }
      count = number->value;
    });
  }

 private:
  const std::vector<sql::Expression>& arguments_;
};

}  // namespace

int CountParameters(const sql::Statement& statement) {
  Counter counter;
  sql::Walk(statement, counter);
  return counter.count();
}

sql::Statement BindParameters(sql::Statement statement,
                              const std::vector<sql::Expression>& arguments) {
  const auto wanted = static_cast<size_t>(CountParameters(statement));
  if (wanted != arguments.size()) {
    base::Throw(ErrorKind::kInvalidArgument,
                "line 1:1: Incorrect number of parameters: expected {} but found {}", wanted,
                arguments.size());
  }
  Binder binder(arguments);
  sql::Rewrite(statement, binder);
  return statement;
}

}  // namespace tarn::api::trino
