#include "auth/action.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "base/suggest.h"

namespace tarn::auth {
namespace {

constexpr std::array<const char*, kActionCount> kNames = {
    "read",       "write",      "create",   "drop",  "register",
    "create-ref", "assign-ref", "drop-ref", "merge", "maintain"};

}  // namespace

const char* ActionName(Action action) { return kNames[static_cast<size_t>(action)]; }

std::optional<Action> FindAction(std::string_view name) {
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<Action>(found - kNames.begin());
}

bool IsContentAction(Action action) { return action <= Action::kRegister; }

std::string ActionSet::ToString() const {
  if (*this == All()) return "all";
  std::string text;
  for (int i = 0; i < kActionCount; ++i) {
    const auto action = static_cast<Action>(i);
    if (Has(action)) text += (text.empty() ? "" : ",") + std::string(ActionName(action));
  }
  return text;
}

ActionSet ActionSet::Parse(std::string_view text) {
  ActionSet set;
  while (true) {
    const size_t comma = std::min(text.find(','), text.size());
    const std::string_view word = text.substr(0, comma);
    if (word == "all") {
      set = All();
    } else if (const auto action = FindAction(word)) {
      set.Add(*action);
    } else {
      const std::string name(word);
      throw base::Error(base::ErrorKind::kInvalidArgument,
                        fmt::format("there is no action '{}'{}", name,
                                    base::DidYouMean(name, {kNames.begin(), kNames.end()})),
                        fmt::format("actions: all, {}", fmt::join(kNames, ", ")));
    }
    if (comma == text.size()) return set;
    text.remove_prefix(comma + 1);
  }
}

}  // namespace tarn::auth
