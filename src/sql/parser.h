#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "sql/parse_error.h"
#include "sql/tree/tree.h"

// The parser's facade: Trino 476's SQL (its grammar SqlBase.g4 is the reference, its parser the
// oracle of tests/golden/sql). Pure functions, safe from any thread. All throw ParseError.
namespace tarn::sql {

struct ParseOptions {
  // Nesting of parentheses, subqueries, CASE, … that is followed before giving up. Bounds the
  // parser's stack.
  int max_depth = 300;
  // Height of the resulting tree, where long chains such as a || b || c … and UNION count as well.
  // Bounds the stack of whoever walks the tree.
  int max_height = 2000;
  size_t max_bytes = 4 << 20;
  // What Tarn accepts beyond Trino 476: table@branch, FOR SYSTEM_TIME|SYSTEM_VERSION AS OF, BEGIN,
  // branch statements, column defaults.
  bool extensions = true;
};

// One statement; one ';' may follow it.
Statement ParseStatement(std::string_view text, const ParseOptions& options = {});
Expression ParseExpression(std::string_view text, const ParseOptions& options = {});
DataType ParseType(std::string_view text, const ParseOptions& options = {});

// Where a statement of a script stands: text.substr(begin, end - begin), without its ';', leading
// and trailing white space and comments. Statements without any token are left out.
struct StatementRange {
  Location location;
  bool terminated = false;  // a ';' follows
};

// Splits at ';' by tokens only (not inside strings, comments, or bodies of SQL routines); never
// throws on bad SQL.
std::vector<StatementRange> SplitStatements(std::string_view text);

struct ParsedStatement {
  Statement statement;
  Location location;  // as in StatementRange
};

// All statements of a script; locations count from the start of the script.
std::vector<ParsedStatement> ParseStatements(std::string_view text,
                                             const ParseOptions& options = {});

enum class InputState {
  kEmpty,       // nothing but white space and comments
  kIncomplete,  // an open string, quoted name, comment or routine body, or no ';' at the end
  kComplete,    // ends with ';'
};

// Whether a shell may run what was typed so far or should read another line. Never throws.
InputState CheckInput(std::string_view text);

}  // namespace tarn::sql
