#pragma once

#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>

#include "cli/output/result_writer.h"
#include "cli/terminal/terminal.h"
#include "engine/engine.h"

namespace tarn::cli {

struct StatementOptions {
  Format format = Format::kTable;
  // Rows to print; 0 is all. The rest is not even computed.
  uint64_t max_rows = 0;
  bool header = true;
  FILE* out = stdout;  // where rows go
};

struct StatementOutcome {
  uint64_t rows = 0;
  bool more = false;  // max_rows were printed and there are more
  std::string update_type;
  std::optional<uint64_t> update_count;
  double seconds = 0;
};

// Runs one statement and prints its rows to `out` as they come. While it runs, Ctrl-C cancels it
// (kCancelled) and a progress line is shown once it has taken a moment. Throws what the session
// throws.
StatementOutcome RunStatement(engine::Session& session, const std::string& sql,
                              const Terminal& terminal, const StatementOptions& options);

// "3 rows in 0.12 s", "INSERT: 5 rows in 0.30 s".
std::string Describe(const StatementOutcome& outcome);

}  // namespace tarn::cli
