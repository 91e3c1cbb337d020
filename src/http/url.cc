#include "http/url.h"

#include <algorithm>

#include "base/error.h"

namespace tarn::http {

Url ParseUrl(const std::string& text) {
  Url url;
  const size_t scheme = text.find("://");
  const std::string name = text.substr(0, scheme);
  const bool known = scheme != std::string::npos && (name == "http" || name == "https");
  const size_t begin = scheme + 3;
  const size_t slash = known ? std::min(text.find_first_of("/?", begin), text.size()) : 0;
  const std::string authority = known ? text.substr(begin, slash - begin) : "";
  const bool clean = text.find_first_of(" \r\n\t") == std::string::npos &&
                     authority.find('@') == std::string::npos;
  if (!known || authority.empty() || !clean) {
    base::Throw(base::ErrorKind::kInvalidArgument, "not a URL of http or https: '{}'", text);
  }
  url.secure = name == "https";
  const size_t colon = authority.rfind(':');
  const bool has_port =
      colon != std::string::npos && authority.find(']', colon) == std::string::npos;
  url.host = authority.substr(0, has_port ? colon : std::string::npos);
  url.port = has_port ? authority.substr(colon + 1) : url.secure ? "443" : "80";
  url.target = slash == text.size() ? "/" : text.substr(slash);
  if (url.target.front() == '?') url.target.insert(0, "/");
  url.authority = authority;
  return url;
}

}  // namespace tarn::http
