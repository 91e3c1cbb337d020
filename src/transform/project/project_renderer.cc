#include <memory>

#include "base/error.h"
#include "jinja/environment.h"
#include "jinja/template.h"
#include "transform/context/value_tree.h"
#include "transform/project/project.h"

namespace tarn::transform {

namespace {

using jinja::CallArgs;
using jinja::Value;

Value EnvVar(const EnvLookup& env, CallArgs& args) {
  const auto bound = args.Bind("env_var", {"var", {"default", Value()}});
  const std::string name = jinja::Str(bound[0]);
  if (env) {
    if (auto value = env(name)) return Value(*value);
  }
  if (!bound[1].is_undefined()) return bound[1];
  throw base::Error(base::ErrorKind::kFailedPrecondition,
                    fmt::format("env var required but not provided: '{}'", name),
                    fmt::format("set {} or give env_var() a default", name));
}

Value CliVar(const Value& vars, CallArgs& args) {
  const auto bound = args.Bind("var", {"name", {"default", Value()}});
  const std::string name = jinja::Str(bound[0]);
  if (const Value* value = Get(vars, name)) return DeepCopy(*value);
  if (!bound[1].is_undefined()) return bound[1];
  throw base::Error(
      base::ErrorKind::kInvalidArgument, fmt::format("required var '{}' is not given", name),
      "project files see only --vars: give var() a default, or say --vars '{name: value}'");
}

}  // namespace

ValueRenderer MakeProjectRenderer(const ProjectInputs& inputs, const Value& target) {
  jinja::Options options;
  options.dbt = true;
  struct Shared {
    explicit Shared(jinja::Options options) : environment(options) {}
    jinja::Environment environment;
    jinja::ContextPtr context;
  };
  auto shared = std::make_shared<Shared>(options);
  auto context = std::make_shared<jinja::Context>();
  context->Set("env_var", Value::Function("env_var", [env = inputs.env](CallArgs& args) {
                 return EnvVar(env, args);
               }));
  context->Set("var", Value::Function("var", [vars = inputs.vars](CallArgs& args) {
                 return CliVar(vars, args);
               }));
  if (!target.is_undefined()) context->Set("target", target);
  shared->context = context;
  return [shared](const std::string& text) -> Value {
    if (text.find('{') == std::string::npos) return Value(text);
    return shared->environment.Compile(text, "<value>")
        ->RenderNative(shared->context, jinja::NativeStyle::kDbt);
  };
}

}  // namespace tarn::transform
