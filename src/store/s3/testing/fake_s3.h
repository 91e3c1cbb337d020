#pragma once

#include <algorithm>
#include <ctime>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "base/clock.h"
#include "http/server.h"
#include "http/target.h"
#include "store/s3/sigv4.h"
#include "store/s3/xml.h"

namespace tarn::store::s3::testing {

// A service that speaks as much of S3's API as S3Store asks for, in memory, on a port of this
// machine. Checks signatures as Amazon does: by signing what came again. Thread safe.
class FakeS3 {
 public:
  explicit FakeS3(Credentials credentials)
      : credentials_(std::move(credentials)), server_(http::ServerOptions{}) {
    port_ = server_.Listen("s3", "127.0.0.1", 0,
                           [this](const http::Request& request) { return Handle(request); });
    server_.Start();
  }
  std::string endpoint() const { return "http://127.0.0.1:" + std::to_string(port_); }

  // Asked before each request: a status other than 0 is the answer.
  std::function<int(const http::Request&)> before = [](const http::Request&) { return 0; };
  size_t uploads() {
    std::lock_guard lock(mutex_);
    return uploads_.size();
  }

 private:
  struct Upload {
    std::string key;
    std::map<int, std::string> parts;
  };

  static http::Response Xml(int status, const std::string& body) {
    return http::TextResponse(status, "<?xml version=\"1.0\"?>" + body, "application/xml");
  }
  static http::Response Error(int status, const std::string& code) {
    return Xml(status, "<Error><Code>" + code + "</Code></Error>");
  }

  bool IsSigned(const http::Request& request) const {
    const std::string given = request.headers.Get("Authorization");
    const size_t list = given.find("SignedHeaders=");
    if (list == std::string::npos) return false;
    SigningRequest signing{request.method, request.path, {}, {}, Sha256Hex(request.body)};
    if (request.headers.Get("x-amz-content-sha256") == kUnsignedPayload) {
      signing.payload_hash = kUnsignedPayload;
    }
    for (const auto& [name, value] : request.query.parameters()) {
      signing.query.emplace_back(UriEncode(name), UriEncode(value));
    }
    std::string names = given.substr(list + 14, given.find(',', list) - list - 14) + ";";
    for (size_t end = names.find(';'); end != std::string::npos; end = names.find(';')) {
      signing.headers[names.substr(0, end)] = request.headers.Get(names.substr(0, end));
      names.erase(0, end + 1);
    }
    // "20260131T120000Z".
    const std::string time = request.headers.Get("x-amz-date");
    if (time.size() != 16) return false;
    const base::TimePoint now =
        base::ParseTimestamp(time.substr(0, 4) + "-" + time.substr(4, 2) + "-" + time.substr(6, 5) +
                             ":" + time.substr(11, 2) + ":" + time.substr(13, 3));
    for (const auto& [name, value] : Sign(signing, credentials_, "here-1", "s3", now)) {
      if (name == "Authorization") return value == given;
    }
    return false;
  }

  http::Response Handle(const http::Request& request) {
    if (const int status = before(request); status != 0) return Error(status, "Injected");
    if (!IsSigned(request)) return Error(403, "SignatureDoesNotMatch");
    std::lock_guard lock(mutex_);
    const std::string bucket = "/bucket";
    if (!request.path.starts_with(bucket)) return Error(404, "NoSuchBucket");
    const std::string rest = request.path.substr(bucket.size());
    if (rest.empty()) return request.query.Has("uploads") ? ListUploads(request) : List(request);
    const std::string key = http::PercentDecode(rest.substr(1));
    if (request.query.Has("uploads") || request.query.Has("uploadId")) {
      return Multipart(request, key);
    }
    if (request.method == "PUT") return Put(request, key);
    if (request.method == "DELETE") {
      objects_.erase(key);
      return http::Response{.status = 204};
    }
    return Get(request, key);
  }

  http::Response Put(const http::Request& request, const std::string& key) {
    if (request.headers.Get("If-None-Match") == "*" && objects_.contains(key)) {
      return Error(412, "PreconditionFailed");
    }
    objects_[key] = request.body;
    return Xml(200, "");
  }

