#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "jinja/location.h"

namespace tarn::jinja {

class TemplateAst;

// An error that already tells its place; everything else is given one on its way out of the
// interpreter.
class LocatedError : public base::Error {
 public:
  using base::Error::Error;
};

// An operation on an undefined value; the interpreter adds "did you mean" for `name`.
class UndefinedError : public base::Error {
 public:
  UndefinedError(std::string message, std::string name, std::string hint)
      : base::Error(base::ErrorKind::kNotFound, std::move(message), std::move(hint)),
        name_(std::move(name)) {}
  // The variable; empty when something else is undefined.
  const std::string& name() const { return name_; }

 private:
  std::string name_;
};

// "name:line:column: message", the source line and a caret under the column.
std::string DescribePlace(std::string_view template_name, std::string_view source_line,
                          Location location, std::string_view message);
std::string DescribePlace(const TemplateAst& ast, Location location, std::string_view message);

[[noreturn]] void ThrowSyntaxError(const TemplateAst& ast, Location location,
                                   std::string_view message, std::string hint = {});

}  // namespace tarn::jinja
