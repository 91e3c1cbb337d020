#include "transform/manifest/macro_index.h"

#include <algorithm>

#include <fmt/ranges.h>

#include "base/error.h"
#include "jinja/analysis.h"

namespace tarn::transform {

namespace {

jinja::Options DbtOptions(jinja::UndefinedPolicy undefined) {
  jinja::Options options;
  options.dbt = true;
  options.macros_only_from_context = true;
  options.undefined = undefined;
  return options;
}

}  // namespace

Environments::Environments()
    : parse(DbtOptions(jinja::UndefinedPolicy::kCallable)),
      run(DbtOptions(jinja::UndefinedPolicy::kLenient)) {}

void MacroIndex::AddFile(const std::string& package, const std::string& path, std::string source) {
  File& file = files_.emplace_back();
  file.name = path;
  file.parse = environments_.parse.Compile(source, path);
  file.source = std::move(source);
  auto [entry, added] = packages_.try_emplace(package);
  if (added) package_order_.push_back(package);
  for (const jinja::MacroInfo& info : file.parse->Macros()) {
    if (info.kind == jinja::MacroKind::kSnapshot || info.kind == jinja::MacroKind::kDocs) continue;
    Macro macro;
    macro.name = info.callable_name;
    macro.callable_name = info.callable_name;
    macro.unique_id = fmt::format("macro.{}.{}", package, macro.name);
    macro.package = package;
    macro.path = macro.original_file_path = path;
    macro.kind = info.kind;
    if (info.kind == jinja::MacroKind::kMaterialization) {
      macro.materialization = info.name;
      macro.adapter = info.adapter;
      macro.supported_languages = info.supported_languages;
    }
    macro.params = info.params;
    macro.begin = info.begin;
    macro.end = info.end;
    macro.file = files_.size() - 1;
    macros_.push_back(std::move(macro));
    Macro* stored = &macros_.back();
    auto [old, fresh] = entry->second.try_emplace(stored->name, stored);
    if (!fresh) {
      throw base::Error(base::ErrorKind::kInvalidArgument,
                        fmt::format("{}:{}:{}: macro '{}' exists already in {}, package '{}'", path,
                                    info.location.line, info.location.column, stored->name,
                                    old->second->original_file_path, package),
                        "rename or remove one of them");
    }
  }
}

const Macro* MacroIndex::Find(std::string_view package, std::string_view name) const {
  auto entry = packages_.find(std::string(package));
  if (entry == packages_.end()) return nullptr;
  auto macro = entry->second.find(std::string(name));
  return macro == entry->second.end() ? nullptr : macro->second;
}

Macro* MacroIndex::FindMutable(const std::string& package, const std::string& name) {
  return const_cast<Macro*>(Find(package, name));
}

const Macro* MacroIndex::Resolve(std::string_view name, std::string_view package) const {
  if (const Macro* macro = Find(package, name)) return macro;
  if (const Macro* macro = Find(root_, name)) return macro;
  return Find(kBuiltinPackage, name);
}

const Macro* MacroIndex::Dispatch(std::string_view name, std::string_view macro_namespace,
                                  std::string_view node_package,
                                  std::vector<std::string>* searched) const {
  std::vector<std::string> packages;
  auto rule = std::find_if(dispatch_.begin(), dispatch_.end(), [&](const DispatchRule& r) {
    return r.macro_namespace == macro_namespace;
  });
  if (rule != dispatch_.end()) {
    packages = rule->search_order;
  } else if (!macro_namespace.empty()) {
    packages = {root_, std::string(macro_namespace)};
  }
  const std::vector<std::string> prefixes = {adapter_, "default"};
  if (macro_namespace.empty()) {
    for (const auto& prefix : prefixes) {
      const std::string candidate = fmt::format("{}__{}", prefix, name);
      if (const Macro* macro = Resolve(candidate, node_package)) return macro;
      searched->push_back(candidate);
    }
    return nullptr;
  }
  for (const auto& package : packages) {
    for (const auto& prefix : prefixes) {
      const std::string candidate = fmt::format("{}__{}", prefix, name);
      if (const Macro* macro = Find(package, candidate)) return macro;
      searched->push_back(package + "." + candidate);
    }
  }
  return nullptr;
}

const Macro* MacroIndex::FindMaterialization(const std::string& name) const {
  std::vector<std::string> order = {root_};
  for (const auto& package : package_order_) {
    if (package != root_ && package != kBuiltinPackage) order.push_back(package);
  }
  order.emplace_back(kBuiltinPackage);
  for (const auto& package : order) {
    for (const auto& adapter : {adapter_, std::string("default")}) {
      if (const Macro* macro = Find(package, fmt::format("materialization_{}_{}", name, adapter))) {
        return macro;
      }
    }
  }
  return nullptr;
}

jinja::TemplatePtr MacroIndex::Template(const Macro& macro, bool run) const {
  File& file = files_[macro.file];
  if (!run) return file.parse;
  std::call_once(file.compiled,
                 [&] { file.run = environments_.run.Compile(file.source, file.name); });
  return file.run;
}

std::string MacroIndex::Text(const Macro& macro) const {
  return files_[macro.file].parse->source().substr(macro.begin, macro.end - macro.begin);
}

std::vector<std::string> MacroIndex::Names(std::string_view package) const {
  std::vector<std::string> names;
  auto entry = packages_.find(std::string(package));
  if (entry == packages_.end()) return names;
  for (const auto& [name, macro] : entry->second) names.push_back(name);
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::string> MacroIndex::Calls(const Macro& macro) const {
  std::vector<std::string> ids;
  File& file = files_[macro.file];
  std::call_once(file.analysed, [&] { file.calls = jinja::FindCalls(*file.parse); });
  for (const auto& call : file.calls) {
    if (call.macro != macro.callable_name) continue;
    const size_t dot = call.callee.find('.');
    const Macro* called = nullptr;
    if (call.callee == "adapter.dispatch") {
      if (!call.all_literal() || call.positional.empty()) continue;
      std::vector<std::string> searched;
      called = Dispatch(jinja::Str(*call.positional[0]),
                        call.positional.size() > 1 ? jinja::Str(*call.positional[1]) : "",
                        macro.package, &searched);
    } else if (dot == std::string::npos) {
      called = Resolve(call.callee, macro.package);
    } else {
      called = Find(call.callee.substr(0, dot), call.callee.substr(dot + 1));
    }
    if (called == nullptr) continue;
    if (std::find(ids.begin(), ids.end(), called->unique_id) == ids.end()) {
      ids.push_back(called->unique_id);
    }
  }
  return ids;
}

}  // namespace tarn::transform
