#pragma once

#include <string>
#include <vector>

namespace tarn::cli {

class Context;

// tarn diff --data: what differs between two references down to the rows.
struct DataDiffCommand {
  std::string from;
  std::string to;
  std::vector<std::string> key;
  std::vector<std::string> tables;
  size_t limit = 10;
  bool no_aggregates = false;
  bool exit_code = false;
};
int DiffData(Context& context, const DataDiffCommand& command);

}  // namespace tarn::cli
