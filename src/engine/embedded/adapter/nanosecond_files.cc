#include "engine/embedded/adapter/nanosecond_files.h"

#include <algorithm>
#include <map>

#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/parquet_thrift.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using duckdb_apache::thrift::protocol::TType;

constexpr std::string_view kPrefix = "tarn-nanoseconds:";
constexpr int64_t kTailSize = 8;                    // length of the footer, "PAR1"
constexpr int64_t kMaxFooter = int64_t{1} << 30;    // DuckDB reads no more either
constexpr unsigned char kFalse = 2;                 // Thrift compact: a boolean in a field's header
constexpr int16_t kSchema = 2, kLogicalType = 10;   // FileMetaData, SchemaElement
constexpr int16_t kTimestamp = 8, kIsAdjusted = 1;  // LogicalType, TimestampType
constexpr int16_t kUnit = 2, kNanos = 3;            // TimestampType, TimeUnit

// Bytes that are read otherwise, by their place in the file.
using Patches = std::map<int64_t, char>;

// Goes through a footer without keeping it.
class FooterWalk {
 public:
  FooterWalk(std::string_view footer, int64_t offset, Patches& patches)
      : footer_(footer),
        offset_(offset),
        patches_(patches),
        bytes_(std::make_shared<ThriftBytes>(footer)),
        protocol_(bytes_, ThriftLimit(footer.size()), ThriftLimit(footer.size())) {}

  void Walk() {
    Fields([&](int16_t id, TType type, size_t) {
      if (id != kSchema || type != TType::T_LIST) return false;
      TType element = TType::T_STOP;
      uint32_t count = 0;
      protocol_.readListBegin(element, count);
      for (uint32_t i = 0; i < count; ++i) Element();
      return true;
    });
  }

 private:
  // Calls `take` with each field of a structure and the place of its header; what it does not take
  // is skipped.
  template <typename F>
  void Fields(F&& take) {
    std::string name;
    protocol_.readStructBegin(name);
    while (true) {
      const size_t header = bytes_->position();
      TType type = TType::T_STOP;
      int16_t id = 0;
      protocol_.readFieldBegin(name, type, id);
      if (type == TType::T_STOP) break;
      if (!take(id, type, header)) protocol_.skip(type);
    }
    protocol_.readStructEnd();
  }
  void Element() {
    Fields([&](int16_t id, TType type, size_t) {
      if (id != kLogicalType || type != TType::T_STRUCT) return false;
      Fields([&](int16_t kind, TType kind_type, size_t) {
        if (kind != kTimestamp || kind_type != TType::T_STRUCT) return false;
        Timestamp();
        return true;
      });
      return true;
    });
  }
  void Timestamp() {
    std::optional<size_t> adjusted;
    bool nanoseconds = false;
    Fields([&](int16_t id, TType type, size_t header) {
      if (id == kIsAdjusted && type == TType::T_BOOL) {
        bool value = false;
        protocol_.readBool(value);
        if (value) adjusted = header;
        return true;
      }
      if (id != kUnit || type != TType::T_STRUCT) return false;
      Fields([&](int16_t unit, TType, size_t) {
        nanoseconds = nanoseconds || unit == kNanos;
        return false;
      });
      return true;
    });
    if (!adjusted || !nanoseconds) return;
    const auto header = static_cast<unsigned char>(footer_[*adjusted]);
    patches_[offset_ + static_cast<int64_t>(*adjusted)] =
        static_cast<char>((header & 0xF0) | kFalse);
  }

  std::string_view footer_;
  int64_t offset_;
  Patches& patches_;
  std::shared_ptr<ThriftBytes> bytes_;
  ThriftProtocol protocol_;
};

struct NanosecondHandle : duckdb::FileHandle {
  NanosecondHandle(duckdb::FileSystem& system, const std::string& path, duckdb::FileOpenFlags flags,
                   duckdb::unique_ptr<duckdb::FileHandle> file)
      : FileHandle(system, path, flags), inner(std::move(file)) {}
  void Close() override { inner->Close(); }

  void Apply(char* buffer, int64_t location, int64_t bytes) const {
    for (auto it = patches.lower_bound(location);
         it != patches.end() && it->first < location + bytes; ++it) {
      buffer[it->first - location] = it->second;
    }
  }

  duckdb::unique_ptr<duckdb::FileHandle> inner;
  Patches patches;
};

