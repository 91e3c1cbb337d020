#include "query/query_info.h"

namespace tarn::query {

const char* QueryStateName(QueryState state) {
  switch (state) {
    case QueryState::kQueued: return "QUEUED";
    case QueryState::kRunning: return "RUNNING";
    case QueryState::kFinished: return "FINISHED";
    case QueryState::kFailed: return "FAILED";
  }
  return "FAILED";
}

QueryState QueryStateOf(const std::string& name) {
  for (const QueryState state :
       {QueryState::kQueued, QueryState::kRunning, QueryState::kFinished}) {
    if (name == QueryStateName(state)) return state;
  }
  return QueryState::kFailed;
}

}  // namespace tarn::query
