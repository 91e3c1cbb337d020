#pragma once

#include <string>
#include <utility>
#include <vector>

#include "jinja/object.h"
#include "jinja/value.h"
#include "transform/context/render_scope.h"
#include "transform/manifest/node.h"
#include "transform/project/yaml_node.h"

namespace tarn::transform {

// A test as a schema file asks for it, taken apart as dbt does: the macro, its arguments, its
// configuration.
struct TestRequest {
  std::string macro_namespace;
  std::string name;
  jinja::Value kwargs;  // dict, with column_name and model
  jinja::Value config;  // dict, rendered
  std::string description;
  std::string custom_name;  // `name:` of the test
};

// `definition` is one item of data_tests; `model_text` what the test's `model` argument says
// ("{{ get_where_subquery(ref('x')) }}"). `render` evaluates {{ }} in configuration values.
// kInvalidArgument with the place for what is no test.
TestRequest ReadTestRequest(const YamlNode& definition, const std::string& column_name,
                            const std::string& model_text, const ValueRenderer& render);

// The names that dbt makes up for a test on `target` ("stg_orders", or "source_…"): a short one for
// files and aliases (at most 63 characters) and the full one for ids.
struct TestNames {
  std::string short_name;
  std::string full_name;
};
TestNames SynthesizeTestNames(const TestRequest& request, const std::string& target_name,
                              bool of_source);

// The ten hexadecimal digits at the end of a generic test's unique id.
std::string TestHash(const std::string& name, const TestRequest& request);

// "{{ test_not_null(**_dbt_generic_test_kwargs) }}{{ config(…) }}", as manifests show it.
std::string TestRawCode(const TestRequest& request);

// The macro that implements a test, by dbt's order (the node's package, the root, dbt; or the
// namespace). Null when there is none.
const Macro* FindTestMacro(const MacroIndex& macros, const std::string& macro_namespace,
                           const std::string& name, const std::string& package);

// The arguments for the test's macro, rendered in a scope of the test: text that calls ref() and
// the like becomes what they give.
std::vector<jinja::NamedArg> RenderTestArguments(RenderScope& scope, const GenericTest& test);

}  // namespace tarn::transform
