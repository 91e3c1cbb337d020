#pragma once

#include <memory>
#include <string>

#include "base/error.h"
#include "jinja/environment.h"
#include "jinja/template.h"

namespace tarn::jinja {

inline std::string Render(const std::string& source, Dict variables = {}, Options options = {}) {
  const Environment environment(std::move(options));
  return environment.Render(source, std::make_shared<Context>(std::move(variables)), "main");
}

inline Options DbtOptions() {
  Options options;
  options.dbt = true;
  return options;
}

// The error of a render; InternalError "no error" when there was none.
inline base::Error ErrorOf(const std::string& source, Dict variables = {}, Options options = {}) {
  try {
    Render(source, std::move(variables), std::move(options));
  } catch (const base::Error& error) {
    return error;
  }
  return base::Error(base::ErrorKind::kInternal, "no error");
}

}  // namespace tarn::jinja
