#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jinja/template.h"
#include "jinja/value.h"

namespace tarn::transform {

enum class ResourceType {
  kModel,
  kTest,
  kSeed,
  kAnalysis,
  kOperation,
  kSource,
  kExposure,
};

// As in unique ids: "model", "test", …
std::string_view ResourceTypeName(ResourceType type);
// kInvalidArgument with the names there are.
ResourceType ParseResourceType(std::string_view name);

struct RefArgs {
  std::string package;  // empty: any
  std::string name;
  std::string version;  // empty: none
  friend bool operator==(const RefArgs&, const RefArgs&) = default;
};

struct SourceArgs {
  std::string source;
  std::string table;
  friend bool operator==(const SourceArgs&, const SourceArgs&) = default;
};

// A column as schema files describe it.
struct ColumnInfo {
  std::string name;
  std::string description;
  std::string data_type;  // empty: not said
  std::optional<bool> quote;
  jinja::Value meta;         // dict
  jinja::Value constraints;  // list
  std::vector<std::string> tags;
  std::vector<std::string> doc_blocks;
};

// What makes a test generic: the macro and its arguments, not yet rendered.
struct GenericTest {
  std::string macro_namespace;  // empty: none given
  std::string name;             // "not_null"
  jinja::Value kwargs;          // dict, with "model" and "column_name"
  std::string column_name;      // empty: a test of the whole relation
  std::string attached_node;    // unique id of the tested model or seed, empty for a source
  std::string file_key_name;    // "models.stg_orders"
};

// Anything that dbt's manifest keeps under nodes, sources or exposures. Built by ParseProject, then
// immutable.
struct Node {
  ResourceType type = ResourceType::kModel;
  std::string unique_id;
  std::string name;
  std::string package;
  std::string path;                // below the resource folder
  std::string original_file_path;  // below the project
  std::filesystem::path root;      // of the package
  std::vector<std::string> fqn;
  std::string database;
  std::string schema;
  std::string alias;     // of a source: its identifier
  std::string raw_code;  // SQL with Jinja; empty for seeds, sources, exposures
  std::string checksum;  // sha256 of the file; empty for generic tests
  jinja::Value config;   // dict: every key that dbt writes for the type, and the user's own
  jinja::Value unrendered_config;
  std::vector<std::string> tags;
  std::string description;
  std::vector<std::string> doc_blocks;
  std::vector<ColumnInfo> columns;
  std::string patch_path;  // "package://models/x.yml"; empty without one
  std::string where;       // FILE:LINE:COLUMN of the schema file's entry, or the file itself

  std::vector<RefArgs> refs;
  std::vector<SourceArgs> sources;
  std::vector<std::string> depends_on_macros;
  std::vector<std::string> depends_on_nodes;

  std::optional<GenericTest> generic_test;

  // Sources.
  std::string source_name;
  std::string source_description;
  std::string loader;
  jinja::Value source_meta;
  jinja::Value quoting;   // dict
  jinja::Value external;  // dict or none
  std::string unrendered_database;
  std::string unrendered_schema;

  // Exposures: type, owner, maturity, url, label.
  jinja::Value exposure;

  // Operations (on-run hooks): position in their list.
  int index = 0;

  bool is_ephemeral() const;
  bool enabled() const;
  // Has a table or a view in the lake.
  bool is_relational() const;
  const jinja::Value* config_value(std::string_view key) const;
  std::string config_string(std::string_view key, const std::string& fallback = {}) const;
  std::string materialized() const { return config_string("materialized"); }
  // "catalog"."schema"."name" as SQL, empty for what is no relation.
  std::string relation_name() const;
};

// A macro, a generic test or a materialization in a file.
struct Macro {
  std::string unique_id;      // "macro.shop.cents_to_euro"
  std::string name;           // "cents_to_euro", "test_between"
  std::string callable_name;  // in its template
  std::string package;
  std::string path;
  std::string original_file_path;
  jinja::MacroKind kind = jinja::MacroKind::kMacro;
  std::string adapter;  // of a materialization
  std::string materialization;
  std::vector<std::string> supported_languages;
  std::vector<jinja::MacroParam> params;
  size_t begin = 0, end = 0;  // in the template's source
  size_t file = 0;            // index of its file in MacroIndex
  // From schema files.
  std::string description;
  jinja::Value meta;
  jinja::Value arguments;  // list of {name, type, description}
  bool docs_show = true;
  std::string patch_path;
};

// A {% docs %} block.
struct DocBlock {
  std::string unique_id;
  std::string name;
  std::string package;
  std::string path;
  std::string original_file_path;
  std::string contents;
};

// "…" with quotes doubled.
std::string QuoteIdentifier(std::string_view name);

}  // namespace tarn::transform
