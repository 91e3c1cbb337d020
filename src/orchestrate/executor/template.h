#pragma once

#include <map>
#include <string>
#include <string_view>

namespace tarn::orchestrate {

// What `{{ name }}` in a task's arguments stands for: run_id, run_number, dag_id, task_id, ref, ds,
// ts, lake, params.NAME.
using TemplateValues = std::map<std::string, std::string>;

// Replaces each `{{ name }}`; text without it is returned as it is. kInvalidArgument for an unknown
// name (with "did you mean") or a `{{` that is not closed.
std::string RenderTemplate(std::string_view text, const TemplateValues& values);

}  // namespace tarn::orchestrate
