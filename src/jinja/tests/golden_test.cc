#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "jinja/environment.h"
#include "jinja/template.h"
#include "jinja/tests/json_value.h"

// Renders tests/golden/jinja/inputs and compares with what Python's Jinja2 gave; see generate.py
// there.
namespace tarn::jinja {
namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

struct Case {
  std::string name;
  Json context;
  Json options;
  std::map<std::string, std::string> files;  // "" is the case's own template
};

std::string ReadFile(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in) << path;
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  std::stringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

void FinishFile(std::vector<std::string>* lines, std::string* text) {
  while (!lines->empty() && lines->back().empty()) lines->pop_back();
  text->clear();
  for (size_t i = 0; i < lines->size(); ++i) *text += (i ? "\n" : "") + (*lines)[i];
  lines->clear();
}

Json Merge(Json base, const Json& more) {
  for (const auto& [key, value] : more.items()) base[key] = value;
  return base;
}

std::vector<Case> ParseLines(const std::vector<std::string>& lines) {
  std::vector<Case> cases;
  Json context = Json::object(), options = Json::object();
  for (size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].starts_with("%%context ")) {
      context = Json::parse(lines[i].substr(10));
    } else if (lines[i].starts_with("%%options ")) {
      options = Json::parse(lines[i].substr(10));
    } else if (!lines[i].empty() && !lines[i].starts_with("##")) {
      cases.push_back({"line " + std::to_string(i + 1), context, options, {{"", lines[i]}}});
    }
  }
  return cases;
}

std::vector<Case> ParseText(const std::vector<std::string>& lines) {
  std::vector<Case> cases;
  Json context = Json::object(), options = Json::object();
  std::vector<std::string> body;
  std::string file;
  bool from_source = false;
  const auto finish = [&] {
    if (!cases.empty() && !(file.empty() && from_source))
      FinishFile(&body, &cases.back().files[file]);
    body.clear();
  };
  for (const std::string& line : lines) {
    if (line.starts_with("=== ")) {
      finish();
      cases.push_back({line.substr(4), context, options, {}});
      file.clear();
      from_source = false;
    } else if (line.starts_with("%%context ")) {
      Json& target = cases.empty() ? context : cases.back().context;
      target = Merge(target, Json::parse(line.substr(10)));
    } else if (line.starts_with("%%options ")) {
      Json& target = cases.empty() ? options : cases.back().options;
      target = Merge(target, Json::parse(line.substr(10)));
    } else if (line.starts_with("%%file ")) {
      finish();
      file = line.substr(7);
    } else if (line == "%%main") {
      finish();
      file.clear();
    } else if (line.starts_with("%%source ")) {
      cases.back().files[""] = Json::parse(line.substr(9)).get<std::string>();
      from_source = true;
    } else {
      body.push_back(line);
    }
  }
  finish();
  return cases;
}

Options OptionsOf(const Json& json) {
  Options options;
  options.trim_blocks = json.value("trim_blocks", false);
  options.lstrip_blocks = json.value("lstrip_blocks", false);
  options.keep_trailing_newline = json.value("keep_trailing_newline", false);
  const std::string undefined = json.value("undefined", "");
  if (undefined == "strict") options.undefined = UndefinedPolicy::kStrict;
  if (undefined == "chainable") options.undefined = UndefinedPolicy::kChainable;
  if (undefined == "dbt") options.undefined = UndefinedPolicy::kCallable;
  options.dbt = json.value("native", "") == "dbt";
  return options;
}

std::string Render(const Case& test) {
  Environment environment(OptionsOf(test.options));
  environment.set_loader([&](const std::string& name) -> std::optional<std::string> {
    const auto found = test.files.find(name);
    if (found == test.files.end()) return std::nullopt;
    return found->second;
  });
  const auto context = std::make_shared<Context>(ValueOf(test.context).AsDict());
  const TemplatePtr compiled = environment.Compile(test.files.at(""), "main");
  const std::string native = test.options.value("native", "");
  if (native.empty()) return compiled->Render(context);
  return Repr(
      compiled->RenderNative(context, native == "dbt" ? NativeStyle::kDbt : NativeStyle::kJinja));
}

class GoldenTest : public testing::TestWithParam<std::string> {};

void CheckError(const Json& expected, const base::Error& error) {
  const std::string type = expected["error"];
  std::string message = expected["message"];
  if (type == "TemplateNotFound" || type == "TemplatesNotFound" || type == "UndefinedError") {
    EXPECT_EQ(error.kind(), base::ErrorKind::kNotFound) << error.message();
  } else {
    EXPECT_EQ(error.kind(), base::ErrorKind::kInvalidArgument) << error.message();
  }
  // dbt says first what kind of error it is.
  if (type == "JinjaRenderingError")
    message.erase(0, message.find_first_not_of(' ', message.rfind('\n') + 1));
  message = message.substr(0, message.find('\n'));
  // Python's own frames are of no use to anybody here.
  const std::string frame = "jinja2.runtime.Context.call() ";
  if (message.starts_with(frame)) message.erase(0, frame.size());
  EXPECT_NE(error.message().find(message), std::string::npos)
      << "expected " << type << ": " << message << "\n  actual " << error.Describe();
  if (expected.contains("line")) {
    EXPECT_TRUE(
        error.message().starts_with("main:" + std::to_string(expected["line"].get<int>()) + ":") ||
        !error.message().starts_with("main:"))
        << "expected line " << expected["line"] << "\n  actual " << error.message();
  }
}

TEST_P(GoldenTest, GivesWhatPythonGives) {
  const fs::path root = fs::path(TARN_SOURCE_DIR) / "tests/golden/jinja";
  const auto lines = Lines(ReadFile(root / "inputs" / GetParam()));
  const auto cases = GetParam().ends_with(".lines") ? ParseLines(lines) : ParseText(lines);
  const Json expected = Json::parse(ReadFile(root / "expected" / (GetParam() + ".json")));
  ASSERT_EQ(cases.size(), expected.size()) << "run tests/golden/jinja/generate.py";
  for (size_t i = 0; i < cases.size(); ++i) {
    SCOPED_TRACE(GetParam() + ": " + cases[i].name + "\n" + cases[i].files.at(""));
    ASSERT_EQ(cases[i].name, expected[i]["name"].get<std::string>());
    try {
      const std::string actual = Render(cases[i]);
      if (expected[i].contains("error")) {
        ADD_FAILURE() << "expected " << expected[i]["error"] << ": " << expected[i]["message"]
                      << "\n  actual " << actual;
      } else {
        EXPECT_EQ(actual, expected[i]["output"].get<std::string>());
      }
    } catch (const base::Error& error) {
      if (!expected[i].contains("error")) {
        ADD_FAILURE() << "expected " << expected[i]["output"] << "\n  actual " << error.Describe();
      } else {
        CheckError(expected[i], error);
      }
    }
  }
}

std::vector<std::string> InputFiles() {
  std::vector<std::string> names;
  for (const auto& entry :
       fs::directory_iterator(fs::path(TARN_SOURCE_DIR) / "tests/golden/jinja/inputs"))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

INSTANTIATE_TEST_SUITE_P(Inputs, GoldenTest, testing::ValuesIn(InputFiles()), [](const auto& info) {
  std::string name = info.param;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); },
      '_');
  return name;
});

}  // namespace
}  // namespace tarn::jinja
