#include "engine/embedded/adapter/fixed_pages.h"

#include "engine/embedded/adapter/parquet_thrift.h"
#include "iceberg/puffin/compression.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using duckdb_parquet::Encoding;
using duckdb_parquet::PageHeader;
using duckdb_parquet::PageType;

// Takes a length in four bytes off the front.
size_t TakeLength(std::string_view& bytes) {
  if (bytes.size() < 4) base::Throw(ErrorKind::kInternal, "a Parquet page ends in a length");
  size_t length = 0;
  for (size_t i = 4; i > 0; --i) length = length << 8 | static_cast<unsigned char>(bytes[i - 1]);
  bytes.remove_prefix(4);
  if (length > bytes.size()) {
    base::Throw(ErrorKind::kInternal, "a Parquet page has {} bytes where {} are told", bytes.size(),
                length);
  }
  return length;
}

// Values without the lengths before them.
void AppendValues(std::string_view values, int64_t length, const std::string& column,
                  std::string& out) {
  out.reserve(out.size() + values.size());
  while (!values.empty()) {
    const size_t size = TakeLength(values);
    if (static_cast<int64_t>(size) != length) {
      throw base::Error(ErrorKind::kInvalidArgument,
                        "a value of " + std::to_string(size) + " bytes does not fit into column '" +
                            column + "' of type fixed[" + std::to_string(length) + "]",
                        "values of the type have exactly " + std::to_string(length) + " bytes");
    }
    out.append(values.substr(0, size));
    values.remove_prefix(size);
  }
}

// Where the values of a data page begin, behind its levels.
size_t LevelsSize(std::string_view page, const ColumnLevels& levels) {
  std::string_view rest = page;
  for (const int32_t max : {levels.max_repetition, levels.max_definition}) {
    if (max > 0) rest.remove_prefix(TakeLength(rest));
  }
  return page.size() - rest.size();
}

bool IsDictionaryIndex(Encoding::type encoding) {
  return encoding == Encoding::RLE_DICTIONARY || encoding == Encoding::PLAIN_DICTIONARY;
}

[[noreturn]] void ThrowUnexpected(const std::string& column, const char* what, int number) {
  base::Throw(ErrorKind::kInternal, "a page of column '{}' has an unexpected {}: {}", column, what,
              number);
}

}  // namespace

FixedChunk ToFixedPages(std::string_view pages, bool zstd, const ColumnLevels& levels,
                        int64_t length, const std::string& column) {
  FixedChunk chunk;
  while (!pages.empty()) {
    size_t used = 0;
    auto header = ReadThrift<PageHeader>(pages, used);
    pages.remove_prefix(used);
    const auto size = static_cast<size_t>(header.compressed_page_size);
    if (header.compressed_page_size < 0 || header.uncompressed_page_size < 0 ||
        size > pages.size()) {
      ThrowUnexpected(column, "size", header.compressed_page_size);
    }
    const bool dictionary = header.type == PageType::DICTIONARY_PAGE;
    if (!dictionary && header.type != PageType::DATA_PAGE) {
      ThrowUnexpected(column, "type", header.type);
    }
    std::string page(pages.substr(0, size));
    pages.remove_prefix(size);
    const Encoding::type encoding =
        dictionary ? header.dictionary_page_header.encoding : header.data_page_header.encoding;
    if (dictionary || !IsDictionaryIndex(encoding)) {
      if (encoding != Encoding::PLAIN && !dictionary) {
        ThrowUnexpected(column, "encoding", encoding);
      }
      if (zstd) {
        page = iceberg::DecompressZstd(page, static_cast<uint64_t>(header.uncompressed_page_size));
      }
      const size_t values = dictionary ? 0 : LevelsSize(page, levels);
      std::string fixed = page.substr(0, values);
      AppendValues(std::string_view(page).substr(values), length, column, fixed);
      header.uncompressed_page_size = static_cast<int32_t>(fixed.size());
      page = zstd ? iceberg::CompressZstd(fixed) : std::move(fixed);
      header.compressed_page_size = static_cast<int32_t>(page.size());
      header.__isset.crc = false;
    }
    const std::string head = WriteThrift(header);
    chunk.uncompressed_size += static_cast<int64_t>(head.size()) + header.uncompressed_page_size;
    chunk.pages += head + page;
    if (dictionary) chunk.dictionary_size = chunk.pages.size();
  }
  return chunk;
}

}  // namespace tarn::engine::embedded
