#include "sql/grouped_parameters.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/error.h"
#include "base/standard_error.h"
#include "sql/formatter.h"
#include "sql/tree/walk.h"

namespace tarn::sql {
namespace {

// Names in one case, and parameters as their values or all alike.
class Resolver : public TreeRewriter {
 public:
  explicit Resolver(const std::vector<Expression>* arguments) : arguments_(arguments) {}
  using TreeRewriter::Rewrite;
  void Rewrite(Expression& expression) override {
    auto* parameter = std::get_if<Parameter>(&expression.node);
    if (parameter == nullptr) return;
    if (arguments_ == nullptr) {
      parameter->position = 0;
    } else {
      expression = (*arguments_)[static_cast<size_t>(parameter->position)];
    }
  }
  void Rewrite(Identifier& identifier) override {
    identifier.value = identifier.Canonical();
    identifier.quoted = false;
  }

 private:
  const std::vector<Expression>* arguments_;
};

Expression Resolved(Expression expression, const std::vector<Expression>* arguments) {
  Resolver resolver(arguments);
  Rewrite(expression, resolver);
  return expression;
}

bool HasParameter(const Expression& expression) {
  class Finder : public TreeVisitor {
   public:
    using TreeVisitor::Enter;
    bool Enter(const Expression& inner) override {
      found = found || inner.Is<Parameter>();
      return !found;
    }
    bool found = false;
  };
  Finder finder;
  Walk(expression, finder);
  return finder.found;
}

// A key of GROUP BY, and what it becomes.
struct Key {
  Expression written;  // with its parameters
  Expression with_values;
  Expression alike;  // with parameters that are all the same
};

// Whether an expression is grouped by its columns and keys as they are written, and whether it is
// by its keys with the values of their parameters.
class GroupedFinder : public TreeVisitor {
 public:
  GroupedFinder(const std::vector<Key>& keys, const std::vector<Expression>& arguments)
      : keys_(keys), arguments_(arguments) {}
  using TreeVisitor::Enter;
  bool Enter(const Query&) override { return false; }
  bool Enter(const Expression& expression) override {
    const Expression written = Canonical(expression);
    const auto is = [&](Expression Key::* form, const Expression& other) {
      return std::any_of(keys_.begin(), keys_.end(),
                         [&](const Key& key) { return key.*form == other; });
    };
    if (is(&Key::written, written)) return false;
    // It may be an aggregate, which takes any column.
    if (expression.Is<FunctionCall>() || expression.Is<Listagg>()) return false;
    const bool has_column = !expression.Is<Parameter>() && HasColumn(expression);
    if (!has_column) return true;
    if (is(&Key::with_values, Resolved(expression, &arguments_)) ||
        is(&Key::alike, Resolved(expression, nullptr))) {
      by_values = by_values || !ColumnsAreGrouped(expression);
      return false;
    }
    return true;
  }
  static Expression Canonical(Expression expression) {
    class Namer : public TreeRewriter {
     public:
      using TreeRewriter::Rewrite;
      void Rewrite(Identifier& identifier) override {
        identifier.value = identifier.Canonical();
        identifier.quoted = false;
      }
    };
    Namer namer;
    Rewrite(expression, namer);
    return expression;
  }
  bool by_values = false;

 private:
  class Columns : public TreeVisitor {
   public:
    using TreeVisitor::Enter;
    bool Enter(const Expression& expression) override {
      if (!expression.Is<ColumnReference>() && !expression.Is<Dereference>()) return true;
      found.push_back(&expression);
      return false;
    }
    std::vector<const Expression*> found;
  };
  static bool HasColumn(const Expression& expression) {
    Columns columns;
    Walk(expression, columns);
    return !columns.found.empty();
  }
  bool ColumnsAreGrouped(const Expression& expression) const {
    Columns columns;
    Walk(expression, columns);
    return std::all_of(columns.found.begin(), columns.found.end(), [&](const Expression* column) {
      return std::any_of(keys_.begin(), keys_.end(),
                         [&](const Key& key) { return key.written == Canonical(*column); });
    });
  }

  const std::vector<Key>& keys_;
  const std::vector<Expression>& arguments_;
};

class GroupedChecker : public TreeVisitor {
 public:
  explicit GroupedChecker(const std::vector<Expression>& arguments) : arguments_(arguments) {}
  using TreeVisitor::Enter;
  bool Enter(const Query& query) override {
    const auto* select = query.body.As<Select>();
    if (select == nullptr || !select->group_by) return true;
    const std::vector<Key> keys = KeysOf(*select->group_by);
    for (const SelectItem& item : select->items) {
      if (const auto* column = std::get_if<SingleColumn>(&item)) Check(column->expression, keys);
    }
    if (select->having) Check(**select->having, keys);
    for (const SortItem& item : query.order_by) Check(*item.key, keys);
    return true;
  }

 private:
  std::vector<Key> KeysOf(const GroupBy& group_by) const {
    std::vector<Key> keys;
    const auto add = [&](const GroupingSet& set) {
      for (const Expression& key : set.columns) {
        keys.push_back(
            {GroupedFinder::Canonical(key), Resolved(key, &arguments_), Resolved(key, nullptr)});
      }
    };
    for (const GroupingElement& element : group_by.elements) {
      if (const auto* set = std::get_if<GroupingSet>(&element)) add(*set);
      if (const auto* sets = std::get_if<GroupingSets>(&element)) {
        for (const GroupingSet& set : sets->sets) add(set);
      }
    }
    const bool any = std::any_of(keys.begin(), keys.end(),
                                 [](const Key& key) { return HasParameter(key.written); });
    return any ? keys : std::vector<Key>{};
  }
  void Check(const Expression& expression, const std::vector<Key>& keys) const {
    GroupedFinder finder(keys, arguments_);
    Walk(expression, finder);
    if (!finder.by_values) return;
    base::Throw(base::ErrorKind::kInvalidArgument, base::StandardError::kExpressionNotAggregate,
                "line {}:{}: '{}' must be an aggregate expression or appear in GROUP BY clause",
                expression.location.line, expression.location.column, Format(expression));
  }

  const std::vector<Expression>& arguments_;
};

}  // namespace

void CheckGroupedParameters(const Statement& statement, const std::vector<Expression>& arguments) {
  if (arguments.empty()) return;
  GroupedChecker checker(arguments);
  Walk(statement, checker);
}

}  // namespace tarn::sql
