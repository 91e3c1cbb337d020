#include "api/postgres/inference.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>
#include <variant>

#include "base/error.h"
#include "sql/printer.h"
#include "sql/tree/walk.h"

namespace tarn::api::postgres {
namespace {

using engine::Column;
using engine::Type;
using engine::TypeKind;
using sql::Expression;

Type Simple(TypeKind kind) { return Type{kind, 0, 0, {}, {}}; }

std::optional<Type> ParseType(const sql::DataType& type) {
  try {
    return Type::Parse(sql::Print(type));
  } catch (const base::Error&) {
    return std::nullopt;  // the engine tells what is wrong with it
  }
}

// Finds the tables first, since columns are named before them.
class Tables : public sql::TreeVisitor {
 public:
  using sql::TreeVisitor::Enter;
  bool Enter(const sql::Relation& relation) override {
    if (const auto* table = std::get_if<sql::Table>(&relation.node)) names.push_back(table->name);
    return true;
  }
  std::vector<sql::QualifiedName> names;
};

class Finder : public sql::TreeVisitor {
 public:
  using sql::TreeVisitor::Enter;
  Finder(std::vector<sql::QualifiedName> tables, size_t parameters, const TableColumns& columns)
      : tables_(std::move(tables)), columns_(columns) {
    result_.parameters.resize(parameters);
  }

  bool Enter(const sql::Statement& statement) override {
    if (const auto* insert = std::get_if<sql::Insert>(&statement.node)) Inserted(*insert);
    if (const auto* update = std::get_if<sql::Update>(&statement.node)) {
      for (const sql::Assignment& assignment : update->assignments) {
        Told(*assignment.value, [&] { return ColumnType(assignment.column.Canonical()); });
      }
    }
    return true;
  }

  bool Enter(const sql::Query& query) override {
    const auto count = [&](const sql::RowCount& rows) {
      if (const auto* parameter = std::get_if<sql::Parameter>(&rows)) {
        Set(*parameter, Simple(TypeKind::kBigint));
      }
    };
    if (query.offset) count(*query.offset);
    if (query.limit) {
      std::visit(
          [&](const auto& limit) {
            if (limit.count) count(*limit.count);
          },
          *query.limit);
    }
    return true;
  }

  bool Enter(const Expression& expression) override {
    if (const auto* comparison = expression.As<sql::Comparison>()) {
      Pair(*comparison->left, *comparison->right);
    } else if (const auto* distinct = expression.As<sql::IsDistinctFrom>()) {
      Pair(*distinct->left, *distinct->right);
    } else if (const auto* binary = expression.As<sql::Binary>()) {
      if (binary->op == sql::BinaryOperator::kConcat) {
        const auto text = [] { return std::optional(Simple(TypeKind::kVarchar)); };
        Told(*binary->left, text);
        Told(*binary->right, text);
      } else {
        Pair(*binary->left, *binary->right, /*texts=*/false);
      }
    } else if (const auto* between = expression.As<sql::Between>()) {
      Pair(*between->value, *between->low);
      Pair(*between->value, *between->high);
    } else if (const auto* in = expression.As<sql::InList>()) {
      for (const Expression& item : in->list) Pair(*in->value, item);
    } else if (const auto* like = expression.As<sql::Like>()) {
      const auto text = [] { return std::optional(Simple(TypeKind::kVarchar)); };
      Told(*like->value, text);
      Told(*like->pattern, text);
    } else if (const auto* cast = expression.As<sql::Cast>()) {
      if (const auto* parameter = (*cast->operand).As<sql::Parameter>()) {
        if (auto type = ParseType(cast->type)) Set(*parameter, *type);
      }
    } else if (const auto* quantified = expression.As<sql::QuantifiedComparison>()) {
      ElementsOf(*quantified);
    }
    return true;
  }

  Inference Take() { return std::move(result_); }

 private:
  // The position counts the '?' of the statement.
  void Set(const sql::Parameter& parameter, Type type) {
    const auto at = static_cast<size_t>(parameter.position);
    if (at >= result_.parameters.size()) return;
    if (result_.parameters[at].kind == TypeKind::kUnknown) {
      result_.parameters[at] = std::move(type);
    }
  }

  template <typename TypeOf>
  void Told(const Expression& expression, TypeOf&& type_of) {
    if (const auto* parameter = expression.As<sql::Parameter>()) {
      if (auto type = type_of()) Set(*parameter, std::move(*type));
    } else if (const auto* text = expression.As<sql::StringLiteral>()) {
      // Names and words are what most texts are, and no type but text reads them.
      const bool maybe =
          !text->value.empty() && text->value.size() <= 64 &&
          (std::string_view("0123456789-+{tf").find(text->value[0]) != std::string_view::npos);
      if (!maybe) return;
      const std::optional<Type> type = type_of();
      if (!type || type->kind == TypeKind::kVarchar || type->kind == TypeKind::kChar ||
          type->kind == TypeKind::kUnknown || type->kind == TypeKind::kMap ||
          type->kind == TypeKind::kRow) {
        return;
      }
      result_.texts.push_back(
          {expression.location.begin, expression.location.end, text->value, *type});
    }
  }
  void Pair(const Expression& left, const Expression& right, bool texts = true) {
    if (texts || right.As<sql::Parameter>() != nullptr) {
      Told(right, [&] { return TypeOf(left); });
    }
    if (texts || left.As<sql::Parameter>() != nullptr) {
      Told(left, [&] { return TypeOf(right); });
    }
  }

