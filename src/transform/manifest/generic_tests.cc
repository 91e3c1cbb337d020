#include <algorithm>

#include "base/error.h"
#include "base/suggest.h"
#include "transform/context/value_tree.h"
#include "transform/manifest/project_parser.h"

namespace tarn::transform {

namespace {

using jinja::Value;

// dbt accepts both names of the key, but not at once.
const YamlNode* TestList(const YamlNode& yaml) {
  const YamlNode* tests = yaml.Find("tests");
  const YamlNode* data_tests = yaml.Find("data_tests");
  if (tests != nullptr && !tests->is_null() && data_tests != nullptr) {
    tests->Fail("both 'tests' and 'data_tests' are given", "keep data_tests");
  }
  const YamlNode* list = data_tests != nullptr ? data_tests : tests;
  return list == nullptr || list->is_null() ? nullptr : &list->AsList("data_tests");
}

std::vector<std::string> ColumnTags(const YamlNode& column) {
  std::vector<std::string> tags;
  for (const YamlNode* place : {&column, column.Find("config")}) {
    if (place == nullptr || !place->is_map()) continue;
    if (const YamlNode* list = place->Find("tags")) {
      for (auto& tag : list->AsStrings("tags")) tags.push_back(std::move(tag));
    }
  }
  return tags;
}

bool QuotesColumn(const YamlNode& column, const YamlNode& entry) {
  if (const YamlNode* quote = column.Find("quote"); quote && !quote->is_null()) {
    return quote->AsBool("quote");
  }
  const YamlNode* all = entry.Find("quote_columns");
  return all != nullptr && !all->is_null() && all->AsBool("quote_columns");
}

// The config that a macro's own config(…) sets, with what the schema file says put over it.
Value MergeCalls(const Value& macro_config, const Value& request_config) {
  Value call = DeepCopy(macro_config);
  for (const auto& entry : request_config.AsDict()) call.AsDict().Set(entry.key, entry.value);
  return call;
}

void AddTags(const std::vector<std::string>& tags, std::vector<std::string>* to) {
  for (const auto& tag : tags) {
    if (std::find(to->begin(), to->end(), tag) == to->end()) to->push_back(tag);
  }
}

}  // namespace

void ProjectParser::ParseGenericTests() {
  for (const auto& entry : entries_) {
    if (entry->kind != "models" && entry->kind != "seeds") continue;
    TestTarget target;
    target.entry = entry.get();
    target.kind = entry->kind;
    target.name = target.key_name = entry->yaml->OptionalString("name");
    target.model_text = fmt::format("{{{{ get_where_subquery(ref('{}')) }}}}", target.name);
    ParseTestsOf(target, *entry->yaml);
  }
}

void ProjectParser::ParseTestsOf(const TestTarget& target, const YamlNode& yaml) {
  const YamlNode* columns = yaml.Find("columns");
  if (columns != nullptr && !columns->is_null()) {
    for (const YamlNode& column : columns->AsList("columns").items()) {
      const YamlNode* tests = TestList(column.AsMap("a column"));
      if (tests == nullptr) continue;
      for (const YamlNode& definition : tests->items()) ParseTest(target, definition, &column);
    }
  }
  if (const YamlNode* tests = TestList(yaml)) {
    for (const YamlNode& definition : tests->items()) ParseTest(target, definition, nullptr);
  }
}

void ProjectParser::ParseTest(const TestTarget& target, const YamlNode& definition,
                              const YamlNode* column) {
  const Package& package = *target.entry->file->package;
  const std::string& package_name = package.project->name;
  std::string column_name;
  if (column != nullptr) {
    column_name = column->RequiredString("name", "a column");
    if (QuotesColumn(*column, *target.entry->yaml)) column_name = QuoteIdentifier(column_name);
  }
  TestRequest request;
  try {
    request =
        ReadTestRequest(definition, column_name, target.model_text, SchemaRenderer(package_name));
  } catch (const base::Error& e) {
    if (e.message().starts_with(definition.file())) throw;
    throw e.WithContext(definition.Where());
  }
  const Macro* macro =
      FindTestMacro(manifest_.macros, request.macro_namespace, request.name, package_name);
  if (macro == nullptr) {
    std::vector<std::string> names;
    for (const Macro& known : manifest_.macros.macros()) {
      if (known.kind == jinja::MacroKind::kTest) names.push_back(known.name.substr(5));
    }
    definition.Fail(fmt::format("there is no generic test '{}'{}", request.name,
                                base::DidYouMean(request.name, names)),
                    "write it in tests/generic, or install the package that has it");
  }
  TestNames names = SynthesizeTestNames(request, target.name, target.is_source);
  if (!request.custom_name.empty()) {
    names.short_name = names.full_name = request.custom_name;
  } else if (names.short_name != names.full_name && Get(request.config, "alias") == nullptr) {
    Set(request.config, "alias", Value(names.short_name));
  }

  const ProjectFile& file = *target.entry->file->file;
  Node node;
  node.type = ResourceType::kTest;
  node.name = names.full_name;
  node.package = package_name;
  node.unique_id =
      fmt::format("test.{}.{}.{}", package_name, node.name, TestHash(node.name, request));
  node.path = names.short_name + ".sql";
  node.original_file_path = file.original();
  node.root = package.project->root;
  node.fqn = {package_name};
  for (const auto& part : std::filesystem::path(file.relative).parent_path()) {
    node.fqn.push_back(part.string());
  }
  node.fqn.push_back(names.full_name);
  node.raw_code = TestRawCode(request);
  node.description = request.description;
  node.where = definition.Where();
  std::vector<std::string> tags = target.tags;
  if (column != nullptr) AddTags(ColumnTags(*column), &tags);
  if (const Value* own = Get(request.config, "tags")) AddTags(ToStrings(*own), &tags);
  std::sort(tags.begin(), tags.end());
  AddTags(tags, &node.tags);
  GenericTest test;
  test.macro_namespace = request.macro_namespace;
  test.name = request.name;
  test.kwargs = request.kwargs;
  test.column_name = column_name;
  test.file_key_name = fmt::format("{}.{}", target.kind, target.key_name);
  if (!target.is_source) {
    if (const Node* attached = manifest_.FindRef({"", target.name, ""}, package_name)) {
      test.attached_node = attached->unique_id;
    }
  }
  node.generic_test = std::move(test);

  node.depends_on_macros = {macro->unique_id};
  RenderScope scope(manifest_, &node, nullptr);
  auto args = RenderTestArguments(scope, *node.generic_test);
  Value macro_config = EmptyDict();
  if (macro->package != kBuiltinPackage) {
    // The macro may call config() and, without a database, little else.
    scope.Call(*macro, {}, std::move(args));
    macro_config = scope.record().config;
  }
  node.refs = scope.record().refs;
  node.sources = scope.record().sources;
  AddTags(scope.record().macros, &node.depends_on_macros);
  FinishNode(std::move(node), MergeCalls(macro_config, request.config), nullptr);
}

}  // namespace tarn::transform
