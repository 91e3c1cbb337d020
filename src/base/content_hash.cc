#include "base/content_hash.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <xxhash.h>

#include "base/error.h"

namespace tarn::base {

struct ContentHash::State {
  XXH3_state_t* xxh = XXH3_createState();
  State() { XXH3_128bits_reset(xxh); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { XXH3_freeState(xxh); }
};

ContentHash::ContentHash() : state_(std::make_unique<State>()) {}
ContentHash::ContentHash(ContentHash&&) noexcept = default;
ContentHash& ContentHash::operator=(ContentHash&&) noexcept = default;
ContentHash::~ContentHash() = default;

void ContentHash::Update(std::string_view piece) {
  XXH3_128bits_update(state_->xxh, piece.data(), piece.size());
}

std::string ContentHash::Hex() const {
  XXH128_hash_t hash = XXH3_128bits_digest(state_->xxh);
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

namespace {

[[noreturn]] void ThrowUnreadable(int code, const std::string& path) {
  ErrorKind kind = code == ENOENT                      ? ErrorKind::kNotFound
                   : code == EACCES                    ? ErrorKind::kPermissionDenied
                   : code == EISDIR || code == ENOTDIR ? ErrorKind::kInvalidArgument
                                                       : ErrorKind::kUnavailable;
  Throw(kind, "cannot read {}: {}", path, std::strerror(code));
}

struct Descriptor {
  int fd;
  ~Descriptor() { ::close(fd); }
};

}  // namespace

std::string HashFile(const std::string& path) {
  int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) ThrowUnreadable(errno, path);
  Descriptor file{fd};
  constexpr size_t kBlock = size_t{1} << 18;
  auto block = std::make_unique_for_overwrite<char[]>(kBlock);
  ContentHash hash;
  while (true) {
    ssize_t n = ::read(file.fd, block.get(), kBlock);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) ThrowUnreadable(errno, path);
    if (n == 0) return hash.Hex();
    hash.Update({block.get(), static_cast<size_t>(n)});
  }
}

}  // namespace tarn::base