Patches PatchesOf(duckdb::FileHandle& file) {
  const auto size = static_cast<int64_t>(file.GetFileSize());
  const auto corrupt = [&](std::string_view why) {
    base::Throw(ErrorKind::kDataCorruption, "the footer of a Parquet file cannot be read ({}): {}",
                why, file.path);
  };
  if (size < kTailSize) corrupt("the file is too short");
  uint32_t length = 0;
  file.Read(&length, sizeof length, static_cast<duckdb::idx_t>(size - kTailSize));
  const int64_t offset = size - kTailSize - int64_t{length};
  if (offset < 0 || int64_t{length} > kMaxFooter) corrupt("its length is wrong");
  std::string footer(length, '\0');
  file.Read(footer.data(), length, static_cast<duckdb::idx_t>(offset));
  Patches patches;
  try {
    FooterWalk(footer, offset, patches).Walk();
  } catch (const base::Error&) {
    throw;
  } catch (const std::exception& error) {
    corrupt(error.what());
  }
  return patches;
}

duckdb::FileHandle& Inner(duckdb::FileHandle& handle) {
  return *handle.Cast<NanosecondHandle>().inner;
}

bool HasNanosecondsInUtc(const iceberg::NestedField& field) {
  const auto children = iceberg::ChildrenOf(field.type);
  return iceberg::KindOf(field.type) == iceberg::TypeKind::kTimestamptzNs ||
         std::any_of(children.begin(), children.end(),
                     [](const auto* child) { return HasNanosecondsInUtc(*child); });
}

}  // namespace

std::string NanosecondFiles::Wrap(const std::string& path) { return std::string(kPrefix) + path; }

std::string NanosecondFiles::Unwrap(const std::string& path) {
  return path.starts_with(kPrefix) ? path.substr(kPrefix.size()) : path;
}

bool NanosecondFiles::Needs(const iceberg::Schema& schema) {
  return std::any_of(schema.fields.begin(), schema.fields.end(), HasNanosecondsInUtc);
}

bool NanosecondFiles::CanHandleFile(const std::string& path) { return path.starts_with(kPrefix); }

bool NanosecondFiles::OnDiskFile(duckdb::FileHandle& handle) { return Inner(handle).OnDiskFile(); }

duckdb::unique_ptr<duckdb::FileHandle> NanosecondFiles::OpenFile(
    const std::string& path, duckdb::FileOpenFlags flags,
    duckdb::optional_ptr<duckdb::FileOpener>) {
  auto file = files_.OpenFile(Unwrap(path), flags);  // which brings its own opener
  if (!file) return nullptr;
  return Guarded([&] {
    auto handle = duckdb::make_uniq<NanosecondHandle>(*this, path, flags, std::move(file));
    handle->patches = PatchesOf(*handle->inner);
    handle->inner->Seek(0);
    return duckdb::unique_ptr<duckdb::FileHandle>(std::move(handle));
  });
}

void NanosecondFiles::Read(duckdb::FileHandle& handle, void* buffer, int64_t bytes,
                           duckdb::idx_t location) {
  Inner(handle).Read(buffer, static_cast<duckdb::idx_t>(bytes), location);
  handle.Cast<NanosecondHandle>().Apply(static_cast<char*>(buffer), static_cast<int64_t>(location),
                                        bytes);
}

int64_t NanosecondFiles::Read(duckdb::FileHandle& handle, void* buffer, int64_t bytes) {
  const auto location = static_cast<int64_t>(Inner(handle).SeekPosition());
  const int64_t read = Inner(handle).Read(buffer, static_cast<duckdb::idx_t>(bytes));
  handle.Cast<NanosecondHandle>().Apply(static_cast<char*>(buffer), location, read);
  return read;
}

int64_t NanosecondFiles::GetFileSize(duckdb::FileHandle& handle) {
  return static_cast<int64_t>(Inner(handle).GetFileSize());
}

duckdb::timestamp_t NanosecondFiles::GetLastModifiedTime(duckdb::FileHandle& handle) {
  return Inner(handle).file_system.GetLastModifiedTime(Inner(handle));
}

std::string NanosecondFiles::GetVersionTag(duckdb::FileHandle& handle) {
  return Inner(handle).file_system.GetVersionTag(Inner(handle));
}

void NanosecondFiles::Seek(duckdb::FileHandle& handle, duckdb::idx_t location) {
  Inner(handle).Seek(location);
}

duckdb::idx_t NanosecondFiles::SeekPosition(duckdb::FileHandle& handle) {
  return Inner(handle).SeekPosition();
}

bool NanosecondFiles::FileExists(const std::string& path,
                                 duckdb::optional_ptr<duckdb::FileOpener>) {
  return files_.FileExists(Unwrap(path));
}

duckdb::vector<duckdb::OpenFileInfo> NanosecondFiles::Glob(const std::string& path,
                                                           duckdb::FileOpener*) {
  return {duckdb::OpenFileInfo(path)};  // paths come from manifests and are never patterns
}

}  // namespace tarn::engine::embedded
