// JSON_TABLE: one function makes the rows of a document, by a plan that is written here as JSON.
#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "base/standard_error.h"
#include "engine/embedded/dialect/emitter.h"
#include "engine/embedded/dialect/quote.h"
#include "engine/embedded/dialect/types.h"
#include "engine/embedded/typing/coercion.h"
#include "engine/embedded/typing/data_type.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using nlohmann::json;
using Columns = std::vector<sql::JsonTableColumn>;

constexpr int kNull = 0, kError = 1, kDefault = 2, kEmptyObject = 3;

int Number(const std::optional<sql::JsonValueBehavior>& behavior, int otherwise) {
  if (!behavior) return otherwise;
  if (behavior->kind == sql::JsonValueBehaviorKind::kNull) return kNull;
  return behavior->kind == sql::JsonValueBehaviorKind::kError ? kError : kDefault;
}

int Number(const std::optional<sql::JsonQueryBehavior>& behavior, int otherwise) {
  if (!behavior) return otherwise;
  switch (*behavior) {
    case sql::JsonQueryBehavior::kError: return kError;
    case sql::JsonQueryBehavior::kNull: return kNull;
    case sql::JsonQueryBehavior::kEmptyArray: return kDefault;
    case sql::JsonQueryBehavior::kEmptyObject: return kEmptyObject;
  }
  return kNull;
}

// A path of the table with what is directly below it.
struct Level {
  std::string path;
  std::optional<std::string> name;
  sql::Location location;
  json columns = json::array();
  std::vector<Level> nested;
};

json PathNode(const Level& level, bool outer) {
  return {{"path", level.path}, {"columns", level.columns}, {"outer", outer}};
}

// PLAN DEFAULT (outer, cross), which is what holds without PLAN too.
json DefaultPlan(const Level& level, const sql::JsonTableDefaultPlan& plan) {
  json node = PathNode(level, plan.outer);
  json children = json::array();
  for (const Level& nested : level.nested) children.push_back(DefaultPlan(nested, plan));
  if (children.size() == 1) node["child"] = children[0];
  if (children.size() > 1) node["child"] = {{plan.cross ? "cross" : "union", children}};
  return node;
}

[[noreturn]] void InvalidPlan(const sql::Location& location, const std::string& problem) {
  base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kInvalidPlan, "{}: {}",
              At(location), problem);
}

// A plan that names its paths. What stands below `levels` in the text has to be in it once.
class NamedPlan {
 public:
  explicit NamedPlan(sql::Location location) : location_(location) {}

  json Of(const sql::JsonTablePlan& plan, const Level& root) {
    std::vector<const Level*> levels = {&root};
    if (std::holds_alternative<sql::JsonPlanSiblings>(plan.node)) {
      InvalidPlan(location_,
                  "JSON_TABLE plan must either be a single path name or it must be rooted in "
                  "parent-child relationship (OUTER or INNER)");
    }
    return Whole(plan, levels);
  }

