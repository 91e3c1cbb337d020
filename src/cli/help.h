#pragma once

#include <string>

#include <CLI/CLI.hpp>

#include "cli/terminal/terminal.h"

namespace tarn::cli {

// Help that teaches: usage, what it does, options in aligned columns, examples, exit codes.
class HelpFormatter : public CLI::Formatter {
 public:
  explicit HelpFormatter(const Terminal& terminal);
  std::string make_help(const CLI::App* app, std::string name,
                        CLI::AppFormatMode mode) const override;
  std::string make_usage(const CLI::App* app, std::string name) const override;
  std::string make_description(const CLI::App* app) const override;
  std::string make_group(std::string group, bool is_positional,
                         std::vector<const CLI::Option*> options) const override;
  std::string make_subcommands(const CLI::App* app, CLI::AppFormatMode mode) const override;
  std::string make_footer(const CLI::App* app) const override;

 private:
  std::string Groups(const CLI::App* app) const;
  std::string Heading(const std::string& text) const;
  const Terminal& terminal_;
};

// Below the list of commands: where to start, and the exit codes.
std::string TopLevelFooter();

}  // namespace tarn::cli
