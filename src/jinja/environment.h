#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "jinja/dict.h"
#include "jinja/value.h"

namespace tarn::jinja {

class Template;
using TemplatePtr = std::shared_ptr<const Template>;

// What one render may use; beyond it the render fails with ResourceExhausted. They bound time and
// memory of a hostile template; no honest one comes near.
struct Limits {
  // Macros, includes, imports and blocks that are in progress at once.
  size_t max_depth = 250;
  // Iterations of loops and items made by filters, in sum.
  uint64_t max_iterations = 20'000'000;
  // Bytes of the result.
  uint64_t max_output_bytes = uint64_t{256} << 20;
  // Bytes of strings and items of lists made on the way, in sum.
  uint64_t max_work_bytes = uint64_t{2} << 30;
  // A template's source.
  size_t max_source_bytes = size_t{64} << 20;
  // Stack used below the first call of the render on the thread.
  size_t max_stack_bytes = size_t{3} << 20;
};

struct Options {
  // As in Jinja2: remove the newline after a block tag; strip blanks from the start of its line;
  // keep the last newline of a template.
  bool trim_blocks = false;
  bool lstrip_blocks = false;
  bool keep_trailing_newline = false;
  UndefinedPolicy undefined = UndefinedPolicy::kLenient;
  // dbt: the tags materialization, test, data_test, snapshot and docs; return(value), which ends
  // the macro that runs and makes value its result; the filters as_text, as_bool, as_native,
  // as_number and is_list.
  bool dbt = false;
  // dbt: a macro of the file is not visible by its plain name in the file; the name is looked up in
  // the context, so that a macro of the same name in another package can replace it.
  bool macros_only_from_context = false;
  Limits limits;
};

// The variables given to a render: a dict, and behind it a resolver for names that are expensive or
// many. Build it, then share it: nothing writes to it while templates render.
class Context {
 public:
  // Called for names that are not in the dict; nothing when unknown. Must be thread-safe when the
  // context is shared.
  using Resolver = std::function<std::optional<Value>(std::string_view name)>;

  Context() = default;
  explicit Context(Dict variables) : variables_(std::move(variables)) {}

  void Set(std::string name, Value value) {
    variables_.Set(Value(std::move(name)), std::move(value));
  }
  void set_resolver(Resolver resolver) { resolver_ = std::move(resolver); }
  // Names the resolver knows, for "did you mean"; optional.
  void set_known_names(std::function<std::vector<std::string>()> names) {
    known_names_ = std::move(names);
  }

  const Dict& variables() const { return variables_; }
  const Resolver& resolver() const { return resolver_; }
  std::vector<std::string> KnownNames() const {
    return known_names_ ? known_names_() : std::vector<std::string>{};
  }

 private:
  Dict variables_;
  Resolver resolver_;
  std::function<std::vector<std::string>()> known_names_;
};
using ContextPtr = std::shared_ptr<const Context>;

// How Jinja2 3.1 templates are compiled: options, filters, tests, globals and where other templates
// come from. Set it up on one thread; afterwards Compile and Get may be called by several. It must
// outlive its templates. All built-in filters, tests and globals of Jinja2 are there from the
// start.
class Environment {
 public:
  // The source of a template by name; nothing when there is none.
  using Loader = std::function<std::optional<std::string>(const std::string& name)>;

  explicit Environment(Options options = {});
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

  // A filter gets the filtered value as its first positional argument, a test likewise. Adding
  // replaces.
  void AddFilter(std::string name, NativeFunction function);
  void AddTest(std::string name, NativeFunction function);
  void AddGlobal(std::string name, Value value);
  void set_loader(Loader loader) { loader_ = std::move(loader); }

  // Parses and checks. InvalidArgument with name:line:column, the source line and a caret for a
  // syntax error.
  TemplatePtr Compile(std::string source, std::string name) const;
  // Through the loader, once per name. kNotFound when the loader has none.
  TemplatePtr Get(const std::string& name) const;
  // Compile and Template::Render in one.
  std::string Render(std::string source, const ContextPtr& context,
                     std::string name = "<template>") const;

  const Options& options() const { return options_; }
  const Dict& globals() const { return globals_; }
  // Null when there is none of the name.
  const NativeFunction* FindFilter(std::string_view name) const;
  const NativeFunction* FindTest(std::string_view name) const;
  std::vector<std::string> FilterNames() const;
  std::vector<std::string> TestNames() const;

 private:
  using Functions = std::map<std::string, NativeFunction, std::less<>>;

  Options options_;
  Functions filters_;
  Functions tests_;
  Dict globals_;
  Loader loader_;
  mutable std::mutex mutex_;  // guards loaded_
  mutable std::unordered_map<std::string, TemplatePtr> loaded_;
};

}  // namespace tarn::jinja