  http::Response Get(const http::Request& request, const std::string& key) {
    const auto found = objects_.find(key);
    if (found == objects_.end()) return Error(404, "NoSuchKey");
    std::string body = found->second;
    int status = 200;
    if (const std::string range = request.headers.Get("Range"); !range.empty()) {
      const uint64_t first = std::stoull(range.substr(6));
      const uint64_t last = std::stoull(range.substr(range.find('-') + 1));
      if (first >= body.size()) return Error(416, "InvalidRange");
      body = body.substr(first, last - first + 1);
      status = 206;
    }
    http::Response response = http::TextResponse(status, body, "application/octet-stream");
    response.may_compress = false;
    char date[64];
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    std::strftime(date, sizeof(date), "%a, %d %b %Y %H:%M:%S GMT", ::gmtime_r(&now, &parts));
    response.headers.Set("Last-Modified", date);
    return response;
  }

  // Three keys a page.
  http::Response List(const http::Request& request) {
    const std::string prefix = request.query.Get("prefix");
    std::string body;
    std::string next;
    int count = 0;
    for (auto it = objects_.upper_bound(request.query.Get("continuation-token"));
         it != objects_.end(); ++it) {
      if (!it->first.starts_with(prefix)) continue;
      if (++count > 3) {
        body += "<IsTruncated>true</IsTruncated><NextContinuationToken>" + EscapeXml(next) +
                "</NextContinuationToken>";
        break;
      }
      next = it->first;
      body += "<Contents><Key>" + UriEncode(it->first, true) + "</Key><Size>" +
              std::to_string(it->second.size()) + "</Size><LastModified>" +
              base::FormatTimestamp(base::Clock::System().Now()) + "</LastModified></Contents>";
    }
    return Xml(200, "<ListBucketResult>" + body + "</ListBucketResult>");
  }

  http::Response ListUploads(const http::Request& request) {
    std::string body;
    for (const auto& [id, upload] : uploads_) {
      if (!upload.key.starts_with(request.query.Get("prefix"))) continue;
      body += "<Upload><Key>" + UriEncode(upload.key, true) + "</Key><UploadId>" + id +
              "</UploadId><Initiated>2020-01-01T00:00:00Z</Initiated></Upload>";
    }
    return Xml(200, "<R>" + body + "<IsTruncated>false</IsTruncated></R>");
  }

  http::Response Multipart(const http::Request& request, const std::string& key) {
    if (request.query.Has("uploads")) {
      const std::string id = "upload-" + std::to_string(++last_upload_);
      uploads_[id].key = key;
      return Xml(200, "<R><UploadId>" + id + "</UploadId></R>");
    }
    const auto upload = uploads_.find(request.query.Get("uploadId"));
    if (upload == uploads_.end() || upload->second.key != key) return Error(404, "NoSuchUpload");
    if (request.method == "DELETE") {
      uploads_.erase(upload);
      return http::Response{.status = 204};
    }
    if (request.method == "PUT") {
      upload->second.parts[std::stoi(request.query.Get("partNumber"))] = request.body;
      http::Response response = Xml(200, "");
      response.headers.Set("ETag", '"' + Sha256Hex(request.body) + '"');
      return response;
    }
    std::string whole;
    size_t at = 0;
    bool right = true;
    EachXml(request.body, "Part", [&](std::string_view part) {
      const std::string& bytes =
          upload->second.parts[std::stoi(FindXml(part, "PartNumber").value_or("0"))];
      right = right && FindXml(part, "ETag") == '"' + Sha256Hex(bytes) + '"';
      right = right && (++at == upload->second.parts.size() || bytes.size() >= (5u << 20));
      whole += bytes;
    });
    if (!right) return Xml(200, "<Error><Code>InvalidPart</Code></Error>");
    objects_[key] = whole;
    uploads_.erase(upload);
    return Xml(200, "<CompleteMultipartUploadResult/>");
  }

  const Credentials credentials_;
  std::mutex mutex_;
  std::map<std::string, std::string> objects_;
  std::map<std::string, Upload> uploads_;
  int last_upload_ = 0;
  uint16_t port_ = 0;
  http::Server server_;
};

}  // namespace tarn::store::s3::testing
