// Any body, key path or reference path either is read or fails with base::Error; keys that are read
// are written so that they are read again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "api/nessie/key_path.h"
#include "api/nessie/ref_path.h"
#include "api/nessie/requests.h"
#include "base/error.h"

namespace {

using namespace tarn::api::nessie;

template <typename Read>
void Try(Read read) {
  try {
    read();
  } catch (const tarn::base::Error& error) {
    ToErrorJson(error, true);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  Try([&] { ReadOperations(text); });
  Try([&] { ReadReference(text); });
  Try([&] { ReadRequestedKeys(text); });
  Try([&] { ReadMerge(text, ApiVersion::kV2, false); });
  Try([&] { ReadMerge(text, ApiVersion::kV1, true); });
  Try([&] { ReadNamespaceUpdate(text); });
  Try([&] { ParseRefPath(text, "main"); });
  Try([&] { ParseHashSpec(text, "Hash"); });
  Try([&] {
    const auto key = ParseKeyPath(text);
    if (ParseKeyPath(ToEscapedKeyPath(key.elements)) != key) std::abort();
  });
  return 0;
}
