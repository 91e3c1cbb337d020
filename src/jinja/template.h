#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "jinja/environment.h"
#include "jinja/location.h"
#include "jinja/value.h"

namespace tarn::jinja {

class TemplateAst;

enum class MacroKind : uint8_t {
  kMacro,            // {% macro name(args) %}
  kTest,             // {% test name(args) %}: callable as test_name
  kMaterialization,  // {% materialization name, adapter='x' %}: callable as materialization_name_x
                     // (or …_default)
  kSnapshot,         // {% snapshot name %}: callable as snapshot_name
  kDocs,             // {% docs name %}: callable as docs_name
};

struct MacroParam {
  std::string name;
  bool has_default = false;
  // The default when it is a literal (numbers, strings, lists … of literals); undefined otherwise.
  Value literal_default;
  // `name: type` as dbt allows it; empty without one.
  std::string type;
};

// A macro, or one of dbt's blocks that become macros, at the top level of a template.
struct MacroInfo {
  MacroKind kind = MacroKind::kMacro;
  std::string name;           // as written in the tag
  std::string callable_name;  // see MacroKind
  std::vector<MacroParam> params;
  std::string adapter;                           // of a materialization; "default" when not given
  std::vector<std::string> supported_languages;  // of a materialization; {"sql"} when not given
  Location location;                             // of the opening tag
  // Byte ranges in Template::source(): with the tags, and the body between them.
  size_t begin = 0, end = 0;
  size_t body_begin = 0, body_end = 0;
};

enum class NativeStyle : uint8_t {
  // jinja2.nativetypes: a single value is given as it is, several are joined; text is read as a
  // Python literal.
  kJinja,
  // dbt's YAML: a single value is given as it is, several are joined; text stays text unless a
  // filter as_native,
  // as_bool or as_number says otherwise.
  kDbt,
};

// A compiled template: immutable, shareable by threads. Each render has its own state. Made by
// Environment.
class Template : public std::enable_shared_from_this<Template> {
 public:
  Template(const Environment& environment, std::string name, std::unique_ptr<TemplateAst> ast);
  ~Template();

  const std::string& name() const { return name_; }
  // With \n line ends and, by default, without the last one.
  const std::string& source() const;
  const Environment& environment() const { return environment_; }

  // The text. Errors in the template or from what it calls have name:line:column, the line with a
  // caret, and the stack of macros. A null context is an empty one.
  std::string Render(const ContextPtr& context) const;
  // The value, for {{ }} in configuration files.
  Value RenderNative(const ContextPtr& context, NativeStyle style) const;

  // The macros and dbt blocks at the top level, without running anything.
  const std::vector<MacroInfo>& Macros() const { return macros_; }
  // A callable for Macros()[…].callable_name. The template's top level runs once before the first
  // call, with the context, so that the macro sees what is set there; a template with nothing but
  // macros costs nothing. The callable belongs to one thread. kNotFound when the template has no
  // such macro.
  Value BindMacro(std::string_view callable_name, ContextPtr context) const;
  // Calls it. The result is the macro's text, or what it gave to return() under Options::dbt.
  Value CallMacro(std::string_view callable_name, ContextPtr context,
                  std::vector<Value> positional = {}, std::vector<NamedArg> named = {}) const;

  const TemplateAst& ast() const { return *ast_; }

 private:
  const Environment& environment_;
  std::string name_;
  std::unique_ptr<TemplateAst> ast_;
  std::vector<MacroInfo> macros_;
};

}  // namespace tarn::jinja