 private:
  // The plan of all `levels`, which are siblings.
  json Whole(const sql::JsonTablePlan& plan, const std::vector<const Level*>& levels) {
    std::set<const Level*> used;
    json node = Node(plan, levels, used);
    std::vector<std::string> missing;
    for (const Level* level : levels) {
      if (!used.contains(level)) missing.push_back(*level->name);
    }
    if (!missing.empty()) {
      InvalidPlan(location_, fmt::format("JSON_TABLE plan should contain all JSON paths available "
                                         "at each level of nesting. Paths not included: {}",
                                         fmt::join(missing, ", ")));
    }
    return node;
  }
  json Node(const sql::JsonTablePlan& plan, const std::vector<const Level*>& levels,
            std::set<const Level*>& used) {
    if (const auto* siblings = std::get_if<sql::JsonPlanSiblings>(&plan.node)) {
      json children = json::array();
      for (const auto& child : siblings->plans) children.push_back(Node(child, levels, used));
      return {{siblings->cross ? "cross" : "union", children}};
    }
    if (const auto* parent = std::get_if<sql::JsonPlanParentChild>(&plan.node)) {
      const Level& level = Find(parent->parent, levels, used);
      std::vector<const Level*> nested;
      for (const Level& below : level.nested) nested.push_back(&below);
      json node = PathNode(level, parent->outer);
      node["child"] = Whole(*parent->child, nested);
      return node;
    }
    const Level& level = Find(std::get<sql::JsonPlanLeaf>(plan.node).name, levels, used);
    if (!level.nested.empty()) {
      std::vector<std::string> missing;
      for (const Level& below : level.nested) missing.push_back(*below.name);
      InvalidPlan(location_, fmt::format("JSON_TABLE plan should contain all JSON paths available "
                                         "at each level of nesting. Paths not included: {}",
                                         fmt::join(missing, ", ")));
    }
    return PathNode(level, true);
  }
  const Level& Find(const sql::Identifier& name, const std::vector<const Level*>& levels,
                    std::set<const Level*>& used) {
    for (const Level* level : levels) {
      if (*level->name != name.Canonical()) continue;
      if (!used.insert(level).second) {
        InvalidPlan(name.location,
                    fmt::format("JSON_TABLE plan has JSON path {} twice", name.value));
      }
      return *level;
    }
    InvalidPlan(name.location,
                fmt::format("JSON_TABLE plan should contain all JSON paths available at each level "
                            "of nesting. JSON path {} is not there",
                            name.value));
  }

  const sql::Location location_;
};

// The names of columns and paths, which have to differ.
void CheckUnique(const Level& level, const std::optional<sql::Identifier>& name,
                 std::set<std::string>& names) {
  if (!name || names.insert(name->Canonical()).second) return;
  base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kDuplicateColumnOrPathName,
              "{}: All column and path names in JSON_TABLE invocation must be unique: {}",
              At(level.location), name->value);
}

// The columns as the plan has them, with the struct that their rows are.
class ColumnReader {
 public:
  using Text = std::function<std::string(const sql::Expression&)>;
  using Check = std::function<void(const sql::Expression&, const sql::DataType&)>;

  ColumnReader(const sql::JsonTable& table, Text text, Check check)
      : table_(table), text_(std::move(text)), check_(std::move(check)) {}

  Level Read(const std::string& path, const std::optional<sql::Identifier>& name,
             const sql::Location& location, const Columns& columns) {
    Level level{path, std::nullopt, location, json::array(), {}};
    if (name) level.name = name->Canonical();
    if (&columns != &table_.columns) CheckJsonPath(path, {}, location);
    CheckUnique(level, name, names_);
    for (const sql::JsonTableColumn& column : columns) {
      if (const auto* nested = column.As<sql::JsonNestedColumns>()) {
        level.nested.push_back(
            Read(nested->path, nested->path_name, column.location, nested->columns));
        continue;
      }
      level.columns.push_back(
          std::visit([&](const auto& node) { return Column(node, column.location); }, column.node));
    }
    return level;
  }
  std::string Row() const { return fmt::format("STRUCT({})", fmt::join(fields_, ", ")); }
  std::string Defaults() const {
    return fmt::format("row({})",
                       defaults_.empty() ? "0" : fmt::format("{}", fmt::join(defaults_, ", ")));
  }

 private:
  json Start(const sql::Identifier& name, const char* kind, const std::string& type,
             const sql::Location& location) {
    CheckUnique({{}, {}, location, {}, {}}, name, names_);
    fields_.push_back(fmt::format("{} {}", QuoteName(name.Canonical()), type));
    return {{"at", fields_.size() - 1}, {"kind", kind}};
  }
  static void AddLimits(json& column, const TranslatedType& type) {
    if (type.length) column["length"] = *type.length;
    if (type.length && type.pad) column["char"] = true;
    if (type.digits) column["digits"] = *type.digits;
  }
  static std::string PathOf(const sql::Identifier& name, const std::optional<std::string>& path) {
    if (path) {
      CheckJsonPath(*path, {}, name.location);
      return *path;
    }
    return fmt::format("lax $.{}", json(JsonName(name)).dump());
  }
  int ErrorBehavior() const { return table_.error_on_error.value_or(false) ? kError : kNull; }

