#include "api/trino/prepared_header.h"

#include <zstd.h>

#include "base/base64.h"
#include "base/error.h"

namespace tarn::api::trino {
namespace {

constexpr std::string_view kPrefix = "$zstd:";
constexpr size_t kCompressFrom = 2048;  // as Trino's defaults
constexpr size_t kLeastGain = 512;
constexpr int kLevel = 3;

}  // namespace

std::string EncodePrepared(std::string sql) {
  if (sql.size() < kCompressFrom) return sql;
  std::string compressed(ZSTD_compressBound(sql.size()), '\0');
  const size_t size =
      ZSTD_compress(compressed.data(), compressed.size(), sql.data(), sql.size(), kLevel);
  if (ZSTD_isError(size) != 0) return sql;
  compressed.resize(size);
  std::string header = std::string(kPrefix) + base::Base64(compressed);
  return header.size() + kLeastGain > sql.size() ? sql : header;
}

std::string DecodePrepared(std::string header, size_t most_bytes) {
  if (!header.starts_with(kPrefix)) return header;
  const auto compressed = base::DecodeBase64(std::string_view(header).substr(kPrefix.size()));
  // The size stands in front of the data, so that a short header does not become a long text.
  const auto size = compressed ? ZSTD_getFrameContentSize(compressed->data(), compressed->size())
                               : ZSTD_CONTENTSIZE_ERROR;
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > most_bytes) {
    base::Throw(base::ErrorKind::kInvalidArgument,
                "a prepared statement in a header cannot be decompressed: {}",
                header.substr(0, 40));
  }
  std::string sql(size, '\0');
  const size_t read =
      ZSTD_decompress(sql.data(), sql.size(), compressed->data(), compressed->size());
  if (ZSTD_isError(read) != 0 || read != sql.size()) {
    base::Throw(base::ErrorKind::kInvalidArgument,
                "a prepared statement in a header cannot be decompressed: {}",
                header.substr(0, 40));
  }
  return sql;
}

}  // namespace tarn::api::trino
