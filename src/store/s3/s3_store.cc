#include "store/s3/s3_store.h"

#include <algorithm>
#include <cstdlib>
#include <ctime>

#include "base/error.h"
#include "http/target.h"
#include "store/s3/s3_writer.h"
#include "store/s3/xml.h"

namespace tarn::store::s3 {
namespace {

using base::ErrorKind;

constexpr int kPreconditionFailed = 412;
constexpr int kRangeNotSatisfiable = 416;
constexpr uint64_t kMaxObjectBytes = uint64_t{5} << 40;

// "Fri, 27 Nov 2026 14:00:00 GMT" (RFC 9110 section 5.6.7); the beginning of time for another text.
base::TimePoint ParseHttpDate(const std::string& text) {
  std::tm time{};
  if (::strptime(text.c_str(), "%a, %d %b %Y %H:%M:%S", &time) == nullptr) return {};
  return base::TimePoint(std::chrono::seconds(::timegm(&time)));
}

base::TimePoint ParseXmlTime(std::string_view xml, std::string_view name) {
  try {
    return base::ParseTimestamp(FindXml(xml, name).value_or(""));
  } catch (const base::Error&) {
    base::Throw(ErrorKind::kUnavailable, "the service tells no time of an object: '{}'",
                xml.substr(0, 200));
  }
}

uint64_t ParseSize(const std::string& text, const std::string& path) {
  char* end = nullptr;
  const uint64_t size = std::strtoull(text.c_str(), &end, 10);
  if (text.empty() || *end != '\0') {
    base::Throw(ErrorKind::kUnavailable, "the service tells no size ('{}') of: '{}'", text, path);
  }
  return size;
}

// "s3://bucket/": with the scheme that was asked for.
std::string BucketPrefix(const std::string& path, const S3Place& place) {
  return SchemeOf(path) + "://" + place.bucket + "/";
}

}  // namespace

S3Store::S3Store(S3Options options, base::Clock& clock) : client_(std::move(options), clock) {}

std::string S3Store::Read(const std::string& path) {
  const S3Place place = ParsePlace(path);
  S3Response answer = client_.Send({.bucket = place.bucket, .key = place.key});
  if (answer.status != 200) S3Client::ThrowStatus(answer, "read the object", path);
  return std::move(answer.body);
}

std::string S3Store::ReadRange(const std::string& path, uint64_t offset, uint64_t length) {
  const S3Place place = ParsePlace(path);
  if (length == 0 || offset >= kMaxObjectBytes) {
    if (!Stat(path)) base::Throw(ErrorKind::kNotFound, "object does not exist: '{}'", path);
    return "";
  }
  const uint64_t last = offset + std::min(length, kMaxObjectBytes) - 1;
  S3Response answer =
      client_.Send({.bucket = place.bucket,
                    .key = place.key,
                    .headers = {{"Range", fmt::format("bytes={}-{}", offset, last)}}});
  if (answer.status == kRangeNotSatisfiable) return "";
  if (answer.status != 206 && answer.status != 200) {
    S3Client::ThrowStatus(answer, "read the object", path);
  }
  // Who knows no ranges sends all of it.
  if (answer.status == 200) return answer.body.substr(std::min(offset, answer.body.size()), length);
  return std::move(answer.body);
}

S3Response S3Store::Put(const std::string& path, std::string_view bytes, http::Headers headers) {
  const S3Place place = ParsePlace(path);
  return client_.Send({.method = "PUT",
                       .bucket = place.bucket,
                       .key = place.key,
                       .headers = std::move(headers),
                       .body = bytes});
}

void S3Store::Write(const std::string& path, std::string_view bytes) {
  const S3Response answer = Put(path, bytes, {});
  if (answer.status != 200) S3Client::ThrowStatus(answer, "write the object", path);
}

bool S3Store::WriteIfAbsent(const std::string& path, std::string_view bytes) {
  constexpr int kMostRounds = 20;
  for (int round = 1;; ++round) {
    const S3Response answer = Put(path, bytes, {{"If-None-Match", "*"}});
    if (answer.status == 200) return true;
    if (answer.status == kPreconditionFailed) {
      // An earlier try may have come through without our hearing of it.
      return answer.attempts > 1 && Read(path) == bytes;
    }
    // Somebody deletes or writes it at this moment.
    if (answer.status == 409 && round < kMostRounds) continue;
    if (answer.status == 501) {
      throw base::Error(ErrorKind::kUnsupported,
                        "the service has no conditional puts: '" + path + "'",
                        "use one that knows If-None-Match");
    }
    S3Client::ThrowStatus(answer, "write the object", path);
  }
}

std::unique_ptr<ObjectWriter> S3Store::OpenWriter(const std::string& path) {
  return std::make_unique<S3Writer>(client_, path);
}

std::vector<ObjectInfo> S3Store::List(const std::string& prefix) {
  std::vector<ObjectInfo> found;
  Scan(prefix, [&](const ObjectInfo& info) { found.push_back(info); });
  std::sort(found.begin(), found.end(),
            [](const ObjectInfo& a, const ObjectInfo& b) { return a.path < b.path; });
  return found;
}

void S3Store::Scan(const std::string& prefix, const std::function<void(const ObjectInfo&)>& visit) {
  const S3Place place = ParsePrefix(prefix);
  const std::string bucket = BucketPrefix(prefix, place);
  std::string token;
  do {
    S3Request request{
        .bucket = place.bucket,
        .query = {{"list-type", "2"}, {"prefix", place.key}, {"encoding-type", "url"}}};
    if (!token.empty()) request.query.emplace_back("continuation-token", token);
    const S3Response answer = client_.Send(request);
    if (answer.status != 200) S3Client::ThrowStatus(answer, "list objects", prefix);
    EachXml(answer.body, "Contents", [&](std::string_view entry) {
      const std::string key = http::PercentDecode(FindXml(entry, "Key").value_or(""));
      if (key.empty() || key.ends_with('/')) return;  // consoles make "folders"
      visit({bucket + key, ParseSize(FindXml(entry, "Size").value_or(""), bucket + key),
             ParseXmlTime(entry, "LastModified")});
    });
    token = FindXml(answer.body, "IsTruncated") == "true"
                ? FindXml(answer.body, "NextContinuationToken").value_or("")
                : "";
  } while (!token.empty());
}

void S3Store::Remove(const std::string& path) {
  const S3Place place = ParsePlace(path);
  const S3Response answer =
      client_.Send({.method = "DELETE", .bucket = place.bucket, .key = place.key});
  if (answer.status == 204 || answer.status == 200 || answer.status == 404) return;
  S3Client::ThrowStatus(answer, "remove the object", path);
}

std::optional<ObjectInfo> S3Store::Stat(const std::string& path) {
  const S3Place place = ParsePlace(path);
  const S3Response answer =
      client_.Send({.method = "HEAD", .bucket = place.bucket, .key = place.key});
  if (answer.status == 404) return std::nullopt;
  if (answer.status != 200) S3Client::ThrowStatus(answer, "look at the object", path);
  return ObjectInfo{path, ParseSize(answer.headers.Get("Content-Length"), path),
                    ParseHttpDate(answer.headers.Get("Last-Modified"))};
}

size_t S3Store::RemoveUnfinished(const std::string& prefix, base::TimePoint begun_before) {
  const S3Place place = ParsePrefix(prefix);
  size_t removed = 0;
  std::string key_marker, upload_marker;
  while (true) {
    S3Request request{.bucket = place.bucket,
                      .query = {{"uploads", ""}, {"prefix", place.key}, {"encoding-type", "url"}}};
    if (!key_marker.empty()) {
      request.query.emplace_back("key-marker", key_marker);
      request.query.emplace_back("upload-id-marker", upload_marker);
    }
    const S3Response answer = client_.Send(request);
    if (answer.status != 200) S3Client::ThrowStatus(answer, "list unfinished uploads", prefix);
    EachXml(answer.body, "Upload", [&](std::string_view entry) {
      if (ParseXmlTime(entry, "Initiated") >= begun_before) return;
      const std::string key = http::PercentDecode(FindXml(entry, "Key").value_or(""));
      const S3Response gone =
          client_.Send({.method = "DELETE",
                        .bucket = place.bucket,
                        .key = key,
                        .query = {{"uploadId", FindXml(entry, "UploadId").value_or("")}}});
      if (gone.status == 204) ++removed;
    });
    key_marker = http::PercentDecode(FindXml(answer.body, "NextKeyMarker").value_or(""));
    upload_marker = FindXml(answer.body, "NextUploadIdMarker").value_or("");
    if (FindXml(answer.body, "IsTruncated") != "true" || key_marker.empty()) return removed;
  }
}

}  // namespace tarn::store::s3
