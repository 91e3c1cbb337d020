#include <cstdint>
#include <memory>
#include <string>

#include "base/error.h"
#include "jinja/analysis.h"
#include "jinja/environment.h"
#include "jinja/template.h"

// Any bytes are a template that is parsed, analysed and rendered within small limits, or a
// base::Error. The first byte chooses the options.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace tarn::jinja;
  if (size == 0) return 0;
  Options options;
  options.dbt = (data[0] & 1) != 0;
  options.trim_blocks = (data[0] & 2) != 0;
  options.lstrip_blocks = (data[0] & 4) != 0;
  options.undefined = static_cast<UndefinedPolicy>((data[0] >> 3) & 3);
  options.limits.max_iterations = 20'000;
  options.limits.max_output_bytes = 1 << 20;
  options.limits.max_work_bytes = 16 << 20;
  options.limits.max_depth = 60;
  const std::string source(reinterpret_cast<const char*>(data) + 1, size - 1);
  Environment environment(options);
  environment.set_loader([&](const std::string& name) -> std::optional<std::string> {
    if (name == "self") return source;
    if (name == "lib")
      return "{% macro f(a) %}{{ a }}{{ caller() if caller }}{% endmacro %}{% set v = [1] %}";
    if (name == "base") return "{% block a %}base{% endblock %}{% block b scoped %}{% endblock %}";
    return std::nullopt;
  });
  const auto context =
      std::make_shared<Context>(Dict{{"x", Value(1)},
                                     {"s", Value("text é")},
                                     {"l", Value::List({Value(3), Value("a"), Value::None()})}});
  try {
    const TemplatePtr compiled = environment.Compile(source, "self");
    FindCalls(*compiled);
    FindUndeclaredNames(*compiled);
    for (const MacroInfo& macro : compiled->Macros()) {
      try {
        compiled->CallMacro(macro.callable_name, context, {Value(1)});
      } catch (const tarn::base::Error&) {
      }
    }
    compiled->RenderNative(context, (data[0] & 32) ? NativeStyle::kDbt : NativeStyle::kJinja);
    compiled->Render(context);
  } catch (const tarn::base::Error&) {
  }
  try {
    ExtractBlocks(source, "self", {"docs", "macro", "test"});
  } catch (const tarn::base::Error&) {
  }
  return 0;
}