  json Column(const sql::JsonOrdinalityColumn& node, const sql::Location& location) {
    return Start(node.name, "ordinality", "BIGINT", location);
  }
  json Column(const sql::JsonValueColumn& node, const sql::Location& location) {
    const TranslatedType type = TranslateType(node.type);
    CheckJsonScalar(node.type, location);
    json column = Start(node.name, "value", type.duckdb, location);
    AddLimits(column, type);
    column["path"] = PathOf(node.name, node.path);
    column["empty"] = Number(node.on_empty, kNull);
    column["error"] = Number(node.on_error, ErrorBehavior());
    const auto add = [&](const char* key, const std::optional<sql::JsonValueBehavior>& behavior) {
      if (!behavior || !behavior->default_value) return;
      check_(**behavior->default_value, node.type);
      column[key] = defaults_.size();
      defaults_.push_back(
          text_(sql::Expression(sql::Cast{*behavior->default_value, node.type, false}, location)));
    };
    add("empty_default", node.on_empty);
    add("error_default", node.on_error);
    return column;
  }
  json Column(const sql::JsonQueryColumn& node, const sql::Location& location) {
    const TranslatedType type = TranslateType(node.type);
    if (type.duckdb != "VARCHAR" || node.format != sql::JsonFormat::kJson) {
      NotSupported(location, "JSON_TABLE's FORMAT JSON in another type than varchar");
    }
    json column = Start(node.name, "query", type.duckdb, location);
    AddLimits(column, type);
    column["path"] = PathOf(node.name, node.path);
    column["wrapper"] = static_cast<int>(node.wrapper);
    column["omit_quotes"] = node.quotes == sql::JsonQuotes::kOmit;
    column["empty"] = Number(node.on_empty, kNull);
    column["error"] = Number(node.on_error, ErrorBehavior());
    return column;
  }
  json Column(const sql::JsonNestedColumns&, const sql::Location&) { return {}; }

  const sql::JsonTable& table_;
  const Text text_;
  const Check check_;
  std::set<std::string> names_;
  std::vector<std::string> fields_;
  std::vector<std::string> defaults_;
};

bool HasUnnamed(const Level& level) {
  return !level.name || std::any_of(level.nested.begin(), level.nested.end(), HasUnnamed);
}

json PlanOf(const sql::JsonTable& table, const Level& root, const sql::Location& location) {
  if (!table.plan) return DefaultPlan(root, {});
  if (const auto* plan = std::get_if<sql::JsonTableDefaultPlan>(&*table.plan)) {
    return DefaultPlan(root, *plan);
  }
  if (HasUnnamed(root)) {
    base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kMissingPathName,
                "{}: All JSON paths must be named when specific plan is given", At(location));
  }
  return NamedPlan(location).Of(std::get<sql::JsonTablePlan>(*table.plan), root);
}

}  // namespace

std::string Emitter::Emit(const sql::JsonTable& node, const sql::Location& location) {
  CheckJsonPath(node.path.path, node.path.parameters, node.path.input.expression->location);
  // A default has to be of the column's type, or to become so without a cast.
  const auto check = [&](const sql::Expression& value, const sql::DataType& type) {
    const Type* given = types_ != nullptr ? types_->Of(value) : nullptr;
    const auto wanted = TypeOfDataType(type);
    if (given == nullptr || !wanted || CanCoerce(*given, *wanted)) return;
    base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kTypeMismatch,
                "{}: Function JSON_VALUE default result must evaluate to a {} (actual: {})",
                At(value.location), wanted->ToString(), given->ToString());
  };
  ColumnReader reader(node, [&](const sql::Expression& value) { return Expression(value); }, check);
  const Level root = reader.Read(node.path.path, node.path.path_name, location, node.columns);
  const json plan = {{"error", node.error_on_error.value_or(false)},
                     {"root", PlanOf(node, root, location)}};
  return fmt::format(
      "LATERAL (SELECT unnest(tarn_json_table({}, {}, {}, {}, CAST(NULL AS {})), max_depth := 2))",
      JsonInputText(node.path.input), JsonPassing(node.path), reader.Defaults(),
      QuoteText(plan.dump()), reader.Row());
}

}  // namespace tarn::engine::embedded
