#include "cli/shell/shell.h"

#include <charconv>

#include <fmt/format.h>

#include "base/suggest.h"
#include "cli/shell/line_editor.h"
#include "cli/shell/name_completer.h"
#include "cli/shell/statement_runner.h"
#include "sql/parser.h"

namespace tarn::cli {
namespace {

constexpr const char* kHelp =
    "Statements end with ';' and may have several lines. Tab completes names.\n"
    "  \\q            leave (also: quit, exit, Ctrl-D)\n"
    "  \\dn           schemas            \\dt [SCHEMA]   tables\n"
    "  \\d TABLE      columns\n"
    "  \\use SCHEMA   what unqualified names mean\n"
    "  \\ref REF      another branch, tag or commit\n"
    "  \\x            a line a value, on and off\n"
    "  \\o FORMAT     table, expanded, csv, tsv, json or markdown\n"
    "  \\limit N      rows to print at most; 0 is all\n"
    "  \\timing       timing, on and off\n"
    "Ctrl-C cancels the running statement.\n";
constexpr uint64_t kDefaultLimit = 1000;

// Names of the lake as the session sees it, asked for once a commit.
class LakeNames : public NameSource {
 public:
  LakeNames(engine::Session& session, catalog::Catalog& catalog)
      : session_(session), catalog_(catalog) {}

  std::vector<std::string> Schemas() override {
    return Try([&] {
      std::vector<std::string> names = {"information_schema"};
      for (const auto& ns : Snapshot().ListNamespaces()) names.push_back(catalog::ToString(ns));
      return names;
    });
  }
  std::vector<std::string> Tables(const std::string& schema) override {
    return Try([&] {
      std::vector<std::string> names;
      for (const auto& entry : Snapshot().List({schema})) names.push_back(entry.identifier.name);
      return names;
    });
  }
  std::vector<std::string> Columns(const std::string& schema, const std::string& table) override {
    return Try([&] {
      std::vector<std::string> names;
      catalog::TableIdentifier id{{schema}, table};
      auto entry = Snapshot().Find(id);
      if (!entry || entry->kind != catalog::ContentKind::kTable) return names;
      auto metadata = Snapshot().LoadTable(id);
      for (const auto& field : metadata->current_schema().fields) names.push_back(field.name);
      return names;
    });
  }
  std::string CurrentSchema() override { return session_.options().schema; }

 private:
  const catalog::CatalogSnapshot& Snapshot() {
    snapshot_ = catalog_.Snapshot(session_.options().ref);
    return *snapshot_;
  }
  template <typename F>
  std::vector<std::string> Try(F&& names) {
    try {
      return names();
    } catch (const base::Error&) {
      return {};  // completion is a convenience: it never disturbs
    }
  }
  engine::Session& session_;
  catalog::Catalog& catalog_;
  std::shared_ptr<const catalog::CatalogSnapshot> snapshot_;
};

class Shell {
 public:
  Shell(Context& context, engine::Session& session, catalog::Catalog& catalog)
      : context_(context),
        session_(session),
        names_(session, catalog),
        editor_(HistoryFile(),
                [this](std::string_view before) { return CompleteName(input_, before, names_); }) {
    options_.format = context.format();
    options_.max_rows = kDefaultLimit;
  }

  void Loop() {
    std::string line;
    while (true) {
      auto result = editor_.Read(Prompt(), line);
      if (result == LineEditor::Result::kEnd) break;
      if (result == LineEditor::Result::kInterrupted) {
        input_.clear();
        continue;
      }
      if (!Take(line)) break;
    }
    fmt::print("\n");
  }

 private:
  std::string Prompt() const {
    std::string ref = session_.options().ref;
    if (!input_.empty()) return std::string(ref.size() + 3, ' ') + "-> ";
    return fmt::format("tarn {}> ", ref);
  }

  // False when the user leaves.
  bool Take(const std::string& line) {
    if (input_.empty()) {
      std::string word = line.substr(0, line.find_last_not_of(" \t;") + 1);
      if (word == "quit" || word == "exit" || word == "\\q") return false;
      if (word == "help" || word == "\\?" || word == "?") {
        fmt::print("{}", kHelp);
        return true;
      }
      if (!word.empty() && word.front() == '\\') {
        editor_.AddHistory(line);
        Guard([&] { Meta(word); });
        return true;
      }
    }
    input_ += line + "\n";
    auto state = sql::CheckInput(input_);
    if (state == sql::InputState::kEmpty) input_.clear();
    if (state != sql::InputState::kComplete) return true;
    std::string text = std::move(input_);
    input_.clear();
    editor_.AddHistory(text.substr(0, text.size() - 1));
    for (const auto& range : sql::SplitStatements(text)) {
      std::string statement =
          text.substr(range.location.begin, range.location.end - range.location.begin);
      if (!Guard([&] { Execute(statement); })) break;
    }
    return true;
  }

