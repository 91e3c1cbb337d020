#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tarn::api::trino {

// How the rows of the spooling protocol are written
// (https://trino.io/docs/476/client/client-protocol.html#spooling-protocol): a JSON list of rows,
// compressed or not.
enum class DataEncoding { kJson, kJsonLz4, kJsonZstd };

// "json", "json+lz4", "json+zstd".
const char* DataEncodingName(DataEncoding encoding);

// The first of the client's list ("json+zstd, json") that is known, nothing for none: then rows
// come in the pages themselves. A client on this machine gets plain JSON if it takes it:
// compressing for it costs more than it saves.
std::optional<DataEncoding> ChooseEncoding(std::string_view list, bool on_this_machine);

struct EncodedRows {
  std::string bytes;
  std::optional<size_t> uncompressed_bytes;  // nothing: they are plain JSON, whatever the encoding
};
EncodedRows EncodeRows(DataEncoding encoding, std::string json);

// Rows that wait on disk, see SegmentStore.
struct SpooledSegment {
  std::string id;  // a secret: whoever has it may read the segment
  uint64_t bytes = 0;
  std::chrono::system_clock::time_point expires;
};

// Some rows of a result as the spooling protocol hands them out.
struct ResultSegment {
  std::string bytes;                           // unless it is spooled
  std::optional<SpooledSegment> spooled = {};  // where the bytes are then
  uint64_t first_row = 0;                      // within the result, from 0
  uint64_t rows = 0;
  std::optional<size_t> uncompressed_bytes = {};  // as in EncodedRows
};

}  // namespace tarn::api::trino
