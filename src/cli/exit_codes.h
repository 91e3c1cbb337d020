#pragma once

#include <string>
#include <vector>

#include "base/error.h"

namespace tarn::cli {

// What a process tells its caller. One table, documented in docs/guide/exit-codes.md; `tarn dbt`
// keeps dbt's own 0, 1 and 2.
inline constexpr int kExitSuccess = 0;
inline constexpr int kExitNegative =
    1;  // the work was done; its answer is no (failed checks, conflicts)
inline constexpr int kExitUsage = 2;  // the command line is wrong; nothing was done

int ExitCodeOf(base::ErrorKind kind);

struct ExitCodeRow {
  int code;
  std::string name;
  std::string meaning;
};
const std::vector<ExitCodeRow>& ExitCodeTable();

}  // namespace tarn::cli
