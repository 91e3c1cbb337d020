#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "jinja/ast.h"
#include "jinja/cell.h"
#include "jinja/dict.h"
#include "jinja/environment.h"

namespace tarn::jinja {

class RenderState;

// The local variables of a loop, a macro, a with … Searched by identifier, from the innermost
// outwards. Macros keep the scope in which they were defined; a scope is emptied when it is left,
// which breaks such cycles.
class Scope : public Cell {
 public:
  explicit Scope(Ref<Scope> parent) : parent_(std::move(parent)) {}

  const Ref<Scope>& parent() const { return parent_; }
  const std::vector<std::pair<const Identifier*, Value>>& variables() const { return variables_; }

  Value* Find(const Identifier* name) {
    for (auto& [key, value] : variables_)
      if (key == name) return &value;
    return nullptr;
  }
  void Set(const Identifier* name, Value value) {
    if (Value* found = Find(name)) {
      *found = std::move(value);
    } else {
      variables_.emplace_back(name, std::move(value));
    }
  }
  void Clear() {
    // Released after the variables are gone from the scope.
    auto variables = std::move(variables_);
    variables_.clear();
  }
  // Clear, keeping the memory: between the rounds of a loop.
  void Reset() {
    while (!variables_.empty()) variables_.pop_back();
  }

 private:
  Ref<Scope> parent_;
  std::vector<std::pair<const Identifier*, Value>> variables_;
};

// jinja2.runtime.Context: the variables at the top level of one run of a template, what it exports,
// what it inherited, and the blocks that {% extends %} collects. Shared by a template and its
// parents.
class ModuleFrame : public Cell {
 public:
  struct BlockRef {
    TemplatePtr owner;
    const BlockDef* block;
  };

  ModuleFrame(TemplatePtr owner, ContextPtr base)
      : owner_(std::move(owner)), base_(std::move(base)) {}

  const TemplatePtr& owner() const { return owner_; }
  const ContextPtr& base() const { return base_; }

  // A top-level variable, else an inherited one, else one of the context, else a global.
  std::optional<Value> Find(const Identifier& name) const { return Find(name.text, name.hash); }
  std::optional<Value> Find(std::string_view name, size_t hash) const;
  // Every name that Find knows, for "did you mean".
  std::vector<std::string> Names() const;

  void Set(const Identifier& name, Value value) { variables.Set(name.value, std::move(value)); }
  void Export(const std::string& name);
  void Unexport(const std::string& name);
  bool IsExported(std::string_view name) const;
  // {name: value} of what is exported, in order of export.
  const std::vector<std::string>& exported() const { return exported_; }

  // A frame for another template that sees this one's variables and the given locals: include,
  // import with context.
  Ref<ModuleFrame> Derive(TemplatePtr owner, const Dict& locals) const;
  void Clear();

  Dict variables;
  Dict inherited;
  std::map<std::string, std::vector<BlockRef>, std::less<>> blocks;

 private:
  TemplatePtr owner_;
  ContextPtr base_;
  std::vector<std::string> exported_;
};

}  // namespace tarn::jinja
