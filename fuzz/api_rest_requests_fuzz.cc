// Any bytes as the body of every request of the Iceberg REST catalog, as a name, and as a filter:
// an error is one of the request, and nothing else goes wrong.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "api/iceberg_rest/names.h"
#include "api/iceberg_rest/requests.h"
#include "api/iceberg_rest/responses.h"
#include "api/iceberg_rest/scan_request.h"
#include "iceberg/update/view_update.h"

namespace {

template <typename Parse>
void Try(Parse&& parse) {
  using tarn::base::ErrorKind;
  try {
    parse();
  } catch (const tarn::base::Error& error) {
    if (error.kind() == ErrorKind::kInternal || error.kind() == ErrorKind::kDataCorruption) {
      __builtin_trap();
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace tarn::api::iceberg_rest;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  tarn::iceberg::Schema schema;
  schema.fields = {{1, "a", false, tarn::iceberg::PrimitiveType(tarn::iceberg::LongType{})},
                   {2, "b", false, tarn::iceberg::PrimitiveType(tarn::iceberg::DateType{})}};
  Try([&] { ParseCreateNamespace(text); });
  Try([&] { ParseUpdateProperties(text); });
  Try([&] { ParseCreateTable(text); });
  Try([&] { ParseRegister(text); });
  Try([&] { ParseRename(text); });
  Try([&] { ParseCommit(text); });
  Try([&] { ParseCommitTransaction(text); });
  Try([&] { ParseCreateView(text); });
  Try([&] { ParseMetricsReport(text); });
  Try([&] { ParseScanRequest(text); });
  Try([&] { ParsePlanTask(text); });
  Try([&] { ParseExpression(text, schema, tarn::iceberg::CaseSensitivity::kSensitive); });
  Try([&] {
    const auto request = tarn::iceberg::ParseCommitViewRequest(text);
    const std::string written = tarn::iceberg::SerializeCommitViewRequest(request);
    if (!(tarn::iceberg::ParseCommitViewRequest(written) == request)) __builtin_trap();
  });
  Try([&] { DecodeNamespace(text); });
  Try([&] { ParseTableName(text, "main"); });
  Try([&] { ReferenceOfPrefix(text); });
  Try([&] { DecodePageToken(std::string(text)); });
  return 0;
}
