#include "cli/help.h"

#include <algorithm>

#include <fmt/format.h>

#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/exit_codes.h"
#include "cli/terminal/text_width.h"

namespace tarn::cli {
namespace {

constexpr size_t kColumn = 28;
constexpr size_t kLineWidth = 100;
constexpr const char* kEveryCommand = "Every command";

// Two columns; the right one is wrapped at words.
std::string Entry(const std::string& left, const std::string& right) {
  std::string text = "  " + left;
  size_t width = TextWidth(text);
  if (width + 2 > kColumn) {
    text += "\n" + std::string(kColumn, ' ');
  } else {
    text += std::string(kColumn - width, ' ');
  }
  size_t used = kColumn;
  size_t pos = 0;
  while (pos < right.size()) {
    size_t end = right.find_first_of(" \n", pos);
    if (end == std::string::npos) end = right.size();
    std::string word = right.substr(pos, end - pos);
    if (used > kColumn && used + 1 + word.size() > kLineWidth) {
      text += "\n" + std::string(kColumn, ' ');
      used = kColumn;
    } else if (used > kColumn) {
      text += ' ';
      ++used;
    }
    text += word;
    used += TextWidth(word);
    pos = end + 1;
  }
  return text + "\n";
}

std::string FullName(const CLI::App* app) {
  std::string name = app->get_name();
  for (const CLI::App* parent = app->get_parent(); parent; parent = parent->get_parent()) {
    name = parent->get_name() + " " + name;
  }
  return name;
}

}  // namespace

HelpFormatter::HelpFormatter(const Terminal& terminal) : terminal_(terminal) {}

std::string HelpFormatter::Heading(const std::string& text) const {
  return terminal_.Paint(stdout, Style::kBold, text);
}

std::string HelpFormatter::make_help(const CLI::App* app, std::string name,
                                     CLI::AppFormatMode mode) const {
  return make_description(app) + make_usage(app, name) + make_positionals(app) +
         make_subcommands(app, mode) + Groups(app) + make_footer(app);
}

std::string HelpFormatter::make_usage(const CLI::App* app, std::string) const {
  std::string usage = FullName(app);
  bool has_commands = !app->get_subcommands([](const CLI::App*) { return true; }).empty();
  if (has_commands) {
    usage += app->get_parent() == nullptr ? " COMMAND [OPTIONS]" : " [COMMAND] [OPTIONS]";
  } else {
    usage += " [OPTIONS]";
  }
  for (const auto* option : app->get_options()) {
    if (!option->get_positional()) continue;
    std::string name = option->get_type_name();
    if (option->get_expected_max() > 1) name += "...";
    usage += option->get_required() ? " " + name : " [" + name + "]";
  }
  return Heading("Usage:") + " " + usage + "\n";
}

std::string HelpFormatter::make_description(const CLI::App* app) const {
  return app->get_description() + "\n\n";
}

std::string HelpFormatter::make_group(std::string group, bool is_positional,
                                      std::vector<const CLI::Option*> options) const {
  std::string text = "\n" + Heading((is_positional ? "Arguments" : group) + ":") + "\n";
  for (const auto* option : options) {
    std::string left;
    if (is_positional) {
      left = option->get_type_name();
    } else {
      for (const auto& name : option->get_snames()) left += (left.empty() ? "-" : ", -") + name;
      for (const auto& name : option->get_lnames()) left += (left.empty() ? "--" : ", --") + name;
      if (option->get_expected_max() > 0 && !option->get_type_name().empty()) {
        left += " " + option->get_type_name();
      }
    }
    text += Entry(left, option->get_description());
  }
  return text;
}

std::string HelpFormatter::Groups(const CLI::App* app) const {
  // What is particular to the command comes first.
  std::vector<std::string> groups = app->get_groups();
  std::stable_partition(groups.begin(), groups.end(),
                        [](const std::string& group) { return group != kEveryCommand; });
  std::string text;
  for (const auto& group : groups) {
    auto options = app->get_options([&](const CLI::Option* option) {
      return option->get_group() == group && option->nonpositional();
    });
    if (!group.empty() && !options.empty()) text += make_group(group, false, options);
  }
  return text;
}

std::string HelpFormatter::make_subcommands(const CLI::App* app, CLI::AppFormatMode) const {
  auto commands = app->get_subcommands([](const CLI::App*) { return true; });
  std::vector<std::string> groups;
  for (const auto* command : commands) {
    if (std::find(groups.begin(), groups.end(), command->get_group()) == groups.end()) {
      groups.push_back(command->get_group());
    }
  }
  std::string text;
  for (const auto& group : groups) {
    if (group.empty()) continue;
    text += "\n" + Heading(group + ":") + "\n";
    for (const auto* command : commands) {
      if (command->get_group() != group) continue;
      std::string description = command->get_description();
      text += Entry(command->get_name(), description.substr(0, description.find('\n')));
    }
  }
  return text;
}

std::string HelpFormatter::make_footer(const CLI::App* app) const {
  std::string footer = app->get_footer();
  if (footer.empty()) return "";
  std::string text = "\n";
  size_t start = 0;
  while (start <= footer.size()) {
    size_t end = footer.find('\n', start);
    if (end == std::string::npos) end = footer.size();
    std::string line = footer.substr(start, end - start);
    bool heading = !line.empty() && line.back() == ':' && line.front() != ' ';
    text += (heading ? Heading(line) : line) + "\n";
    start = end + 1;
  }
  return text;
}

std::string TopLevelFooter() {
  std::string text =
      "First steps:\n"
      "  tarn init --example ecommerce shop && cd shop   a lake with data, models, checks and a "
      "pipeline\n"
      "  tarn run                                        run it: branch, load, transform, test, "
      "publish\n"
      "  tarn sql -e 'SHOW TABLES IN gold'               ask it\n"
      "\n"
      "Which lake: -C DIR, else the variable TARN_LAKE, else the nearest folder upwards with a "
      "tarn.yaml.\n"
      "\n"
      "Exit codes:\n";
  for (const auto& row : ExitCodeTable()) {
    text += fmt::format("  {:>3}  {:<20} {}\n", row.code, row.name, row.meaning);
  }
  text.pop_back();
  return text;
}

void AddCommonOptions(CLI::App* command, Context& context) {
  command->get_help_ptr()->group(kEveryCommand);
  command->add_option("-C,--lake", context.lake_option, "The lake's folder")
      ->type_name("DIR")
      ->group(kEveryCommand);
  auto* output = command
                     ->add_option("-o,--output", context.output_option,
                                  "How to print: table, expanded, csv, tsv, json or markdown")
                     ->type_name("FORMAT")
                     ->group(kEveryCommand);
  command->add_flag("--json", context.json_option, "The same as --output json")
      ->group(kEveryCommand)
      ->excludes(output);
}

void AddExamples(CLI::App* command, const char* examples) { command->footer(examples); }

}  // namespace tarn::cli
