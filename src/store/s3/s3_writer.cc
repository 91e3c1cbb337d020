#include "store/s3/s3_writer.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "store/s3/xml.h"

namespace tarn::store::s3 {
namespace {

using base::ErrorKind;

// Amazon takes 10,000 parts of 5 MiB and more, all but the last: parts grow, so that 5 TiB fit.
constexpr size_t kFirstPartBytes = size_t{8} << 20;
constexpr size_t kPartsOfOneSize = 1000;
constexpr size_t kMaxParts = 10'000;

}  // namespace

S3Writer::S3Writer(S3Client& client, const std::string& path)
    : client_(client), path_(path), place_(ParsePlace(path)) {}

void S3Writer::CheckOpen() const {
  if (!open_) {
    base::Throw(ErrorKind::kFailedPrecondition, "object was closed already: '{}'", path_);
  }
}

size_t S3Writer::PartBytes() const {
  return kFirstPartBytes << std::min<size_t>(parts_.size() / kPartsOfOneSize, 8);
}

void S3Writer::Append(std::string_view bytes) {
  CheckOpen();
  while (!bytes.empty()) {
    const size_t room = PartBytes() - buffer_.size();
    const std::string_view taken = bytes.substr(0, room);
    buffer_.append(taken);
    size_ += taken.size();
    bytes.remove_prefix(taken.size());
    if (buffer_.size() >= PartBytes() && !bytes.empty()) SendPart();
  }
}

void S3Writer::Begin() {
  const S3Response answer = client_.Send(
      {.method = "POST", .bucket = place_.bucket, .key = place_.key, .query = {{"uploads", ""}}});
  upload_id_ = FindXml(answer.body, "UploadId").value_or("");
  if (answer.status != 200 || upload_id_.empty()) {
    S3Client::ThrowStatus(answer, "begin the object", path_);
  }
}

void S3Writer::SendPart() {
  if (parts_.size() == kMaxParts) {
    base::Throw(ErrorKind::kResourceExhausted, "an object of more than {} parts: '{}'", kMaxParts,
                path_);
  }
  if (upload_id_.empty()) Begin();
  const S3Response answer = client_.Send(
      {.method = "PUT",
       .bucket = place_.bucket,
       .key = place_.key,
       .query = {{"partNumber", std::to_string(parts_.size() + 1)}, {"uploadId", upload_id_}},
       .body = buffer_});
  const std::string tag = answer.headers.Get("ETag");
  if (answer.status != 200 || tag.empty()) S3Client::ThrowStatus(answer, "write a part", path_);
  parts_.push_back(tag);
  buffer_.clear();
}

void S3Writer::Complete() {
  std::string body = "<CompleteMultipartUpload>";
  for (size_t i = 0; i < parts_.size(); ++i) {
    body += fmt::format("<Part><PartNumber>{}</PartNumber><ETag>{}</ETag></Part>", i + 1,
                        EscapeXml(parts_[i]));
  }
  body += "</CompleteMultipartUpload>";
  const S3Response answer = client_.Send({.method = "POST",
                                          .bucket = place_.bucket,
                                          .key = place_.key,
                                          .query = {{"uploadId", upload_id_}},
                                          .headers = {{"Content-Type", "application/xml"}},
                                          .body = body});
  // An error may come behind a status of success, since that is sent while the service still works.
  const bool failed = answer.status != 200 || FindXml(answer.body, "Error").has_value();
  if (!failed) return;
  // A try of which no answer came may have done it: then there is no such upload any more.
  if (answer.attempts > 1 && answer.status == 404) {
    const S3Response there =
        client_.Send({.method = "HEAD", .bucket = place_.bucket, .key = place_.key});
    if (there.status == 200 && there.headers.Get("Content-Length") == std::to_string(size_)) {
      return;
    }
  }
  S3Client::ThrowStatus(answer, "finish the object", path_);
}

void S3Writer::Close() {
  CheckOpen();
  if (upload_id_.empty()) {
    const S3Response answer = client_.Send(
        {.method = "PUT", .bucket = place_.bucket, .key = place_.key, .body = buffer_});
    if (answer.status != 200) S3Client::ThrowStatus(answer, "write the object", path_);
  } else {
    if (!buffer_.empty()) SendPart();
    Complete();
  }
  open_ = false;
  upload_id_.clear();
}

void S3Writer::Abort() noexcept {
  if (!std::exchange(open_, false) || upload_id_.empty()) return;
  try {
    client_.Send({.method = "DELETE",
                  .bucket = place_.bucket,
                  .key = place_.key,
                  .query = {{"uploadId", upload_id_}}});
  } catch (...) {  // NOLINT(bugprone-empty-catch): RemoveUnfinished takes what is left
  }
}

}  // namespace tarn::store::s3
