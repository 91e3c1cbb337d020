#include "engine/embedded/adapter/match_conditions.h"

#include <algorithm>
#include <utility>

namespace tarn::engine::embedded {
namespace {

using duckdb::DataChunk;
using duckdb::idx_t;
using duckdb::LogicalType;
using duckdb::Value;
using duckdb::Vector;
using pattern::History;
using Kind = MatchPlan::Variable::Kind;

// Memory of the matcher is counted in steps.
constexpr size_t kChargedAtOnce = size_t{1} << 20;

bool IsTrue(Vector& vector, idx_t count, idx_t row) {
  duckdb::UnifiedVectorFormat format;
  vector.ToUnifiedFormat(count, format);
  const idx_t at = format.sel->get_index(row);
  return format.validity.RowIsValid(at) && duckdb::UnifiedVectorFormat::GetData<bool>(format)[at];
}

}  // namespace

MatchConditions::MatchConditions(duckdb::ClientContext& context, const BoundMatch& match,
                                 const MatchRows& rows)
    : context_(context), match_(match), rows_(rows), conditions_(match.plan.labels.size()) {
  const MatchPlan& plan = match.plan;
  for (const MatchAggregate& aggregate : match.aggregates) {
    aggregates_.push_back({std::make_unique<MatchAggregation>(context, plan, aggregate)});
  }
  const auto place = [](auto& list, const auto& value) {
    const auto found = std::find(list.begin(), list.end(), value);
    const auto at = static_cast<size_t>(found - list.begin());
    if (found == list.end()) list.push_back(value);
    return at;
  };
  for (size_t i = 0; i < plan.conditions.size(); ++i) {
    const int label = plan.conditions[i];
    auto& made = conditions_.at(static_cast<size_t>(label));
    made = std::make_unique<Condition>();
    Condition& condition = *made;
    condition.expression = &match.conditions[i];
    condition.executor =
        duckdb::make_uniq<duckdb::ExpressionExecutor>(context, *match.conditions[i].expression);
    condition.at_once = IsAtOnce(match.conditions[i], label);
    if (condition.at_once) {
      condition.known.assign(rows.count, -1);
      for (const size_t number : match.conditions[i].variables) {
        condition.least = std::min(condition.least, plan.variables[number].physical);
        condition.most = std::max(condition.most, plan.variables[number].physical);
      }
      continue;
    }
    for (const size_t number : match.conditions[i].variables) {
      const MatchPlan::Variable& variable = plan.variables[number];
      size_t navigation = 0;
      if (variable.kind == Kind::kColumn || variable.kind == Kind::kClassifier) {
        navigation = place(navigations_, variable.row);
      }
      if (variable.kind == Kind::kClassifier && variable.physical != 0) {
        place(gatherings_, pattern::Gathering{{}, true});  // the label of any row may be asked
      }
      if (variable.kind == Kind::kAggregate) {
        const MatchPlan::Aggregate& aggregate = plan.aggregates[variable.source];
        place(gatherings_, pattern::Gathering{aggregate.labels, aggregate.label_counts});
      }
      condition.navigations.push_back(navigation);
    }
  }
}

// What only looks at the row that is tried, or from there, which is the last one of its own label.
bool MatchConditions::IsAtOnce(const MatchExpression& expression, int label) const {
  if (expression.expression->IsVolatile()) return false;
  return std::all_of(expression.variables.begin(), expression.variables.end(), [&](size_t number) {
    const MatchPlan::Variable& variable = match_.plan.variables[number];
    return variable.kind == Kind::kConstant ||
           (variable.kind == Kind::kColumn && variable.row.last && variable.row.offset == 0 &&
            pattern::Has(variable.row.labels, label));
  });
}

History MatchConditions::NewHistory() const { return {navigations_, gatherings_}; }

std::vector<bool> MatchConditions::Conditional() const {
  std::vector<bool> conditional;
  for (const auto& condition : conditions_) conditional.push_back(condition != nullptr);
  return conditional;
}

void MatchConditions::Begin(uint32_t row, int64_t match_number, MatchBounds bounds) {
  begin_ = row;
  bounds_ = bounds;
  match_number_ = match_number;
  for (Aggregate& aggregate : aggregates_) {
    if (aggregate.added == History::kNone) continue;
    aggregate.aggregation->Clear();
    aggregate.added = History::kNone;
  }
}

void MatchConditions::Poll(size_t bytes) {
  if (context_.IsInterrupted()) throw duckdb::InterruptException();
  if (bytes < charged_bytes_ + kChargedAtOnce) return;
  charged_.push_back(duckdb::BufferAllocator::Get(context_).Allocate(bytes - charged_bytes_));
  charged_bytes_ = bytes;
}

void MatchConditions::EvaluateAt(const Condition& condition, const MatchBounds& bounds,
                                 uint32_t first, uint32_t count, int8_t* truths) const {
  const MatchExpression& expression = *condition.expression;
  DataChunk input;
  input.InitializeEmpty(expression.types);
  for (size_t i = 0; i < expression.variables.size(); ++i) {
    const MatchPlan::Variable& variable = match_.plan.variables[expression.variables[i]];
    duckdb::SelectionVector selection(count);
    for (uint32_t j = 0; j < count; ++j) {
      const int64_t row =
          variable.kind == Kind::kConstant ? 0 : int64_t{first} + j + variable.physical;
      const bool is_there = variable.kind == Kind::kConstant || bounds.Has(row);
      selection.set_index(j, is_there ? static_cast<idx_t>(row) : rows_.count);
    }
    input.data[i].Slice(rows_.columns[variable.source], selection, count);
  }
  input.SetCardinality(count);
  Vector truth(LogicalType::BOOLEAN);
  condition.executor->ExecuteExpression(input, truth);
  for (uint32_t j = 0; j < count; ++j) truths[j] = IsTrue(truth, count, j) ? 1 : 0;
}

bool MatchConditions::HoldsAt(Condition& condition, uint32_t row) {
  const MatchBounds all{0, static_cast<int64_t>(rows_.count)};
  // What is looked at may be there, but not in this frame.
  if ((bounds_.begin > all.begin && row + condition.least < bounds_.begin) ||
      (bounds_.end < all.end && row + condition.most >= bounds_.end)) {
    int8_t truth = 0;
    EvaluateAt(condition, bounds_, row, 1, &truth);
    return truth == 1;
  }
  if (condition.known[row] < 0) {
    const auto count =
        static_cast<uint32_t>(std::min<idx_t>(STANDARD_VECTOR_SIZE, rows_.count - row));
    try {
      EvaluateAt(condition, all, row, count, &condition.known[row]);
    } catch (const duckdb::Exception&) {
      // An error of a row that may never be tried.
      EvaluateAt(condition, all, row, 1, &condition.known[row]);
    }
  }
  return condition.known[row] == 1;
}

Vector MatchConditions::AggregateOf(size_t aggregate, const History& history, History::Row row) {
  Aggregate& kept = aggregates_[aggregate];
  const MatchPlan::Aggregate& plan = match_.plan.aggregates[aggregate];
  const auto rows_up_to = [&](History::Row last, History::Row first) {
    MatchedRows rows;
    for (; last != first; last = history.before(last)) {
      if (!pattern::Has(plan.labels, history.label(last))) continue;
      rows.rows.push_back(static_cast<uint32_t>(begin_ + history.position(last)));
      rows.labels.push_back(history.label(last));
    }
    std::reverse(rows.rows.begin(), rows.rows.end());
    std::reverse(rows.labels.begin(), rows.labels.end());
    return rows;
  };
  // What was added goes on being of use where the rows added are the first ones of this thread.
  const History::Row before = history.before(row);
  if (kept.added != History::kNone) {
    History::Row same = before;
    while (history.count(same) > history.count(kept.added)) same = history.before(same);
    if (same != kept.added) {
      kept.aggregation->Clear();
      kept.added = History::kNone;
    }
  }
  kept.aggregation->Add(rows_, rows_up_to(before, kept.added), match_number_);
  kept.added = before;
  return kept.aggregation->Value(rows_, rows_up_to(row, before), match_number_);
}

Vector MatchConditions::ValueOf(const MatchPlan::Variable& variable, const LogicalType& type,
                                size_t navigation, const History& history, History::Row row) {
  Vector value(type);
  switch (variable.kind) {
    case Kind::kAggregate: return AggregateOf(variable.source, history, row);
    case Kind::kMatchNumber: value.Reference(Value::BIGINT(match_number_)); return value;
    case Kind::kConstant:
      duckdb::ConstantVector::Reference(value, const_cast<Vector&>(rows_.columns[variable.source]),
                                        0, 1);
      return value;
    default: break;
  }
  const History::Place place = history.Find(navigation, row);
  const int64_t at = begin_ + place.position + variable.physical;
  const bool is_there = place.position >= 0 && bounds_.Has(at);
  if (variable.kind == Kind::kColumn) {
    duckdb::ConstantVector::Reference(value, const_cast<Vector&>(rows_.columns[variable.source]),
                                      is_there ? static_cast<idx_t>(at) : rows_.count, 1);
    return value;
  }
  const int64_t position = at - begin_;
  if (!is_there || position < 0 || position > history.position(row)) {
    value.Reference(Value(type));
    return value;
  }
  while (history.position(row) > position) row = history.before(row);
  value.Reference(Value(match_.plan.labels[static_cast<size_t>(history.label(row))]));
  return value;
}

bool MatchConditions::Hold(const History& history, History::Row row) {
  Condition& condition = *conditions_[static_cast<size_t>(history.label(row))];
  if (condition.at_once) {
    return HoldsAt(condition, static_cast<uint32_t>(begin_ + history.position(row)));
  }
  const MatchExpression& expression = *condition.expression;
  DataChunk input;
  input.InitializeEmpty(expression.types);
  for (size_t i = 0; i < expression.variables.size(); ++i) {
    Vector value = ValueOf(match_.plan.variables[expression.variables[i]], expression.types[i],
                           condition.navigations[i], history, row);
    input.data[i].Reference(value);
  }
  input.SetCardinality(1);
  Vector truth(LogicalType::BOOLEAN);
  condition.executor->ExecuteExpression(input, truth);
  return IsTrue(truth, 1, 0);
}

}  // namespace tarn::engine::embedded
