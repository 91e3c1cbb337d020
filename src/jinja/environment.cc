#include "jinja/environment.h"

#include "base/error.h"
#include "jinja/ast.h"
#include "jinja/builtins.h"
#include "jinja/lexer.h"
#include "jinja/template.h"

namespace tarn::jinja {

Environment::Environment(Options options) : options_(std::move(options)) {
  AddTextFilters(&filters_);
  AddSequenceFilters(&filters_);
  AddSelectionFilters(&filters_);
  AddNumberFilters(&filters_);
  AddMarkupFilters(&filters_);
  if (options_.dbt) AddDbtFilters(&filters_);
  AddTests(&tests_);
  AddGlobals(&globals_);
}

void Environment::AddFilter(std::string name, NativeFunction function) {
  filters_.insert_or_assign(std::move(name), std::move(function));
}
void Environment::AddTest(std::string name, NativeFunction function) {
  tests_.insert_or_assign(std::move(name), std::move(function));
}
void Environment::AddGlobal(std::string name, Value value) {
  globals_.Set(Value(std::move(name)), std::move(value));
}

TemplatePtr Environment::Compile(std::string source, std::string name) const {
  if (source.size() > options_.limits.max_source_bytes)
    base::Throw(base::ErrorKind::kResourceExhausted, "the template {} is larger than {} bytes: {}",
                name, options_.limits.max_source_bytes, source.size());
  auto ast = Parse(NormalizeNewlines(source, options_.keep_trailing_newline), name, options_);
  Check(ast.get(), *this);
  return std::make_shared<Template>(*this, std::move(name), std::move(ast));
}

TemplatePtr Environment::Get(const std::string& name) const {
  {
    const std::lock_guard lock(mutex_);
    const auto found = loaded_.find(name);
    if (found != loaded_.end()) return found->second;
  }
  // Loading may take long: not under the lock. Two threads may load the same; the first stays.
  auto source = loader_ ? loader_(name) : std::nullopt;
  if (!source) base::Throw(base::ErrorKind::kNotFound, "template not found: {}", name);
  TemplatePtr compiled = Compile(std::move(*source), name);
  const std::lock_guard lock(mutex_);
  return loaded_.emplace(name, std::move(compiled)).first->second;
}

std::string Environment::Render(std::string source, const ContextPtr& context,
                                std::string name) const {
  return Compile(std::move(source), std::move(name))->Render(context);
}

const NativeFunction* Environment::FindFilter(std::string_view name) const {
  const auto found = filters_.find(name);
  return found == filters_.end() ? nullptr : &found->second;
}

const NativeFunction* Environment::FindTest(std::string_view name) const {
  const auto found = tests_.find(name);
  return found == tests_.end() ? nullptr : &found->second;
}

std::vector<std::string> Environment::FilterNames() const {
  std::vector<std::string> names;
  for (const auto& [name, filter] : filters_) names.push_back(name);
  return names;
}

std::vector<std::string> Environment::TestNames() const {
  std::vector<std::string> names;
  for (const auto& [name, test] : tests_) names.push_back(name);
  return names;
}

}  // namespace tarn::jinja
