// TABLE(read_csv('landing/*.csv')) and its like: plain files by path, as far as FileAccess allows.
#include <array>
#include <string>

#include <fmt/format.h>

#include "base/error.h"
#include "base/suggest.h"
#include "engine/embedded/dialect/emitter.h"
#include "engine/embedded/dialect/quote.h"

namespace tarn::engine::embedded {

using base::ErrorKind;

namespace {

// A named argument of a function, in Trino's SQL and in DuckDB's.
struct FileOption {
  const char* name;
  const char* duck_name;
  bool text;  // else a boolean
};
struct FileFunction {
  const char* name;
  PlainFileKind kind;
  const char* duck_name;
  std::vector<FileOption> options;
};

const std::vector<FileFunction>& FileFunctions() {
  static const std::vector<FileFunction> kFunctions = {
      {"read_csv",
       PlainFileKind::kCsv,
       "read_csv",
       {{"delimiter", "delim", true},
        {"quote", "quote", true},
        {"escape", "escape", true},
        {"header", "header", false},
        {"null_text", "nullstr", true},
        {"all_varchar", "all_varchar", false},
        {"union_by_name", "union_by_name", false}}},
      {"read_json", PlainFileKind::kJson, "read_json", {{"union_by_name", "union_by_name", false}}},
      {"read_parquet",
       PlainFileKind::kParquet,
       "read_parquet",
       {{"union_by_name", "union_by_name", false},
        {"hive_partitioning", "hive_partitioning", false}}},
  };
  return kFunctions;
}

const FileFunction* Find(const sql::QualifiedName& name) {
  if (name.parts.size() != 1) return nullptr;
  for (const FileFunction& function : FileFunctions()) {
    if (name.last().Canonical() == function.name) return &function;
  }
  return nullptr;
}

[[noreturn]] void Fail(ErrorKind kind, const sql::Location& location, const std::string& problem,
                       const std::string& hint = {}) {
  throw base::Error(kind, fmt::format("line {}:{}: {}", location.line, location.column, problem),
                    hint);
}

std::string TextOf(const sql::Expression& value, const std::string& what) {
  const auto* text = value.As<sql::StringLiteral>();
  if (text == nullptr) {
    Fail(ErrorKind::kInvalidArgument, value.location, what + " must be a literal in quotes");
  }
  return text->value;
}

// One path, or an array of them.
std::vector<std::string> PathsOf(const sql::Expression& value) {
  const auto* array = value.As<sql::ArrayConstructor>();
  if (array == nullptr) return {TextOf(value, "the path of a file")};
  std::vector<std::string> paths;
  for (const sql::Expression& element : array->elements) {
    paths.push_back(TextOf(element, "the path of a file"));
  }
  return paths;
}

std::string OptionText(const FileFunction& function, const std::string& name,
                       const sql::Expression& value, const sql::Location& location) {
  std::vector<std::string> names = {"path"};
  for (const FileOption& option : function.options) {
    names.emplace_back(option.name);
    if (name != option.name) continue;
    if (option.text) {
      return fmt::format(", {} = {}", option.duck_name, QuoteText(TextOf(value, name)));
    }
    const auto* boolean = value.As<sql::BooleanLiteral>();
    if (boolean == nullptr) {
      Fail(ErrorKind::kInvalidArgument, value.location, name + " is true or false");
    }
    return fmt::format(", {} = {}", option.duck_name, boolean->value);
  }
  Fail(
      ErrorKind::kInvalidArgument, location,
      fmt::format("{} has no argument '{}'{}", function.name, name, base::DidYouMean(name, names)));
}

}  // namespace

bool IsFileFunction(const sql::QualifiedName& name) { return Find(name) != nullptr; }

std::string Emitter::FileFunctionText(const sql::TableFunctionCall& call,
                                      const sql::Location& location) {
  const FileFunction& function = *Find(call.name);
  if (files_ == nullptr) {
    Fail(ErrorKind::kPermissionDenied, location, "plain files cannot be read here");
  }
  std::vector<std::string> files;
  std::string options;
  bool first = true;
  for (const sql::TableFunctionArgument& argument : call.arguments) {
    const auto* value = std::get_if<sql::ExpressionBox>(&argument.value);
    if (value == nullptr || (!first && !argument.name)) {
      Fail(ErrorKind::kInvalidArgument, argument.location,
           fmt::format("{} takes a path, then arguments by name", function.name),
           fmt::format("TABLE({}(path => 'folder/*'))", function.name));
    }
    const std::string name = argument.name ? argument.name->Canonical() : "path";
    first = false;
    if (name != "path") {
      options += OptionText(function, name, **value, argument.location);
      continue;
    }
    for (const std::string& path : PathsOf(**value)) {
      try {
        for (std::string& file : files_->Resolve(path, function.kind)) {
          files.push_back(std::move(file));
        }
      } catch (const base::Error& error) {
        Fail(error.kind(), argument.location, error.message(), error.hint());
      }
    }
  }
  if (files.empty()) {
    Fail(ErrorKind::kInvalidArgument, location, fmt::format("{} needs a path", function.name));
  }
  std::string list;
  for (const std::string& file : files) list += (list.empty() ? "" : ", ") + QuoteText(file);
  return fmt::format("{}([{}]{})", function.duck_name, list, options);
}

}  // namespace tarn::engine::embedded
