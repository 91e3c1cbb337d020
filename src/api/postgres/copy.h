#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/postgres/lexer.h"
#include "engine/type.h"
#include "engine/value.h"

namespace tarn::api::postgres {

// COPY's formats (PostgreSQL 16, "COPY", File Formats).
struct CopyOptions {
  bool csv = false;
  bool header = false;
  char delimiter = '\t';
  std::string null = "\\N";
  char quote = '"';
  char escape = '"';
  bool force_quote = false;
};

struct CopyCommand {
  std::string query;  // what is copied, in PostgreSQL's accent
  CopyOptions options;
};

// COPY table [(columns)] FROM STDIN.
struct CopyTarget {
  std::vector<std::string> table;    // the parts of its name
  std::vector<std::string> columns;  // empty: all
  CopyOptions options;
};
CopyTarget ParseCopyIn(std::string_view source, const std::vector<Token>& tokens,
                       const StatementTokens& statement);

// COPY (query)|table [(columns)] TO STDOUT [[WITH] (options)|CSV HEADER …]. 0A000 for files,
// programs and the binary format; 42601 for what is no COPY.
CopyCommand ParseCopyOut(std::string_view source, const std::vector<Token>& tokens,
                         const StatementTokens& statement);

void AppendCopyField(const CopyOptions& options, const engine::Value& value,
                     const engine::Type& type, bool first, std::string& line);
// The line of names.
std::string CopyHeader(const CopyOptions& options, const std::vector<std::string>& names);

}  // namespace tarn::api::postgres
