#include "engine/embedded/adapter/match_plan.h"

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace tarn::engine::embedded {
namespace {

using nlohmann::json;
using Variable = MatchPlan::Variable;

json ToJson(const Variable& variable) {
  return {static_cast<int>(variable.kind),
          variable.source,
          variable.row.labels,
          variable.row.last,
          variable.row.offset,
          variable.running,
          variable.physical};
}

Variable VariableOf(const json& node) {
  Variable variable;
  variable.kind = static_cast<Variable::Kind>(node.at(0).get<int>());
  variable.source = node.at(1);
  variable.row = {node.at(2), node.at(3), node.at(4), variable.kind == Variable::Kind::kClassifier};
  variable.running = node.at(5);
  variable.physical = node.at(6);
  return variable;
}

}  // namespace

std::string ToText(const MatchPlan& plan) {
  json variables = json::array(), aggregates = json::array();
  for (const Variable& variable : plan.variables) variables.push_back(ToJson(variable));
  for (const auto& aggregate : plan.aggregates) {
    aggregates.push_back({aggregate.labels, aggregate.running, aggregate.label_counts});
  }
  const json node = {{"pattern", pattern::ToText(plan.pattern)},
                     {"labels", plan.labels},
                     {"rows", static_cast<int>(plan.rows)},
                     {"skip", static_cast<int>(plan.skip)},
                     {"skip_to", plan.skip_to},
                     {"variables", variables},
                     {"aggregates", aggregates},
                     {"columns", plan.columns},
                     {"conditions", plan.conditions},
                     {"measures", plan.measures},
                     {"output", plan.output},
                     {"frame",
                      {static_cast<int>(plan.frame.end), plan.frame.offset, plan.frame.seeks,
                       plan.frame.is_call}}};
  return node.dump();
}

MatchPlan ParseMatchPlan(std::string_view text) {
  try {
    const json node = json::parse(text);
    MatchPlan plan;
    plan.pattern = pattern::PatternOf(node.at("pattern").get<std::string>());
    plan.labels = node.at("labels");
    plan.rows = static_cast<MatchPlan::Rows>(node.at("rows").get<int>());
    plan.skip = static_cast<MatchPlan::Skip>(node.at("skip").get<int>());
    plan.skip_to = node.at("skip_to").get<pattern::LabelSet>();
    for (const json& variable : node.at("variables"))
      plan.variables.push_back(VariableOf(variable));
    for (const json& aggregate : node.at("aggregates")) {
      plan.aggregates.push_back({aggregate.at(0), aggregate.at(1), aggregate.at(2)});
    }
    plan.columns = node.at("columns");
    plan.conditions = node.at("conditions").get<std::vector<int>>();
    plan.measures = node.at("measures");
    plan.output = node.at("output").get<std::vector<size_t>>();
    const json& frame = node.at("frame");
    plan.frame = {static_cast<MatchPlan::Frame::End>(frame.at(0).get<int>()), frame.at(1),
                  frame.at(2), frame.at(3)};
    return plan;
  } catch (const json::exception& error) {
    base::Throw(base::ErrorKind::kInvalidArgument, "not the plan of a row pattern: {}",
                error.what());
  }
}

}  // namespace tarn::engine::embedded
