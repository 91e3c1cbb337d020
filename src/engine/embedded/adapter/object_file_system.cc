#include "engine/embedded/adapter/object_file_system.h"

#include <cstring>
#include <optional>

#include "base/error.h"
#include "engine/embedded/adapter/errors.h"

namespace tarn::engine::embedded {
namespace {

struct ObjectHandle : duckdb::FileHandle {
  ObjectHandle(duckdb::FileSystem& system, const std::string& path, duckdb::FileOpenFlags flags)
      : FileHandle(system, path, flags) {}
  ~ObjectHandle() override {
    if (writer) writer->Abort();  // dropped before it was closed
  }
  void Close() override {
    if (!writer) return;
    Guarded([&] { writer->Close(); });
    writer.reset();
  }

  std::unique_ptr<store::ObjectWriter> writer;
  store::ObjectInfo info;
  duckdb::idx_t position = 0;
};

// What is known of a file without asking the store; none when nothing is.
std::optional<store::ObjectInfo> KnownInfo(const duckdb::OpenFileInfo& file) {
  if (!file.extended_info) return std::nullopt;
  const auto& options = file.extended_info->options;
  const auto size = options.find("file_size");
  if (size == options.end() || size->second.IsNull()) return std::nullopt;
  const auto bytes = size->second.GetValue<uint64_t>();
  if (bytes == 0) return std::nullopt;
  return store::ObjectInfo{file.path, bytes, {}};
}

}  // namespace

bool ObjectFileSystem::CanHandleFile(const std::string& path) {
  for (const char* scheme : {"memory://", "s3://", "s3a://", "s3n://"}) {
    if (path.starts_with(scheme)) return true;
  }
  return false;
}

duckdb::unique_ptr<duckdb::FileHandle> ObjectFileSystem::OpenFile(
    const std::string& path, duckdb::FileOpenFlags flags,
    duckdb::optional_ptr<duckdb::FileOpener> opener) {
  return OpenFileExtended(duckdb::OpenFileInfo(path), flags, opener);
}

duckdb::unique_ptr<duckdb::FileHandle> ObjectFileSystem::OpenFileExtended(
    const duckdb::OpenFileInfo& file, duckdb::FileOpenFlags flags,
    duckdb::optional_ptr<duckdb::FileOpener>) {
  return Guarded([&]() -> duckdb::unique_ptr<duckdb::FileHandle> {
    auto handle = duckdb::make_uniq<ObjectHandle>(*this, file.path, flags);
    if (flags.OpenForWriting()) {
      handle->writer = store_.OpenWriter(file.path);
      return handle;
    }
    auto info = KnownInfo(file);
    if (!info) info = store_.Stat(file.path);
    if (!info && flags.ReturnNullIfNotExists()) return nullptr;
    if (!info) base::Throw(base::ErrorKind::kNotFound, "object does not exist: {}", file.path);
    handle->info = std::move(*info);
    return handle;
  });
}

void ObjectFileSystem::Read(duckdb::FileHandle& handle, void* buffer, int64_t bytes,
                            duckdb::idx_t location) {
  Guarded([&] {
    const std::string read = store_.ReadRange(handle.path, location, static_cast<uint64_t>(bytes));
    if (read.size() != static_cast<size_t>(bytes)) {
      base::Throw(base::ErrorKind::kDataCorruption, "object ends too early: {}", handle.path);
    }
    std::memcpy(buffer, read.data(), read.size());
  });
}

int64_t ObjectFileSystem::Read(duckdb::FileHandle& handle, void* buffer, int64_t bytes) {
  return Guarded([&] {
    auto& object = handle.Cast<ObjectHandle>();
    const std::string read =
        store_.ReadRange(handle.path, object.position, static_cast<uint64_t>(bytes));
    std::memcpy(buffer, read.data(), read.size());
    object.position += read.size();
    return static_cast<int64_t>(read.size());
  });
}

int64_t ObjectFileSystem::Write(duckdb::FileHandle& handle, void* buffer, int64_t bytes) {
  return Guarded([&] {
    auto& object = handle.Cast<ObjectHandle>();
    object.writer->Append(
        std::string_view(static_cast<const char*>(buffer), static_cast<size_t>(bytes)));
    object.position += static_cast<duckdb::idx_t>(bytes);
    return bytes;
  });
}

int64_t ObjectFileSystem::GetFileSize(duckdb::FileHandle& handle) {
  auto& object = handle.Cast<ObjectHandle>();
  return static_cast<int64_t>(object.writer ? object.writer->size() : object.info.size);
}

duckdb::timestamp_t ObjectFileSystem::GetLastModifiedTime(duckdb::FileHandle& handle) {
  return duckdb::timestamp_t(handle.Cast<ObjectHandle>().info.modified.time_since_epoch().count());
}

void ObjectFileSystem::Seek(duckdb::FileHandle& handle, duckdb::idx_t location) {
  handle.Cast<ObjectHandle>().position = location;
}

duckdb::idx_t ObjectFileSystem::SeekPosition(duckdb::FileHandle& handle) {
  return handle.Cast<ObjectHandle>().position;
}

bool ObjectFileSystem::FileExists(const std::string& path,
                                  duckdb::optional_ptr<duckdb::FileOpener>) {
  return Guarded([&] { return store_.Stat(path).has_value(); });
}

void ObjectFileSystem::RemoveFile(const std::string& path,
                                  duckdb::optional_ptr<duckdb::FileOpener>) {
  Guarded([&] { store_.Remove(path); });
}

duckdb::vector<duckdb::OpenFileInfo> ObjectFileSystem::Glob(const std::string& path,
                                                            duckdb::FileOpener*) {
  return {duckdb::OpenFileInfo(path)};  // paths come from manifests and are never patterns
}

}  // namespace tarn::engine::embedded
