// Any bytes as a request target, a list of headers and a gzip body. What is percent-encoded decodes
// to what it was.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"
#include "http/gzip.h"
#include "http/loopback.h"
#include "http/message.h"
#include "http/router.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace tarn::http;
  const std::string text(reinterpret_cast<const char*>(data), size);
  static const Router router = [] {
    Router made({[](const Request&, int status, const std::string& message) {
                   return TextResponse(status, message);
                 },
                 [](const Request&, const tarn::base::Error&) { return TextResponse(500, ""); }});
    const auto handler = [](const Request&, const PathParameters&) { return Response{}; };
    made.Add({"GET", "/a/{b}/c", "x", handler});
    made.Add({"GET", "/a/{rest...}", "y", handler});
    return made;
  }();
  try {
    router.Handle(MakeRequest("GET", text, "", {{"Host", text}, {"Accept-Encoding", text}}));
  } catch (const tarn::base::Error&) {
  }
  const Headers headers{{"Accept-Encoding", text}};
  headers.HasToken("accept-encoding", "gzip");
  IsLoopbackHost(text);
  if (text.find('\0') == std::string::npos && PercentDecode(PercentEncode(text)) != text) {
    __builtin_trap();
  }
  try {
    constexpr size_t kLimit = size_t{1} << 20;
    if (Gunzip(text, kLimit).size() > kLimit) __builtin_trap();
  } catch (const tarn::base::Error&) {
  }
  return 0;
}