  template <typename F>
  bool Guard(F&& action) {
    try {
      action();
      return true;
    } catch (const base::Error& e) {
      if (e.kind() == base::ErrorKind::kCancelled) {
        fmt::print(stderr, "cancelled\n");
      } else {
        context_.PrintError(e);
      }
    } catch (const std::exception& e) {
      context_.PrintError(base::Error(base::ErrorKind::kInternal, e.what()));
    }
    return false;
  }

  void Execute(const std::string& statement) {
    auto outcome = RunStatement(session_, statement, context_.terminal(), options_);
    if (timing_) fmt::print("{}\n", context_.Paint(Style::kDim, Describe(outcome)));
    if (outcome.more) {
      fmt::print("{}\n", context_.Paint(Style::kDim, "there are more: \\limit 0 prints all"));
    }
  }

  void Meta(const std::string& line) {
    size_t space = line.find(' ');
    std::string command = line.substr(0, space);
    std::string argument =
        space == std::string::npos ? "" : line.substr(line.find_first_not_of(' ', space));
    if (command == "\\x") {
      options_.format = options_.format == Format::kExpanded ? Format::kTable : Format::kExpanded;
      fmt::print("a line a value: {}\n", options_.format == Format::kExpanded ? "on" : "off");
    } else if (command == "\\timing") {
      timing_ = !timing_;
      fmt::print("timing: {}\n", timing_ ? "on" : "off");
    } else if (command == "\\o") {
      SetFormat(argument);
    } else if (command == "\\limit") {
      SetLimit(argument);
    } else if (command == "\\ref") {
      if (argument.empty()) throw Usage("\\ref REF");
      session_.UseRef(argument);
    } else if (command == "\\use") {
      if (argument.empty()) throw Usage("\\use SCHEMA");
      session_.Use("iceberg", argument);
    } else if (command == "\\dn") {
      Execute("SHOW SCHEMAS");
    } else if (command == "\\dt" || (command == "\\d" && argument.empty())) {
      Execute(argument.empty() ? "SHOW TABLES" : "SHOW TABLES IN " + argument);
    } else if (command == "\\d") {
      Execute("DESCRIBE " + argument);
    } else {
      static const std::vector<std::string> kCommands = {
          "\\q", "\\x", "\\timing", "\\o", "\\limit", "\\ref", "\\use", "\\dn", "\\dt", "\\d"};
      throw base::Error(
          base::ErrorKind::kInvalidArgument,
          fmt::format("unknown command {}{}", command, base::DidYouMean(command, kCommands)),
          "help lists them");
    }
  }

  static base::Error Usage(const std::string& usage) {
    return base::Error(base::ErrorKind::kInvalidArgument, "usage: " + usage);
  }

  void SetFormat(const std::string& name) {
    auto format = ParseFormat(name);
    if (!format) {
      throw base::Error(
          base::ErrorKind::kInvalidArgument,
          fmt::format("unknown format '{}'{}", name, base::DidYouMean(name, FormatNames())),
          "\\o table, expanded, csv, tsv, json or markdown");
    }
    options_.format = *format;
  }

  void SetLimit(const std::string& text) {
    uint64_t limit = 0;
    auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), limit);
    if (error != std::errc() || rest != text.data() + text.size()) throw Usage("\\limit N");
    options_.max_rows = limit;
  }

  Context& context_;
  engine::Session& session_;
  LakeNames names_;
  std::string input_;
  StatementOptions options_;
  bool timing_ = true;
  LineEditor editor_;
};

}  // namespace

void RunShell(Context& context, engine::Session& session, catalog::Catalog& catalog) {
  fmt::print("tarn {} on {}, branch {}. Statements end with ';', help shows more.\n", TARN_VERSION,
             context.lake().info().name, session.options().ref);
  Shell(context, session, catalog).Loop();
}

}  // namespace tarn::cli
