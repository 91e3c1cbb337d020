#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "engine/embedded/dialect/emitter.h"
#include "engine/embedded/dialect/has_query.h"
#include "engine/embedded/dialect/quote.h"
#include "sql/tree/walk.h"

namespace tarn::engine::embedded {

std::string Emitter::RelationText(const sql::Relation& relation) {
  return std::visit([&](const auto& node) { return Emit(node, relation.location); }, relation.node);
}

std::string Emitter::Emit(const sql::Table& node, const sql::Location& location) {
  std::string text = NameText(node.name);
  if (node.branch && node.period) NotSupported(location, "a branch together with FOR … AS OF");
  // A branch of a table is one of its named versions.
  if (node.branch) text += fmt::format(" AT (VERSION => {})", QuoteText(node.branch->value));
  if (!node.period) return text;
  if (node.period->kind == sql::PeriodKind::kTimestamp) {
    return text + fmt::format(" AT (TIMESTAMP => {})", Compared(*node.period->end));
  }
  return text + fmt::format(" AT (VERSION => {})", Expression(*node.period->end));
}

std::string Emitter::Emit(const sql::TableSubquery& node, const sql::Location&) {
  return fmt::format("({})", Query(*node.query));
}

std::string Emitter::Emit(const sql::Lateral& node, const sql::Location&) {
  return fmt::format("LATERAL ({})", Query(*node.query));
}

std::string Emitter::UnnestedArray(const sql::Expression& array) {
  std::string text = Expression(array);
  // Rows of a sequence, which may be more than an array has.
  for (const std::string_view sequence : {"tarn_sequence(", "tarn_sequence_by("}) {
    if (text.starts_with(sequence) && std::holds_alternative<sql::FunctionCall>(array.node)) {
      text.insert(std::string_view("tarn_").size(), "row_");
    }
  }
  return text;
}

// Under a name of its own: two without one would be called the same.
std::string Emitter::Emit(const sql::Unnest& node, const sql::Location&) {
  return fmt::format("{} AS tarn_unnest{}", UnnestText(node), ++unnamed_);
}

std::string Emitter::UnnestText(const sql::Unnest& node) {
  if (node.expressions.size() == 1) {
    return fmt::format("UNNEST({}){}", UnnestedArray(node.expressions[0]),
                       node.with_ordinality ? " WITH ORDINALITY" : "");
  }
  // Several arrays run side by side, the shorter ones filled with nulls.
  std::string columns, longest;
  for (const auto& expression : node.expressions) {
    std::string array = UnnestedArray(expression);
    columns += fmt::format("{}unnest({})", columns.empty() ? "" : ", ", array);
    longest += fmt::format("{}len({})", longest.empty() ? "" : ", ", array);
  }
  if (node.with_ordinality) columns += fmt::format(", unnest(range(1, greatest({}) + 1))", longest);
  return fmt::format("LATERAL (SELECT {})", columns);
}

// Rows and entries of maps become columns, which the translation only knows by their names.
std::string Emitter::UnnestedRows(const sql::Unnest& node) {
  const std::string rows =
      fmt::format("tarn_unnest_rows({})", Expression(node.expressions.front()));
  return fmt::format(
      "LATERAL (SELECT unnest({}, max_depth := 2){})", rows,
      node.with_ordinality ? fmt::format(", unnest(range(1, len({}) + 1))", rows) : "");
}

std::string Emitter::Emit(const sql::AliasedRelation& node, const sql::Location&) {
  const auto* unnest = std::get_if<sql::Unnest>(&node.relation->node);
  const bool rows = unnest != nullptr && unnest->expressions.size() == 1 &&
                    node.columns.size() > (unnest->with_ordinality ? 2u : 1u);
  const size_t hidden_before = hidden_columns_.size();
  std::string text = rows                ? UnnestedRows(*unnest)
                     : unnest != nullptr ? UnnestText(*unnest)
                                         : RelationText(*node.relation);
  if (std::holds_alternative<sql::Join>(node.relation->node)) {
    const std::vector<std::string> hidden(
        hidden_columns_.begin() + static_cast<ptrdiff_t>(hidden_before), hidden_columns_.end());
    hidden_columns_.resize(hidden_before);
    text = hidden.empty()
               ? fmt::format("({})", text)
               : fmt::format("(SELECT * EXCLUDE ({}) FROM {})", fmt::join(hidden, ", "), text);
  }
  const std::string* alias = types_ != nullptr ? types_->AliasOf(node) : nullptr;
  text += " AS " + (alias != nullptr ? QuoteName(*alias) : NameText(node.alias));
  if (!node.columns.empty()) text += fmt::format("({})", NameList(node.columns));
  return text;
}

std::string Emitter::Emit(const sql::SampledRelation& node, const sql::Location& location) {
  const auto* whole = node.percentage->As<sql::LongLiteral>();
  const auto* decimal = node.percentage->As<sql::DecimalLiteral>();
  if (whole == nullptr && decimal == nullptr) {
    NotSupported(location, "TABLESAMPLE with a computed percentage");
  }
  const double percentage =
      whole != nullptr ? static_cast<double>(whole->value) : std::stod(decimal->text);
  constexpr double kAll = 100;
  if (percentage < 0 || percentage > kAll) {
    base::Throw(base::ErrorKind::kInvalidArgument, base::StandardError::kNumericValueOutOfRange,
                "{}: Sample percentage must be {}", At(node.percentage->location),
                percentage < 0 ? "greater than or equal to 0" : "less than or equal to 100");
  }
  return fmt::format("{} TABLESAMPLE {}({}%)", RelationText(*node.relation),
                     node.method == sql::SampleMethod::kBernoulli ? "bernoulli" : "system",
                     whole != nullptr ? std::to_string(whole->value) : decimal->text);
}

namespace {

// The subqueries of an expression, without those inside of others.
class SubqueryFinder : public sql::TreeVisitor {
 public:
  using sql::TreeVisitor::Enter;
  bool Enter(const sql::Expression& expression) override {
    const bool is_subquery = expression.Is<sql::ScalarSubquery>() || expression.Is<sql::Exists>() ||
                             expression.Is<sql::InSubquery>() ||
                             expression.Is<sql::QuantifiedComparison>();
    if (is_subquery) found.push_back(&expression);
    return !is_subquery;
  }
  std::vector<const sql::Expression*> found;
};

// The one name by which the columns of a relation may be qualified; nothing where there are
// several.
std::optional<sql::Identifier> RelationName(const sql::Relation& relation) {
  if (const auto* aliased = std::get_if<sql::AliasedRelation>(&relation.node))
    return aliased->alias;
  if (const auto* table = std::get_if<sql::Table>(&relation.node)) return table->name.last();
  return std::nullopt;
}

// What columns of a relation are called, as far as the text tells.
struct RelationNames {
  std::set<std::string> relations, columns;
  bool complete = true;  // all columns are told
};

void AddNames(const sql::Query& query, RelationNames& names) {
  const auto* select = query.body.As<sql::Select>();
  if (select == nullptr) names.complete = names.complete && query.body.Is<sql::Values>();
  for (size_t i = 0; select != nullptr && i < select->items.size(); ++i) {
    const auto* column = std::get_if<sql::SingleColumn>(&select->items[i]);
    if (column == nullptr) {
      names.complete = false;
    } else if (column->alias) {
      names.columns.insert(column->alias->Canonical());
    } else if (const auto name = sql::ToQualifiedName(column->expression)) {
      names.columns.insert(name->last().Canonical());
    }
  }
}

void AddNames(const sql::Relation& relation, RelationNames& names) {
  if (const auto* join = std::get_if<sql::Join>(&relation.node)) {
    AddNames(*join->left, names);
    AddNames(*join->right, names);
    return;
  }
  const auto* aliased = std::get_if<sql::AliasedRelation>(&relation.node);
  if (const auto name = RelationName(relation)) names.relations.insert(name->Canonical());
  if (aliased != nullptr && !aliased->columns.empty()) {
    for (const sql::Identifier& column : aliased->columns) {
      names.columns.insert(column.Canonical());
    }
    return;
  }
  const sql::Relation& plain = aliased != nullptr ? *aliased->relation : relation;
  if (const auto* subquery = std::get_if<sql::TableSubquery>(&plain.node)) {
    AddNames(*subquery->query, names);
  } else {
    names.complete = false;
  }
}

enum class Side { kLeft, kRight, kUnknown };

// The side of a join whose columns an expression is about; the right one for a constant.
class SideFinder : public sql::TreeVisitor {
 public:
  using sql::TreeVisitor::Enter;
  explicit SideFinder(const sql::Join& join) {
    AddNames(*join.left, left_);
    AddNames(*join.right, right_);
  }
  bool Enter(const sql::Query&) override { return false; }
  bool Enter(const sql::Expression& expression) override {
    const auto name = sql::ToQualifiedName(expression);
    if (!name) return true;
    const Side of_name = SideOf(*name);
    side = !side || *side == of_name ? of_name : Side::kUnknown;
    return false;
  }
  std::optional<Side> side;

