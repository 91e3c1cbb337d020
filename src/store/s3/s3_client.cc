#include "store/s3/s3_client.h"

#include <algorithm>
#include <map>

#include "base/error.h"
#include "base/random.h"
#include "http/url.h"
#include "store/s3/xml.h"

namespace tarn::store::s3 {
namespace {

using base::ErrorKind;

std::string Lower(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return text;
}

bool IsTransient(int status) {
  return status == 429 || status == 500 || (status >= 502 && status <= 504);
}

http::ClientOptions ClientOptionsOf(const S3Options& options) {
  http::ClientOptions client;
  client.timeout = options.timeout;
  client.body_bytes = size_t{5} << 30;  // the largest object that comes in one piece
  return client;
}

}  // namespace

S3Client::S3Client(S3Options options, base::Clock& clock)
    : options_(std::move(options)),
      clock_(clock),
      scheme_(http::ParseUrl(options_.endpoint).secure ? "https://" : "http://"),
      host_(http::ParseUrl(options_.endpoint).authority),
      client_(ClientOptionsOf(options_)) {}

http::ClientRequest S3Client::Signed(const S3Request& request) const {
  const std::string host = options_.path_style ? host_ : request.bucket + "." + host_;
  SigningRequest signing;
  signing.method = request.method;
  signing.path = options_.path_style ? "/" + request.bucket : "";
  if (!request.key.empty() || signing.path.empty()) {
    signing.path += "/" + UriEncode(request.key, true);
  }
  for (const auto& [name, value] : request.query) {
    signing.query.emplace_back(UriEncode(name), UriEncode(value));
  }
  signing.headers["host"] = host;
  for (const auto& [name, value] : request.headers) signing.headers[Lower(name)] = value;
  signing.payload_hash = Sha256Hex(request.body);

  http::ClientRequest out;
  out.method = request.method;
  out.url = scheme_ + host + signing.path;
  for (size_t i = 0; i < signing.query.size(); ++i) {
    out.url += (i == 0 ? "?" : "&") + signing.query[i].first + "=" + signing.query[i].second;
  }
  out.headers = request.headers;
  for (auto& [name, value] :
       Sign(signing, options_.credentials, options_.region, "s3", clock_.Now())) {
    out.headers.Set(name, value);
  }
  out.body = request.body;
  return out;
}

S3Response S3Client::Send(const S3Request& request) {
  for (int attempt = 1;; ++attempt) {
    try {
      http::ClientResponse answer = client_.Send(Signed(request));
      if (!IsTransient(answer.status) || attempt >= options_.attempts) {
        return {answer.status, std::move(answer.headers), std::move(answer.body), attempt};
      }
    } catch (const base::Error& error) {
      if (error.kind() != ErrorKind::kUnavailable || attempt >= options_.attempts) throw;
    }
    // At random, so that many who were turned away do not come back at once.
    const uint64_t bound_us = uint64_t{100'000} << std::min(attempt, 6);
    clock_.SleepFor(std::chrono::microseconds(base::RandomSource::System().Next() % bound_us));
  }
}

void S3Client::ThrowStatus(const S3Response& response, const std::string& what,
                           const std::string& path) {
  const std::string code = FindXml(response.body, "Code").value_or("");
  ErrorKind kind = ErrorKind::kUnavailable;
  std::string hint;
  if (response.status == 404 && code != "NoSuchBucket") {
    kind = ErrorKind::kNotFound;
  } else if (code == "NoSuchBucket") {
    hint = "make the bucket first, or correct the warehouse in tarn.yaml";
    kind = ErrorKind::kInvalidArgument;
  } else if (response.status == 401 || response.status == 403 || code == "ExpiredToken") {
    kind = ErrorKind::kPermissionDenied;
    hint = "check the credentials for S3 and what they may do";
  } else if (response.status == 301 || response.status == 307 ||
             code == "AuthorizationHeaderMalformed") {
    kind = ErrorKind::kInvalidArgument;
    hint = "the bucket is in another region: set s3.region and s3.endpoint in tarn.yaml";
  } else if (response.status == 507 || code == "XMinioStorageFull") {
    kind = ErrorKind::kResourceExhausted;
  }
  throw base::Error(kind,
                    fmt::format("cannot {} (status {}{}{}): '{}'", what, response.status,
                                code.empty() ? "" : " ", code, path),
                    hint);
}

}  // namespace tarn::store::s3
