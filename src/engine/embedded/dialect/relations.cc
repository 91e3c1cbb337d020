#include <algorithm>
#include <optional>
#include <string>
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
  std::string text = rows                ? UnnestedRows(*unnest)
                     : unnest != nullptr ? UnnestText(*unnest)
                                         : RelationText(*node.relation);
  if (std::holds_alternative<sql::Join>(node.relation->node)) text = fmt::format("({})", text);
  text += " AS " + NameText(node.alias);
  if (!node.columns.empty()) text += fmt::format("({})", NameList(node.columns));
  return text;
}

std::string Emitter::Emit(const sql::SampledRelation& node, const sql::Location& location) {
  const auto* whole = node.percentage->As<sql::LongLiteral>();
  const auto* decimal = node.percentage->As<sql::DecimalLiteral>();
  if (whole == nullptr && decimal == nullptr) {
    NotSupported(location, "TABLESAMPLE with a computed percentage");
  }
  return fmt::format("{} TABLESAMPLE {}({}%)", RelationText(*node.relation),
                     node.method == sql::SampleMethod::kBernoulli ? "bernoulli" : "system",
                     whole != nullptr ? std::to_string(whole->value) : decimal->text);
}

namespace {

// The one name by which the columns of a relation may be qualified; nothing where there are
// several.
std::optional<sql::Identifier> RelationName(const sql::Relation& relation) {
  if (const auto* aliased = std::get_if<sql::AliasedRelation>(&relation.node))
    return aliased->alias;
  if (const auto* table = std::get_if<sql::Table>(&relation.node)) return table->name.last();
  return std::nullopt;
}

}  // namespace

std::string Emitter::Emit(const sql::Join& node, const sql::Location&) {
  static constexpr const char* kTypes[] = {"CROSS JOIN", "JOIN", "LEFT JOIN", "RIGHT JOIN",
                                           "FULL JOIN"};
  std::string right = RelationText(*node.right);
  if (std::holds_alternative<sql::Join>(node.right->node)) right = fmt::format("({})", right);
  std::string type = kTypes[static_cast<int>(node.type)];
  std::string criteria;
  if (node.criteria) {
    if (const auto* on = std::get_if<sql::JoinOn>(&*node.criteria)) {
      if (node.type == sql::JoinType::kLeft && HasQuery(*on->condition)) {
        if (const auto name = RelationName(*node.right)) {
          // DuckDB joins outer rows by no subquery: they are looked for in a filter of the other
          // side.
          return fmt::format("{} LEFT JOIN LATERAL (SELECT * FROM {} WHERE {}) AS {} ON true",
                             RelationText(*node.left), right, Expression(*on->condition),
                             NameText(*name));
        }
      }
      criteria = " ON " + Expression(*on->condition);
    } else if (const auto* join_using = std::get_if<sql::JoinUsing>(&*node.criteria)) {
      criteria = fmt::format(" USING ({})", NameList(join_using->columns));
    } else {
      type = "NATURAL " + type;
    }
  }
  return fmt::format("{} {} {}{}", RelationText(*node.left), type, right, criteria);
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

std::string Emitter::Emit(const sql::TableFunctionCall& node, const sql::Location& location) {
  const std::string name = node.name.Canonical();
  if (name == "iceberg.system.table_changes" || name == "system.table_changes") {
    return TableChanges(node, location);
  }
  if (IsFileFunction(node.name)) return FileFunctionText(node, location);
  if (node.name.last().Canonical() != "sequence") {
    NotSupported(location, "table function " + node.name.Canonical());
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
  return fmt::format(
      "(SELECT generate_series AS sequential_number FROM generate_series({}, {}, {}))", start, stop,
      step);
}

std::string Emitter::Emit(const sql::MatchRecognize&, const sql::Location& location) {
  NotSupported(location, "MATCH_RECOGNIZE");
}

}  // namespace tarn::engine::embedded
