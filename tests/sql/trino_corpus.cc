// Runs the statements of tests/golden/trino on the embedded engine and compares with what Trino 476
// gave. See README.md.
//
//   tarn_trino_corpus --golden DIR [--update] [--show] [family …]
//
// Fails when a statement differs that differences.txt does not list, when a listed one no longer
// differs or differs in another way, and when docs are stale. --update writes differences.txt,
// --show prints both answers of what differs.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include <fmt/format.h>

#include "base/error.h"
#include "corpus_record.h"
#include "function_page.h"
#include "lake.h"

namespace tarn::sql_tests {
namespace {

// In the order in which people look for things.
constexpr const char* kFamilies[] = {
    "arithmetic", "math",   "bitwise",         "compare",  "conditional", "cast",     "string",
    "regexp",     "binary", "datetime",        "array",    "map",         "json",     "url",
    "aggregate",  "window", "query",           "types",    "json_table",  "routine",  "suite",
    "lambda",     "values", "table_functions", "analysis", "subquery",    "messages", "sketch",
    "months",     "approx", "pattern"};

struct Options {
  std::string golden;
  std::string page;  // docs/sql.md; empty: not looked at
  bool update = false;
  bool show = false;
  std::vector<std::string> families;
};

// differences.txt: "[family]", below it "how it differs" lines, below each its statements,
// indented.
using Differences = std::map<std::string, std::map<std::string, std::string>>;  // family, sql → how

Differences ReadDifferences(const std::string& path) {
  Differences found;
  std::ifstream file(path);
  std::string family, how;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    if (line[0] == '[') {
      family = line.substr(1, line.find(']') - 1);
    } else if (line.starts_with("  ")) {
      found[family][line.substr(2)] = how;
    } else {
      how = line;
    }
  }
  return found;
}

void WriteDifferences(const std::string& path, const Differences& differences) {
  std::ofstream file(path);
  file << "# Where the embedded engine differs from Trino 476, by family and by how it differs.\n"
          "# Written by tarn_trino_corpus --update; the test sql.trino_corpus keeps it true.\n";
  for (const char* family : kFamilies) {
    const auto found = differences.find(family);
    if (found == differences.end() || found->second.empty()) continue;
    file << "\n[" << family << "]\n";
    std::map<std::string, std::vector<std::string>> by_how;
    for (const auto& [sql, how] : found->second) by_how[how].push_back(sql);
    for (const auto& [how, statements] : by_how) {
      file << how << "\n";
      for (const std::string& sql : statements) file << "  " << sql << "\n";
    }
  }
}

class Corpus {
 public:
  explicit Corpus(Options options)
      : options_(std::move(options)),
        listed_(ReadDifferences(options_.golden + "/differences.txt")) {}

  // The number of statements that do not behave as differences.txt says.
  int Run() {
    for (const std::string& family : options_.families) RunFamily(family);
    std::printf("%zu statements, %zu as Trino has them\n", statements_, statements_ - differing_);
    if (options_.update) {
      WriteDifferences(options_.golden + "/differences.txt", listed_);
      return 0;
    }
    return wrong_;
  }
  const std::vector<Outcome>& outcomes() const { return outcomes_; }

 private:
  void RunFamily(const std::string& family) {
    auto& listed = listed_[family];
    size_t differing = 0;
    const auto records = ReadRecords(options_.golden + "/" + family + ".jsonl");
    std::map<std::string, std::string> now;
    for (const Record& record : records) {
      const Answer answer = Ask(lake_.session(), record.sql);
      const std::string how = Difference(record.sql, record.trino, answer);
      outcomes_.push_back({family, record.sql, how.empty()});
      if (!how.empty()) {
        ++differing;
        now[record.sql] = how;
      }
      Judge(record, answer, how, listed);
    }
    if (options_.update) listed = std::move(now);
    std::printf("%-12s %5zu statements, %5zu differ\n", family.c_str(), records.size(), differing);
    statements_ += records.size();
    differing_ += differing;
  }

  void Judge(const Record& record, const Answer& answer, const std::string& how,
             const std::map<std::string, std::string>& listed) {
    const auto known = listed.find(record.sql);
    const std::string wanted = known == listed.end() ? "" : known->second;
    if (options_.show && !how.empty()) Show(record, answer, how);
    if (options_.update || how == wanted) return;
    ++wrong_;
    if (how.empty()) {
      std::printf("no longer differs, take it off differences.txt: %s\n", record.sql.c_str());
    } else {
      std::printf("%s\n", wanted.empty() ? "differs:" : ("listed as: " + wanted).c_str());
      Show(record, answer, how);
    }
  }

  static void Show(const Record& record, const Answer& answer, const std::string& how) {
    auto text = [](const Answer& a) {
      if (!a.error.empty()) return a.error + " " + a.message;
      std::string types;
      for (const std::string& type : a.types) types += type + " ";
      return types + a.rows.dump();
    };
    std::printf("%s\n  %s\n  trino %s\n  tarn  %s\n", record.sql.c_str(), how.c_str(),
                text(record.trino).c_str(), text(answer).c_str());
  }

  const Options options_;
  Differences listed_;
  Lake lake_;
  std::vector<Outcome> outcomes_;
  size_t statements_ = 0, differing_ = 0;
  int wrong_ = 0;
};

std::string ReadFile(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

int CheckPage(const Options& options, const std::vector<Outcome>& outcomes) {
  const std::string page = FunctionPage(options.golden + "/functions.json", outcomes);
  if (options.update) {
    std::ofstream(options.page) << page;
    return 0;
  }
  if (ReadFile(options.page) == page) return 0;
  std::printf("%s is stale: tarn_trino_corpus --update writes it anew\n", options.page.c_str());
  return 1;
}

Options ParseOptions(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--golden" && i + 1 < argc) {
      options.golden = argv[++i];
    } else if (argument == "--page" && i + 1 < argc) {
      options.page = argv[++i];
    } else if (argument == "--update") {
      options.update = true;
    } else if (argument == "--show") {
      options.show = true;
    } else {
      options.families.push_back(argument);
    }
  }
  if (options.families.empty()) {
    options.families.assign(std::begin(kFamilies), std::end(kFamilies));
  } else {
    options.page.clear();  // it tells of all families
  }
  return options;
}

int Main(int argc, char** argv) {
  const Options options = ParseOptions(argc, argv);
  Corpus corpus(options);
  int wrong = corpus.Run();
  if (!options.page.empty()) wrong += CheckPage(options, corpus.outcomes());
  return wrong == 0 ? 0 : 1;
}

}  // namespace
}  // namespace tarn::sql_tests

int main(int argc, char** argv) {
  try {
    return tarn::sql_tests::Main(argc, argv);
  } catch (const tarn::base::Error& error) {
    std::fprintf(stderr, "%s\n", error.Describe().c_str());
    return 2;
  }
}
