// Any text as the name of a reference and as an expression over one ("main~2", "dev*2026-01-01…").
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/error.h"
#include "versions/reference_name.h"

namespace {

template <typename F>
bool Succeeds(F&& body) {
  try {
    body();
    return true;
  } catch (const tarn::base::Error& error) {
    if (error.kind() != tarn::base::ErrorKind::kInvalidArgument) std::abort();
    return false;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace tarn::versions;
  const std::string text(reinterpret_cast<const char*>(data), size);
  LooksLikeHash(text);
  const bool name = Succeeds([&] { CheckReferenceName(text); });
  ReferenceExpression expression;
  const bool parsed = Succeeds([&] { expression = ParseReferenceExpression(text); });
  // What names a reference means that reference alone.
  if (name && (!parsed || expression.base != text || !expression.steps.empty())) std::abort();
  if (parsed && expression.base.empty() &&
      (expression.steps.empty() || !std::holds_alternative<HashStep>(expression.steps[0]))) {
    std::abort();
  }
  return 0;
}
