#include "api/trino/data_encoding.h"

#include <algorithm>

#include <zstd.h>

#include "api/trino/lz4_block.h"
#include "base/error.h"

namespace tarn::api::trino {
namespace {

constexpr size_t kCompressFrom = size_t{8}
                                 << 10;  // as protocol.spooling.encoding.compression.threshold
constexpr int kZstdLevel = 1;

std::string Zstd(std::string_view text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  const size_t size = ZSTD_compress(out.data(), out.size(), text.data(), text.size(), kZstdLevel);
  if (ZSTD_isError(size) != 0) {
    base::Throw(base::ErrorKind::kInternal, "zstd: {}", ZSTD_getErrorName(size));
  }
  out.resize(size);
  return out;
}

std::optional<DataEncoding> ByName(std::string_view name) {
  for (const DataEncoding encoding :
       {DataEncoding::kJson, DataEncoding::kJsonLz4, DataEncoding::kJsonZstd}) {
    if (name == DataEncodingName(encoding)) return encoding;
  }
  return std::nullopt;
}

}  // namespace

const char* DataEncodingName(DataEncoding encoding) {
  switch (encoding) {
    case DataEncoding::kJson: return "json";
    case DataEncoding::kJsonLz4: return "json+lz4";
    case DataEncoding::kJsonZstd: return "json+zstd";
  }
  return "json";
}

std::optional<DataEncoding> ChooseEncoding(std::string_view list, bool on_this_machine) {
  std::optional<DataEncoding> first;
  while (!list.empty()) {
    const size_t comma = std::min(list.find(','), list.size());
    std::string_view name = list.substr(0, comma);
    list.remove_prefix(std::min(comma + 1, list.size()));
    while (name.starts_with(' ')) name.remove_prefix(1);
    while (name.ends_with(' ')) name.remove_suffix(1);
    const auto encoding = ByName(name);
    if (!encoding) continue;
    if (*encoding == DataEncoding::kJson && on_this_machine) return encoding;
    if (!first) first = encoding;
  }
  return first;
}

EncodedRows EncodeRows(DataEncoding encoding, std::string json) {
  if (encoding == DataEncoding::kJson || json.size() < kCompressFrom) {
    return {std::move(json), std::nullopt};
  }
  EncodedRows rows{encoding == DataEncoding::kJsonLz4 ? Lz4Block(json) : Zstd(json), json.size()};
  if (rows.bytes.size() >= json.size()) return {std::move(json), std::nullopt};
  return rows;
}

}  // namespace tarn::api::trino
