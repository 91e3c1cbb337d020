#include "jinja/scope.h"

#include <algorithm>

namespace tarn::jinja {

std::optional<Value> ModuleFrame::Find(std::string_view name, size_t hash) const {
  if (!variables.empty())
    if (const Value* found = variables.Find(name, hash)) return *found;
  if (!inherited.empty())
    if (const Value* found = inherited.Find(name, hash)) return *found;
  if (base_) {
    if (const Value* found = base_->variables().Find(name, hash)) return *found;
    if (base_->resolver())
      if (auto resolved = base_->resolver()(name)) return resolved;
  }
  if (const Value* found = owner_->environment().globals().Find(name, hash)) return *found;
  return std::nullopt;
}

std::vector<std::string> ModuleFrame::Names() const {
  std::vector<std::string> names;
  const auto add = [&](const Dict& dict) {
    for (const auto& entry : dict)
      if (entry.key.is_string()) names.push_back(entry.key.AsString());
  };
  add(variables);
  add(inherited);
  if (base_) {
    add(base_->variables());
    for (std::string& name : base_->KnownNames()) names.push_back(std::move(name));
  }
  add(owner_->environment().globals());
  return names;
}

void ModuleFrame::Export(const std::string& name) {
  if (name.starts_with('_') || IsExported(name)) return;
  exported_.push_back(name);
}

void ModuleFrame::Unexport(const std::string& name) { std::erase(exported_, name); }

bool ModuleFrame::IsExported(std::string_view name) const {
  return std::find(exported_.begin(), exported_.end(), name) != exported_.end();
}

Ref<ModuleFrame> ModuleFrame::Derive(TemplatePtr owner, const Dict& locals) const {
  auto derived = MakeRef<ModuleFrame>(std::move(owner), base_);
  derived->inherited = inherited;
  for (const auto& entry : variables) derived->inherited.Set(entry.key, entry.value);
  for (const auto& entry : locals) derived->inherited.Set(entry.key, entry.value);
  return derived;
}

void ModuleFrame::Clear() {
  variables.Clear();
  inherited.Clear();
  blocks.clear();
}

}  // namespace tarn::jinja
