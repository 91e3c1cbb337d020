#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "http/message.h"
#include "http/router.h"

// An input of a fuzzer as requests, which a router answers one after the other:
//   POST /api/v2/trees?name=dev&type=BRANCH
//   @Content-Type: application/json        (headers, any number)
//   {"type": "BRANCH", …}                  (the body, up to a line of three dashes)
//   ---
//   GET …
namespace tarn::fuzz {

inline constexpr size_t kMaxRequests = 6;

struct ScriptedRequest {
  std::string method;
  std::string target;
  http::Headers headers;
  std::string body;
};

inline std::string_view TakeLine(std::string_view& text) {
  const size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

inline ScriptedRequest ParseRequest(std::string_view text) {
  ScriptedRequest request;
  const std::string_view line = TakeLine(text);
  const size_t space = line.find(' ');
  request.method = line.substr(0, space);
  if (space != std::string_view::npos) request.target = line.substr(space + 1);
  while (text.starts_with('@')) {
    const std::string_view header = TakeLine(text).substr(1);
    const size_t colon = header.find(": ");
    if (colon == std::string_view::npos) continue;
    request.headers.Add(std::string(header.substr(0, colon)),
                        std::string(header.substr(colon + 2)));
  }
  request.body = text;
  return request;
}

// `names` are replaced by what they stand for, which an input cannot know: hashes, identifiers.
inline std::vector<ScriptedRequest> ParseScript(
    std::string text, const std::vector<std::pair<std::string, std::string>>& names) {
  constexpr std::string_view kBetween = "\n---\n";
  for (const auto& [name, value] : names) {
    for (size_t at = 0; (at = text.find(name, at)) != std::string::npos; at += value.size()) {
      text.replace(at, name.size(), value);
    }
  }
  std::vector<ScriptedRequest> requests;
  for (std::string_view rest = text; !rest.empty() && requests.size() < kMaxRequests;) {
    const size_t end = rest.find(kBetween);
    requests.push_back(ParseRequest(rest.substr(0, end)));
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + kBetween.size());
  }
  return requests;
}

// The answer, which no request may make an error of the server (501 and 503 say what it does not do
// or not now), unless it is one that names a file that is damaged or gone, below `lake` if given:
// clients may put that into metadata. JSON where it says so. A target that is none gives 400, as
// the server's own check.
inline http::Response Ask(const http::Router& router, const ScriptedRequest& asked,
                          std::string_view lake = {}) {
  http::Request request;
  try {
    request = http::MakeRequest(asked.method, asked.target, asked.body, asked.headers);
  } catch (const base::Error& error) {
    if (error.kind() != base::ErrorKind::kInvalidArgument) std::abort();
    return http::TextResponse(400, error.message());
  }
  http::Response response = router.Handle(request);
  const bool damaged = !lake.empty() && response.body.find(lake) != std::string::npos;
  const bool failed =
      response.status >= 500 && response.status != 501 && response.status != 503 && !damaged;
  const bool json = response.headers.Get("Content-Type").starts_with("application/json");
  if (failed || (json && !response.body.empty() && !nlohmann::json::accept(response.body))) {
    std::fprintf(stderr, "%s %s\n%s\n%d %s\n", asked.method.c_str(), asked.target.c_str(),
                 asked.body.c_str(), response.status, response.body.c_str());
    std::abort();
  }
  return response;
}

}  // namespace tarn::fuzz