  // x = ANY (SELECT element FROM UNNEST(?)), as PostgreSQL's arrays are rewritten.
  void ElementsOf(const sql::QuantifiedComparison& quantified) {
    class Unnested : public sql::TreeVisitor {
     public:
      using sql::TreeVisitor::Enter;
      bool Enter(const sql::Relation& relation) override {
        const auto* unnest = std::get_if<sql::Unnest>(&relation.node);
        if (unnest != nullptr && unnest->expressions.size() == 1) {
          parameter = unnest->expressions[0].As<sql::Parameter>();
        }
        return true;
      }
      const sql::Parameter* parameter = nullptr;
    };
    Unnested unnested;
    sql::Walk(*quantified.query, unnested);
    if (unnested.parameter == nullptr) return;
    if (auto element = TypeOf(*quantified.left)) {
      Set(*unnested.parameter, Type{TypeKind::kArray, 0, 0, {std::move(*element)}, {}});
    }
  }

  void Inserted(const sql::Insert& insert) {
    const auto* values = std::get_if<sql::Values>(&(*insert.query).body.node);
    if (values == nullptr) return;
    const std::vector<Column> all = columns_(insert.table);
    const auto type_at = [&](size_t index) -> std::optional<Type> {
      if (insert.columns.empty()) {
        return index < all.size() ? std::optional(all[index].type) : std::nullopt;
      }
      if (index >= insert.columns.size()) return std::nullopt;
      const std::string name = insert.columns[index].Canonical();
      const auto found = std::find_if(all.begin(), all.end(),
                                      [&](const Column& column) { return column.name == name; });
      return found == all.end() ? std::nullopt : std::optional(found->type);
    };
    for (const Expression& row : values->rows) {
      if (const auto* fields = row.As<sql::RowConstructor>()) {
        for (size_t i = 0; i < fields->fields.size(); ++i) {
          Told(fields->fields[i], [&] { return type_at(i); });
        }
      } else {
        Told(row, [&] { return type_at(0); });
      }
    }
  }

  std::optional<Type> TypeOf(const Expression& expression) {
    if (const auto* number = expression.As<sql::LongLiteral>()) {
      const bool fits = number->value <= std::numeric_limits<int32_t>::max() &&
                        number->value >= std::numeric_limits<int32_t>::min();
      return Simple(fits ? TypeKind::kInteger : TypeKind::kBigint);
    }
    if (expression.As<sql::DoubleLiteral>() != nullptr) return Simple(TypeKind::kDouble);
    if (expression.As<sql::DecimalLiteral>() != nullptr) {
      return Type{TypeKind::kDecimal, 38, 10, {}, {}};
    }
    if (const auto* cast = expression.As<sql::Cast>()) return ParseType(cast->type);
    if (const auto* binary = expression.As<sql::Binary>()) {
      auto left = TypeOf(*binary->left);
      return left ? left : TypeOf(*binary->right);
    }
    if (const auto name = sql::ToQualifiedName(expression)) {
      return ColumnType(name->last().Canonical());
    }
    return std::nullopt;
  }

  std::optional<Type> ColumnType(const std::string& name) {
    if (!known_) {
      known_ = true;
      for (const sql::QualifiedName& table : tables_) {
        for (Column& column : columns_(table)) all_.push_back(std::move(column));
      }
    }
    const auto found = std::find_if(all_.begin(), all_.end(),
                                    [&](const Column& column) { return column.name == name; });
    return found == all_.end() ? std::nullopt : std::optional(found->type);
  }

  const std::vector<sql::QualifiedName> tables_;
  const TableColumns& columns_;
  bool known_ = false;
  std::vector<Column> all_;
  Inference result_;
};

}  // namespace

Inference Infer(const sql::Statement& statement, size_t parameters, const TableColumns& columns) {
  Tables tables;
  sql::Walk(statement, tables);
  if (const auto* update = std::get_if<sql::Update>(&statement.node)) {
    tables.names.push_back(update->table);
  } else if (const auto* erase = std::get_if<sql::Delete>(&statement.node)) {
    tables.names.push_back(erase->table);
  }
  Finder finder(std::move(tables.names), parameters, columns);
  sql::Walk(statement, finder);
  return finder.Take();
}

}  // namespace tarn::api::postgres
