#pragma once

#include <memory>
#include <string>
#include <vector>

#include "store/object_store.h"
#include "store/s3/s3_client.h"

namespace tarn::store::s3 {

// Objects in Amazon S3 or what speaks its API (MinIO, Ceph, …), under "s3://bucket/key". Thread
// safe.
//
// Writes are durable when they return. Conditional puts need a service that knows If-None-Match
// (Amazon since August 2024, MinIO, Ceph): others give kUnsupported. Streams go up in parts of 8
// MiB and more as they come; what a dead writer left is removed by RemoveUnfinished. Objects
// written through a stream have up to 5 TiB.
class S3Store : public ObjectStore {
 public:
  explicit S3Store(S3Options options, base::Clock& clock = base::Clock::System());

  std::string Read(const std::string& path) override;
  std::string ReadRange(const std::string& path, uint64_t offset, uint64_t length) override;
  void Write(const std::string& path, std::string_view bytes) override;
  bool WriteIfAbsent(const std::string& path, std::string_view bytes) override;
  std::unique_ptr<ObjectWriter> OpenWriter(const std::string& path) override;
  std::vector<ObjectInfo> List(const std::string& prefix) override;
  void Scan(const std::string& prefix,
            const std::function<void(const ObjectInfo&)>& visit) override;
  void Remove(const std::string& path) override;
  std::optional<ObjectInfo> Stat(const std::string& path) override;
  size_t RemoveUnfinished(const std::string& prefix, base::TimePoint begun_before) override;
  void MakeDurable(std::span<const std::string>) override {}

 private:
  S3Response Put(const std::string& path, std::string_view bytes, http::Headers headers);

  S3Client client_;
};

}  // namespace tarn::store::s3
