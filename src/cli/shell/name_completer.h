#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/shell/line_editor.h"

namespace tarn::cli {

// Where names come from: the lake in the shell, a list in tests. Nothing here may throw.
class NameSource {
 public:
  virtual ~NameSource() = default;
  virtual std::vector<std::string> Schemas() = 0;
  virtual std::vector<std::string> Tables(const std::string& schema) = 0;
  virtual std::vector<std::string> Columns(const std::string& schema, const std::string& table) = 0;
  virtual std::string CurrentSchema() = 0;
};

// Candidates for the word before the cursor: keywords (in the case that was begun), schemas, tables
// (after "schema.", or of the current schema), columns of the tables that the statement names.
// `statement_before` is what was typed on earlier lines.
Completion CompleteName(std::string_view statement_before, std::string_view before_cursor,
                        NameSource& names);

}  // namespace tarn::cli
