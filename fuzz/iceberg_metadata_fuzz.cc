// Any bytes as table metadata, as a view's and as a commit request: what parses must print and
// parse to the same again.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/error.h"
#include "iceberg/table_metadata_json.h"
#include "iceberg/update/table_update_json.h"
#include "iceberg/view_metadata_json.h"

namespace {

template <typename Parse, typename Serialize>
void RoundTrip(std::string_view text, Parse parse, Serialize serialize) {
  using namespace tarn;
  try {
    const auto first = parse(text);
    if (!(parse(serialize(first)) == first)) __builtin_trap();
  } catch (const base::Error& error) {
    if (error.kind() == base::ErrorKind::kInternal) __builtin_trap();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace tarn::iceberg;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  RoundTrip(text, ParseTableMetadata,
            [](const TableMetadata& m) { return SerializeTableMetadata(m); });
  RoundTrip(text, ParseViewMetadata, SerializeViewMetadata);
  RoundTrip(text, ParseCommitTableRequest, SerializeCommitTableRequest);
  return 0;
}
