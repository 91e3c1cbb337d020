// How long it takes to read queries of Trino's SQL and to write them as DuckDB's: each line of
// standard input is one query, blank lines for line breaks taken out. Prints milliseconds a query:
// the mean, the longest, and the number of queries that were refused.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "base/error.h"
#include "engine/embedded/dialect/dialect.h"
#include "sql/parser.h"

int main() {
  using Clock = std::chrono::steady_clock;
  constexpr int kRounds = 20;
  std::vector<double> times_ms;
  int refused = 0;
  std::string query;
  while (std::getline(std::cin, query)) {
    double best_ms = 1e9;
    try {
      for (int i = 0; i < kRounds; ++i) {
        const auto begin = Clock::now();
        const auto statement = tarn::sql::ParseStatement(query);
        const std::string text = tarn::engine::embedded::ToDuckDbSql(statement);
        const double took_ms =
            std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
        if (!text.empty()) best_ms = std::min(best_ms, took_ms);
      }
      times_ms.push_back(best_ms);
    } catch (const tarn::base::Error& error) {
      std::fprintf(stderr, "%s\n", error.what());
      ++refused;
    }
  }
  double sum_ms = 0;
  for (const double one : times_ms) sum_ms += one;
  std::sort(times_ms.begin(), times_ms.end());
  std::printf("{\"queries\": %zu, \"mean_ms\": %.3f, \"longest_ms\": %.3f, \"refused\": %d}\n",
              times_ms.size(), times_ms.empty() ? 0 : sum_ms / static_cast<double>(times_ms.size()),
              times_ms.empty() ? 0 : times_ms.back(), refused);
  return 0;
}