 private:
  Side SideOf(const sql::QualifiedName& name) const {
    const std::string first = name.parts.front().Canonical();
    const bool qualified = name.parts.size() > 1;
    const auto has = [&](const RelationNames& names) {
      if (qualified && names.relations.contains(name.parts[name.parts.size() - 2].Canonical())) {
        return true;
      }
      return names.columns.contains(first);
    };
    const bool in_left = has(left_), in_right = has(right_);
    if (in_left != in_right) return in_left ? Side::kLeft : Side::kRight;
    if (in_left || left_.complete == right_.complete) return Side::kUnknown;
    return left_.complete ? Side::kRight : Side::kLeft;
  }

  RelationNames left_, right_;
};

// The operand that a subquery is compared with; null for one that stands alone.
const sql::Expression* OperandOf(const sql::Expression& subquery) {
  if (const auto* in = subquery.As<sql::InSubquery>()) return &*in->value;
  if (const auto* compared = subquery.As<sql::QuantifiedComparison>()) return &*compared->left;
  return nullptr;
}

}  // namespace

// DuckDB joins outer rows by no subquery. Trino takes none that is about the rows joined, so that
// each becomes a column beside the rows of one side, which "*" leaves out.
void Emitter::HideSubqueries(const sql::Join& join, const sql::Expression& condition,
                             std::string& left, std::string& right) {
  SubqueryFinder subqueries;
  sql::Walk(condition, subqueries);
  for (const sql::Expression* subquery : subqueries.found) {
    SideFinder finder(join);
    if (const sql::Expression* operand = OperandOf(*subquery)) sql::Walk(*operand, finder);
    const Side of = finder.side.value_or(Side::kRight);
    if (of == Side::kUnknown) continue;
    const std::string name = fmt::format("tarn_join{}", ++unnamed_);
    std::string& side = of == Side::kLeft ? left : right;
    side = fmt::format("({} CROSS JOIN LATERAL (SELECT {} AS {}) AS {})", side,
                       Expression(*subquery), name, name);
    hidden_columns_.push_back(name);
    substitutes_[subquery] = fmt::format("{0}.{0}", name);
  }
}

std::string Emitter::Emit(const sql::Join& node, const sql::Location&) {
  static constexpr const char* kTypes[] = {"CROSS JOIN", "JOIN", "LEFT JOIN", "RIGHT JOIN",
                                           "FULL JOIN"};
  std::string left = RelationText(*node.left);
  std::string right = RelationText(*node.right);
  if (std::holds_alternative<sql::Join>(node.right->node)) right = fmt::format("({})", right);
  std::string type = kTypes[static_cast<int>(node.type)];
  std::string criteria;
  if (node.criteria) {
    if (const auto* on = std::get_if<sql::JoinOn>(&*node.criteria)) {
      if (node.type != sql::JoinType::kInner && HasQuery(*on->condition)) {
        const auto name = RelationName(*node.right);
        if (node.type == sql::JoinType::kLeft && name) {
          const auto* aliased = std::get_if<sql::AliasedRelation>(&node.right->node);
          const std::string* twin =
              aliased != nullptr && types_ != nullptr ? types_->AliasOf(*aliased) : nullptr;
          const std::string alias = twin != nullptr ? QuoteName(*twin) : NameText(*name);
          // Looked for in a filter of the other side, which may be about both.
          return fmt::format("{} LEFT JOIN LATERAL (SELECT * FROM {} WHERE {}) AS {} ON true", left,
                             right, Expression(*on->condition), alias);
        }
        HideSubqueries(node, *on->condition, left, right);
      }
      criteria = " ON " + Condition(*on->condition);
    } else if (const auto* join_using = std::get_if<sql::JoinUsing>(&*node.criteria)) {
      criteria = fmt::format(" USING ({})", NameList(join_using->columns));
    } else {
      type = "NATURAL " + type;
    }
  }
  return fmt::format("{} {} {}{}", left, type, right, criteria);
}

namespace {

// The arguments of a table function in the order of `names`, given by name or by place; all of them
// are needed.
struct NamedArguments {
  std::vector<const sql::Expression*> values;

