#include "engine/embedded/adapter/match_measures.h"

#include <algorithm>
#include <utility>

namespace tarn::engine::embedded {
namespace {

using duckdb::DataChunk;
using duckdb::idx_t;
using duckdb::LogicalType;
using duckdb::Value;
using duckdb::Vector;
using Kind = MatchPlan::Variable::Kind;

}  // namespace

int64_t FindRow(const pattern::Navigation& navigation, bool running, int64_t current,
                const std::vector<int>& labels) {
  // FIRST looks at all rows in Trino, RUNNING or not.
  const bool up_to_current = running && navigation.last;
  const int64_t last = up_to_current ? current : static_cast<int64_t>(labels.size()) - 1;
  int64_t left = navigation.offset;
  for (int64_t i = 0; i <= last; ++i) {
    const int64_t at = navigation.last ? last - i : i;
    if (!pattern::Has(navigation.labels, labels[static_cast<size_t>(at)])) continue;
    if (left-- == 0) return at;
  }
  return -1;
}

MatchMeasures::MatchMeasures(duckdb::ClientContext& context, const BoundMatch& match,
                             const MatchRows& rows)
    : context_(context),
      match_(match),
      rows_(rows),
      places_(match.plan.variables.size()),
      values_(match.plan.variables.size()),
      types_(match.plan.variables.size(), LogicalType::INVALID) {
  for (const MatchAggregate& aggregate : match.aggregates) {
    aggregates_.push_back(
        {std::make_unique<MatchAggregation>(context, match.plan, aggregate), 0, 0, nullptr});
  }
  for (const MatchExpression& measure : match.measures) {
    executors_.push_back(
        duckdb::make_uniq<duckdb::ExpressionExecutor>(context, *measure.expression));
    for (size_t i = 0; i < measure.variables.size(); ++i) {
      types_[measure.variables[i]] = measure.types[i];
    }
  }
}

const Vector& MatchMeasures::AggregateOf(size_t aggregate, const MeasuredMatch& match,
                                         int64_t current) {
  const MatchPlan::Aggregate& plan = match_.plan.aggregates[aggregate];
  Aggregate& kept = aggregates_[aggregate];
  if (kept.number != match.number) {
    kept.aggregation->Clear();
    kept.number = match.number;
    kept.added = 0;
    kept.value = nullptr;
  }
  const size_t wanted = plan.running ? static_cast<size_t>(current + 1) : match.match.labels.size();
  MatchedRows added;
  for (; kept.added < wanted; ++kept.added) {
    const int label = match.match.labels[kept.added];
    if (!pattern::Has(plan.labels, label)) continue;
    added.rows.push_back(match.begin + static_cast<uint32_t>(kept.added));
    added.labels.push_back(label);
  }
  if (kept.value == nullptr || !added.rows.empty()) {
    kept.aggregation->Add(rows_, added, match.number);
    kept.value = duckdb::make_uniq<Vector>(kept.aggregation->Value(rows_, {}, match.number));
  }
  return *kept.value;
}

void MatchMeasures::Add(const MeasuredMatch& match, int64_t current) {
  const std::vector<int>& labels = match.match.labels;
  for (size_t i = 0; i < types_.size(); ++i) {
    if (types_[i].id() == duckdb::LogicalTypeId::INVALID) continue;  // of conditions
    const MatchPlan::Variable& variable = match_.plan.variables[i];
    switch (variable.kind) {
      case Kind::kMatchNumber: places_[i].push_back(match.number); break;
      case Kind::kConstant: places_[i].push_back(0); break;
      case Kind::kHere: places_[i].push_back(match.here); break;
      case Kind::kAggregate: {
        if (!values_[i]) values_[i] = duckdb::make_uniq<Vector>(types_[i]);
        const Vector& value = AggregateOf(variable.source, match, current);
        duckdb::VectorOperations::Copy(value, *values_[i], 1, 0, waiting_);
        break;
      }
      case Kind::kColumn:
      case Kind::kClassifier: {
        const int64_t position = FindRow(variable.row, variable.running, current, labels);
        const int64_t place = position + variable.physical;
        const int64_t row = int64_t{match.begin} + place;
        const bool is_there = position >= 0 && match.bounds.Has(row);
        if (variable.kind == Kind::kColumn) {
          places_[i].push_back(is_there ? row : static_cast<int64_t>(rows_.count));
        } else {
          const bool is_matched =
              is_there && place >= 0 && place < static_cast<int64_t>(labels.size());
          places_[i].push_back(is_matched ? labels[static_cast<size_t>(place)] : -1);
        }
        break;
      }
    }
  }
  ++waiting_;
  ++count_;
  if (waiting_ == STANDARD_VECTOR_SIZE) Evaluate();
}

void MatchMeasures::Evaluate() {
  if (waiting_ == 0 || match_.measures.empty()) return;
  duckdb::vector<LogicalType> measures;
  for (const MatchExpression& measure : match_.measures) {
    measures.push_back(measure.expression->return_type);
  }
  std::vector<duckdb::unique_ptr<Vector>> variables(types_.size());
  for (size_t i = 0; i < types_.size(); ++i) {
    if (types_[i].id() == duckdb::LogicalTypeId::INVALID) continue;
    const MatchPlan::Variable& variable = match_.plan.variables[i];
    auto& vector = variables[i];
    const std::vector<int64_t>& places = places_[i];
    if (variable.kind == Kind::kAggregate) {
      vector = std::move(values_[i]);
    } else if (variable.kind == Kind::kMatchNumber) {
      vector = duckdb::make_uniq<Vector>(LogicalType::BIGINT);
      std::copy(places.begin(), places.end(), duckdb::FlatVector::GetData<int64_t>(*vector));
    } else if (variable.kind == Kind::kClassifier) {
      vector = duckdb::make_uniq<Vector>(LogicalType::VARCHAR);
      for (idx_t j = 0; j < waiting_; ++j) {
        if (places[j] < 0) {
          duckdb::FlatVector::SetNull(*vector, j, true);
          continue;
        }
        duckdb::FlatVector::GetData<duckdb::string_t>(*vector)[j] = duckdb::StringVector::AddString(
            *vector, match_.plan.labels[static_cast<size_t>(places[j])]);
      }
    } else {
      duckdb::SelectionVector selection(waiting_);
      for (idx_t j = 0; j < waiting_; ++j) selection.set_index(j, static_cast<idx_t>(places[j]));
      vector = duckdb::make_uniq<Vector>(types_[i]);
      vector->Slice(rows_.columns[variable.source], selection, waiting_);
    }
  }
  auto chunk = duckdb::make_uniq<DataChunk>();
  chunk->Initialize(context_, measures);
  for (size_t i = 0; i < match_.measures.size(); ++i) {
    const MatchExpression& measure = match_.measures[i];
    DataChunk input;
    input.InitializeEmpty(measure.types);
    for (size_t j = 0; j < measure.variables.size(); ++j) {
      input.data[j].Reference(*variables[measure.variables[j]]);
    }
    input.SetCardinality(waiting_);
    Vector value(measures[i]);
    executors_[i]->ExecuteExpression(input, value);
    duckdb::VectorOperations::Copy(value, chunk->data[i], waiting_, 0, 0);
  }
  chunk->SetCardinality(waiting_);
  chunks_.push_back(std::move(chunk));
  for (auto& places : places_) places.clear();
  waiting_ = 0;
}

std::vector<duckdb::unique_ptr<DataChunk>> MatchMeasures::Take() {
  Evaluate();
  return std::move(chunks_);
}

}  // namespace tarn::engine::embedded
