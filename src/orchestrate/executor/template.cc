#include "orchestrate/executor/template.h"

#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "base/suggest.h"

namespace tarn::orchestrate {
namespace {

std::string_view Trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

}  // namespace

std::string RenderTemplate(std::string_view text, const TemplateValues& values) {
  std::string result;
  while (true) {
    size_t open = text.find("{{");
    result += text.substr(0, open);
    if (open == std::string_view::npos) return result;
    size_t close = text.find("}}", open + 2);
    if (close == std::string_view::npos) {
      throw base::Error(base::ErrorKind::kInvalidArgument,
                        fmt::format("'{{{{' is not closed: '{}'", text.substr(open)),
                        "write it as {{ params.name }}");
    }
    std::string name(Trim(text.substr(open + 2, close - open - 2)));
    auto it = values.find(name);
    if (it == values.end()) {
      std::vector<std::string> names;
      for (const auto& [known, value] : values) names.push_back(known);
      throw base::Error(
          base::ErrorKind::kInvalidArgument,
          fmt::format("unknown name in '{{{{ {} }}}}'{}", name, base::DidYouMean(name, names)),
          fmt::format("known here: {}", fmt::join(names, ", ")));
    }
    result += it->second;
    text.remove_prefix(close + 2);
  }
}

}  // namespace tarn::orchestrate