  NamedArguments(const sql::TableFunctionCall& call, const sql::Location& location,
                 const std::vector<std::string>& names)
      : values(names.size(), nullptr) {
    const std::string function = call.name.last().Canonical();
    for (size_t i = 0; i < call.arguments.size(); ++i) {
      const auto& argument = call.arguments[i];
      const auto* value = std::get_if<sql::ExpressionBox>(&argument.value);
      if (value == nullptr) NotSupported(location, "a table argument of " + function);
      size_t place = i;
      if (argument.name) {
        const std::string name = argument.name->Canonical();
        place = static_cast<size_t>(std::find(names.begin(), names.end(), name) - names.begin());
      }
      if (place >= names.size()) {
        base::Throw(base::ErrorKind::kInvalidArgument, "{} has no argument {}: it has {}", function,
                    argument.name ? argument.name->Canonical() : std::to_string(i + 1),
                    fmt::join(names, ", "));
      }
      values[place] = &**value;
    }
    for (size_t i = 0; i < names.size(); ++i) {
      if (values[i] == nullptr) {
        std::string name(names[i]);
        for (char& c : name) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        throw base::Error(
            base::ErrorKind::kInvalidArgument,
            fmt::format("line {}:{}: Missing argument: {}", location.line, location.column, name));
      }
    }
  }
};

}  // namespace

std::string Emitter::TableChanges(const sql::TableFunctionCall& node,
                                  const sql::Location& location) {
  const NamedArguments arguments(
      node, location, {"schema_name", "table_name", "start_snapshot_id", "end_snapshot_id"});
  return fmt::format("tarn_table_changes({}, {}, {}, {})", Expression(*arguments.values[0]),
                     Expression(*arguments.values[1]), Expression(*arguments.values[2]),
                     Expression(*arguments.values[3]));
}

namespace {

// A whole number as it is written for DuckDB, maybe in parentheses.
std::optional<int64_t> WrittenNumber(std::string_view text) {
  if (text.starts_with('(') && text.ends_with(')')) text = text.substr(1, text.size() - 2);
  int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// The step of the table function `sequence` leads to its end. One number has any step.
void CheckSequence(const std::string& start, const std::string& stop, std::string& step) {
  const auto from = WrittenNumber(start), to = WrittenNumber(stop), by = WrittenNumber(step);
  if (!from || !to || !by) return;
  if (*from == *to) {
    step = "1";
  } else if (*from < *to ? *by <= 0 : *by >= 0) {
    throw base::Error(base::ErrorKind::kInvalidArgument,
                      base::StandardError::kInvalidFunctionArgument,
                      fmt::format("Step must be {} for sequence [{}, {}]",
                                  *from < *to ? "positive" : "negative", *from, *to));
  }
}

}  // namespace

std::string Emitter::ExcludeColumns(const sql::TableFunctionCall& node,
                                    const sql::Location& location) {
  const sql::TableArgument* input = nullptr;
  const sql::DescriptorArgument* columns = nullptr;
  for (const auto& argument : node.arguments) {
    if (const auto* table = std::get_if<sql::TableArgument>(&argument.value)) input = table;
    if (const auto* names = std::get_if<sql::DescriptorArgument>(&argument.value)) columns = names;
  }
  if (input == nullptr || columns == nullptr) {
    base::Throw(base::ErrorKind::kInvalidArgument, base::StandardError::kMissingArgument,
                "{}: Missing argument: {}", At(location), input == nullptr ? "INPUT" : "COLUMNS");
  }
  if (!columns->fields) {
    base::Throw(base::ErrorKind::kInvalidArgument, base::StandardError::kInvalidFunctionArgument,
                "COLUMNS descriptor is null");
  }
  std::string names;
  std::set<std::string> excluded;
  for (const auto& field : *columns->fields) {
    const std::string name = NameText(field.name);
    if (excluded.insert(name).second) names += (names.empty() ? "" : ", ") + name;
  }
  return fmt::format("(SELECT * EXCLUDE ({}) FROM {})", names, RelationText(*input->relation));
}

std::string Emitter::Emit(const sql::TableFunctionCall& node, const sql::Location& location) {
  const std::string name = node.name.Canonical();
  if (name == "iceberg.system.table_changes" || name == "system.table_changes") {
    return TableChanges(node, location);
  }
  if (IsFileFunction(node.name)) return FileFunctionText(node, location);
  if (node.name.last().Canonical() == "exclude_columns") return ExcludeColumns(node, location);
  if (node.name.last().Canonical() != "sequence") {
    base::Throw(base::ErrorKind::kNotFound, base::StandardError::kFunctionNotFound,
                "{}: Table function '{}' not registered", At(node.name.location),
                node.name.Canonical());
  }
  std::string start = "0", stop, step = "1";
  size_t position = 0;
  for (const auto& argument : node.arguments) {
    const auto* value = std::get_if<sql::ExpressionBox>(&argument.value);
    if (value == nullptr) NotSupported(location, "a table argument of sequence");
    static constexpr const char* kNames[] = {"start", "stop", "step"};
    std::string name = argument.name ? argument.name->Canonical() : kNames[position % 3];
    (name == "start" ? start : name == "stop" ? stop : step) = Expression(**value);
    ++position;
  }
  CheckSequence(start, stop, step);
  return fmt::format(
      "(SELECT generate_series AS sequential_number FROM generate_series({}, {}, {}))", start, stop,
      step);
}

}  // namespace tarn::engine::embedded
