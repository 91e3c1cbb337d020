#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "store/object_store.h"
#include "store/s3/s3_client.h"

namespace tarn::store::s3 {

// An object in one put when it is small, else as a multipart upload, part after part. Memory: one
// part. The client outlives it.
class S3Writer : public ObjectWriter {
 public:
  S3Writer(S3Client& client, const std::string& path);
  ~S3Writer() override { Abort(); }

  void Append(std::string_view bytes) override;
  void Close() override;
  void Abort() noexcept override;
  uint64_t size() const override { return size_; }

 private:
  void CheckOpen() const;
  void Begin();
  void SendPart();
  void Complete();
  size_t PartBytes() const;

  S3Client& client_;
  const std::string path_;
  const S3Place place_;
  std::string buffer_;
  uint64_t size_ = 0;
  std::string upload_id_;           // once there is a part
  std::vector<std::string> parts_;  // their ETags
  bool open_ = true;
};

}  // namespace tarn::store::s3
