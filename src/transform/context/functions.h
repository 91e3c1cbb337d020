#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "jinja/value.h"
#include "transform/context/render_scope.h"

namespace tarn::transform {

// dbt's names in templates, by what they need. Each gives nothing for a name that it does not know;
// the values may keep a pointer to the scope.

// tojson, fromjson, toyaml, fromyaml, set, zip, local_md5, …: functions of their arguments alone.
std::optional<jinja::Value> PureFunction(std::string_view name);
// ref, source, config, var, env_var, this, doc.
std::optional<jinja::Value> ProjectFunction(RenderScope& scope, std::string_view name);
// execute, flags, invocation_id, run_started_at, log, print, exceptions, modules, load_result, …
std::optional<jinja::Value> RunFunction(RenderScope& scope, std::string_view name);
// exceptions.raise_compiler_error and the others.
jinja::Value MakeExceptions(RenderScope& scope);
// modules.datetime, modules.re, modules.itertools, modules.pytz.
jinja::Value MakeModules(int64_t now_microseconds);
// `adapter`.
jinja::Value MakeAdapter(RenderScope& scope);

// Every name of the above, for "did you mean".
std::vector<std::string> FunctionNames();

// An agate-like table of a query's result: rows, columns, column_names, print_table().
jinja::Value MakeTable(const QueryResult& result);

}  // namespace tarn::transform
