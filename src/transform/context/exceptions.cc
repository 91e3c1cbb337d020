#include <fmt/format.h>

#include "base/error.h"
#include "jinja/object.h"
#include "transform/context/functions.h"

namespace tarn::transform {

namespace {

using jinja::CallArgs;
using jinja::Value;

std::string NodeName(const RenderScope& scope) {
  return scope.node() == nullptr ? std::string("an operation") : scope.node()->unique_id;
}

// The first argument as text; what most of them are about.
std::string First(CallArgs& args, std::string_view fallback) {
  if (!args.positional.empty()) return jinja::Str(args.positional[0]);
  if (!args.named.empty()) return jinja::Str(args.named[0].value);
  return std::string(fallback);
}

Value Raise(const char* name, base::ErrorKind kind, const char* format_text) {
  return Value::Function(name, [kind, format_text](CallArgs& args) -> Value {
    throw base::Error(kind, fmt::format(fmt::runtime(format_text), First(args, "")));
  });
}

}  // namespace

Value MakeExceptions(RenderScope& scope) {
  RenderScope* s = &scope;
  const auto bad = base::ErrorKind::kInvalidArgument;
  Value exceptions(jinja::Dict{
      {"raise_compiler_error", Raise("raise_compiler_error", bad, "{}")},
      {"raise_parsing_error", Raise("raise_parsing_error", bad, "{}")},
      {"raise_database_error",
       Raise("raise_database_error", base::ErrorKind::kFailedPrecondition, "{}")},
      {"raise_not_implemented",
       Raise("raise_not_implemented", base::ErrorKind::kUnsupported, "{}")},
      {"raise_invalid_property_yml_version",
       Raise("raise_invalid_property_yml_version", bad, "invalid schema file version: {}")},
      {"raise_contract_error", Raise("raise_contract_error", base::ErrorKind::kFailedPrecondition,
                                     "the model's contract does not hold: {}")},
      {"raise_fail_fast_error",
       Raise("raise_fail_fast_error", base::ErrorKind::kFailedPrecondition, "{}")},
      {"missing_config", Value::Function("missing_config",
                                         [s](CallArgs& args) -> Value {
                                           const auto bound =
                                               args.Bind("missing_config", {"model", "name"});
                                           base::Throw(base::ErrorKind::kInvalidArgument,
                                                       "{} needs the configuration '{}'",
                                                       NodeName(*s), jinja::Str(bound[1]));
                                         })},
      {"missing_relation",
       Raise("missing_relation", base::ErrorKind::kNotFound, "relation {} does not exist")},
      {"missing_materialization",
       Value::Function("missing_materialization",
                       [s](CallArgs&) -> Value {
                         base::Throw(
                             base::ErrorKind::kInvalidArgument, "no materialization '{}' for {}",
                             s->node() == nullptr ? "" : s->node()->materialized(), NodeName(*s));
                       })},
      {"relation_wrong_type",
       Value::Function("relation_wrong_type",
                       [](CallArgs& args) -> Value {
                         const auto bound =
                             args.Bind("relation_wrong_type",
                                       {"relation", "expected_type", {"model", Value::None()}});
                         base::Throw(base::ErrorKind::kFailedPrecondition,
                                     "{} exists, but not as a {}", jinja::Str(bound[0]),
                                     jinja::Str(bound[1]));
                       })},
      {"column_type_missing", Raise("column_type_missing", bad, "column types are missing: {}")},
      {"warn", Value::Function("warn", [s](CallArgs& args) {
         const std::string text = jinja::Str(args.Bind("warn", {"msg"})[0]);
         if (s->facts() != nullptr && s->facts()->warn) s->facts()->warn(text);
         return Value("");
       })}});
  // dbt's older names for the same.
  for (const char* name : {"invalid_materialization_argument", "ref_bad_context",
                           "ref_invalid_args", "relation_wrong_type_error", "CompilationError"}) {
    exceptions.AsDict().Set(Value(name), Raise(name, bad, "{}"));
  }
  return exceptions;
}

}  // namespace tarn::transform
