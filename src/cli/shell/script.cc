#include <unistd.h>

#include <fmt/format.h>

#include "cli/shell/shell.h"
#include "cli/shell/statement_runner.h"
#include "sql/parser.h"

namespace tarn::cli {

void RunScript(Context& context, engine::Session& session, const std::string& script,
               const ScriptOptions& options) {
  StatementOptions statement_options;
  statement_options.format = context.format();
  statement_options.header = options.header;
  const bool people =
      statement_options.format == Format::kTable || statement_options.format == Format::kExpanded;
  for (const auto& range : sql::SplitStatements(script)) {
    const auto& at = range.location;
    // Line breaks and blanks in front keep lines and columns of errors those of the script.
    std::string text = std::string(at.line - 1, '\n') + std::string(at.column - 1, ' ') +
                       script.substr(at.begin, at.end - at.begin);
    try {
      auto outcome = RunStatement(session, text, context.terminal(), statement_options);
      if (people) {
        std::fflush(stdout);
        fmt::print(stderr, "{}\n",
                   context.terminal().Paint(stderr, Style::kDim, Describe(outcome)));
      }
    } catch (const base::Error& e) {
      if (options.name.empty()) throw;
      throw e.WithContext(options.name);
    }
    if (std::ferror(stdout) != 0) return;
  }
}

}  // namespace tarn::cli
