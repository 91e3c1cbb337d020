// Any text either compiles or fails with base::Error, and what compiles evaluates or fails with
// one.
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/error.h"
#include "cel/limits.h"
#include "cel/program.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace tarn::cel;
  static const Declarations declarations = {
      {"name", Simple(TypeKind::kString)},
      {"count", Simple(TypeKind::kInt)},
      {"names", ListOf(Simple(TypeKind::kString))},
      {"entry", StructOf("entry", {{"key", Simple(TypeKind::kString)}})},
      {"any", Type()}};
  static const Map bindings = {{"name", "orders"},
                               {"count", 3},
                               {"names", MakeStrings({"a", "b"})},
                               {"entry", MakeMap({{"key", "a.b"}})},
                               {"any", MakeMap({{"x", 1}})}};
  Budget budget(kMaxTotalSteps);
  try {
    Program::Compile(std::string(reinterpret_cast<const char*>(data), size), declarations)
        .Evaluate(bindings, budget);
  } catch (const tarn::base::Error&) {
  }
  return 0;
}
