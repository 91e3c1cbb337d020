#include "engine/embedded/adapter/parquet_edits.h"

#include <algorithm>

#include "engine/embedded/adapter/fixed_pages.h"
#include "engine/embedded/adapter/parquet_thrift.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using duckdb_parquet::ColumnMetaData;
using duckdb_parquet::FieldRepetitionType;
using duckdb_parquet::FileMetaData;
using duckdb_parquet::SchemaElement;
using iceberg::FieldId;
using iceberg::PrimitiveType;
using iceberg::TypeKind;

constexpr size_t kTailSize = 8;  // length of the footer, "PAR1"
constexpr int64_t kCopyBytes = int64_t{1} << 20;

void Gather(const iceberg::NestedField& field, ParquetEdits& edits) {
  for (const iceberg::NestedField* child : iceberg::ChildrenOf(field.type)) Gather(*child, edits);
  switch (iceberg::KindOf(field.type)) {
    case TypeKind::kFixed:
    case TypeKind::kTimestamptzNs:
    case TypeKind::kVariant:
    case TypeKind::kGeometry:
    case TypeKind::kGeography: edits[field.id] = iceberg::AsPrimitive(field.type); break;
    default: break;
  }
}

void Annotate(const PrimitiveType& type, SchemaElement& element) {
  duckdb_parquet::LogicalType logical;
  if (const auto* fixed = std::get_if<iceberg::FixedType>(&type)) {
    element.__set_type(duckdb_parquet::Type::FIXED_LEN_BYTE_ARRAY);
    element.__set_type_length(static_cast<int32_t>(fixed->length));
    return;
  }
  if (std::holds_alternative<iceberg::TimestamptzNsType>(type)) {
    duckdb_parquet::TimestampType timestamp;
    timestamp.__set_isAdjustedToUTC(true);
    timestamp.unit.__set_NANOS(duckdb_parquet::NanoSeconds());
    logical.__set_TIMESTAMP(timestamp);
  } else if (std::holds_alternative<iceberg::VariantType>(type)) {
    duckdb_parquet::VariantType variant;
    variant.__set_specification_version(1);
    logical.__set_VARIANT(variant);
  } else if (const auto* geometry = std::get_if<iceberg::GeometryType>(&type)) {
    duckdb_parquet::GeometryType annotation;
    if (!geometry->crs.empty()) annotation.__set_crs(geometry->crs);
    logical.__set_GEOMETRY(annotation);
  } else if (const auto* geography = std::get_if<iceberg::GeographyType>(&type)) {
    duckdb_parquet::GeographyType annotation;
    if (!geography->crs.empty()) annotation.__set_crs(geography->crs);
    annotation.__set_algorithm(
        static_cast<duckdb_parquet::EdgeInterpolationAlgorithm::type>(geography->algorithm));
    logical.__set_GEOGRAPHY(annotation);
  }
  element.__set_logicalType(logical);
}

struct Leaf {
  std::optional<FieldId> field;
  std::string name;
  ColumnLevels levels;
};

// The leaves of the schema below element `at`, in order; gives the element behind them.
size_t FindLeaves(const duckdb::vector<SchemaElement>& schema, size_t at, ColumnLevels levels,
                  std::vector<Leaf>& leaves) {
  const SchemaElement& element = schema.at(at);
  if (at > 0 && element.__isset.repetition_type) {
    if (element.repetition_type == FieldRepetitionType::REPEATED) ++levels.max_repetition;
    if (element.repetition_type != FieldRepetitionType::REQUIRED) ++levels.max_definition;
  }
  if (!element.__isset.num_children || element.num_children == 0) {
    leaves.push_back({element.__isset.field_id ? std::optional(element.field_id) : std::nullopt,
                      element.name, levels});
    return at + 1;
  }
  const int32_t children = element.num_children;
  ++at;
  for (int32_t i = 0; i < children; ++i) at = FindLeaves(schema, at, levels, leaves);
  return at;
}

std::string ReadBytes(duckdb::FileHandle& file, int64_t offset, int64_t size) {
  std::string bytes(static_cast<size_t>(size), '\0');
  file.Read(bytes.data(), static_cast<duckdb::idx_t>(size), static_cast<duckdb::idx_t>(offset));
  return bytes;
}

FileMetaData ReadFooter(duckdb::FileHandle& file, int64_t& footer_offset) {
  const auto size = static_cast<int64_t>(file.GetFileSize());
  const auto tail_size = static_cast<int64_t>(kTailSize);
  if (size < tail_size)
    base::Throw(ErrorKind::kDataCorruption, "not a Parquet file: {}", file.path);
  const std::string tail = ReadBytes(file, size - tail_size, tail_size);
  uint32_t length = 0;
  std::memcpy(&length, tail.data(), sizeof length);
  footer_offset = size - tail_size - static_cast<int64_t>(length);
  if (footer_offset < 0 || !tail.ends_with("PAR1")) {
    base::Throw(ErrorKind::kDataCorruption, "not a Parquet file: {}", file.path);
  }
  size_t used = 0;
  return ReadThrift<FileMetaData>(ReadBytes(file, footer_offset, length), used);
}

// Reads one file and writes the other from front to back.
class Rewriter {
 public:
  Rewriter(duckdb::FileSystem& files, const std::string& from, const std::string& to)
      : in_(files.OpenFile(from, duckdb::FileFlags::FILE_FLAGS_READ)),
        out_(files.OpenFile(to, duckdb::FileFlags::FILE_FLAGS_WRITE |
                                    duckdb::FileFlags::FILE_FLAGS_FILE_CREATE_NEW)) {}

  duckdb::FileHandle& source() { return *in_; }
  int64_t written() const { return written_; }
  std::string Read(int64_t offset, int64_t size) { return ReadBytes(*in_, offset, size); }
  void Write(const std::string& bytes) {
    size_t done = 0;
    while (done < bytes.size()) {
      done += static_cast<size_t>(
          out_->Write(const_cast<char*>(bytes.data()) + done, bytes.size() - done));
    }
    written_ += static_cast<int64_t>(bytes.size());
  }
  void Copy(int64_t from, int64_t to) {
    for (int64_t at = from; at < to; at += kCopyBytes) {
      Write(Read(at, std::min(kCopyBytes, to - at)));
    }
  }
  void Close() { out_->Close(); }

 private:
  duckdb::unique_ptr<duckdb::FileHandle> in_;
  duckdb::unique_ptr<duckdb::FileHandle> out_;
  int64_t written_ = 0;
};

int64_t FirstPage(const ColumnMetaData& column) {
  return column.__isset.dictionary_page_offset && column.dictionary_page_offset > 0
             ? std::min(column.dictionary_page_offset, column.data_page_offset)
             : column.data_page_offset;
}

// What a column's metadata says of places, moved by `by` bytes.
void Move(ColumnMetaData& column, int64_t by) {
  column.data_page_offset += by;
  if (column.__isset.dictionary_page_offset) column.dictionary_page_offset += by;
  if (column.__isset.index_page_offset) column.index_page_offset += by;
}

// Writes one column chunk of fixed[n] in the place of what DuckDB wrote.
void WriteFixed(Rewriter& file, const Leaf& leaf, int64_t length, ColumnMetaData& column) {
  const bool zstd = column.codec == duckdb_parquet::CompressionCodec::ZSTD;
  if (!zstd && column.codec != duckdb_parquet::CompressionCodec::UNCOMPRESSED) {
    base::Throw(ErrorKind::kInternal, "column '{}' of type fixed[{}] has the codec {}", leaf.name,
                length, static_cast<int>(column.codec));
  }
  const std::string pages = file.Read(FirstPage(column), column.total_compressed_size);
  const FixedChunk chunk = ToFixedPages(pages, zstd, leaf.levels, length, leaf.name);
  const bool has_dictionary = chunk.dictionary_size > 0;
  column.__set_type(duckdb_parquet::Type::FIXED_LEN_BYTE_ARRAY);
  column.__isset.dictionary_page_offset = has_dictionary;
  column.dictionary_page_offset = file.written();
  column.data_page_offset = file.written() + static_cast<int64_t>(chunk.dictionary_size);
  column.total_compressed_size = static_cast<int64_t>(chunk.pages.size());
  column.total_uncompressed_size = chunk.uncompressed_size;
  file.Write(chunk.pages);
}

// Boxes, not bytes, bound places: Parquet has no order for them, nor for variants.
void DropBounds(ColumnMetaData& column) {
  column.statistics.__isset.min = false;
  column.statistics.__isset.max = false;
  column.statistics.__isset.min_value = false;
  column.statistics.__isset.max_value = false;
}

// What lies between the column chunks and the footer: Bloom filters, which hold for bytes with and
// without a length before them.
void MoveBloomFilters(FileMetaData& footer, int64_t by) {
  for (auto& group : footer.row_groups) {
    for (auto& chunk : group.columns) {
      if (chunk.meta_data.__isset.bloom_filter_offset) chunk.meta_data.bloom_filter_offset += by;
    }
  }
}

}  // namespace

ParquetEdits EditsFor(const iceberg::Schema& schema) {
  ParquetEdits edits;
  for (const iceberg::NestedField& field : schema.fields) Gather(field, edits);
  return edits;
}

std::vector<int64_t> SplitOffsets(duckdb::FileSystem& files, const std::string& path) {
  const auto file = files.OpenFile(path, duckdb::FileFlags::FILE_FLAGS_READ);
  int64_t footer_offset = 0;
  std::vector<int64_t> offsets;
  for (const auto& group : ReadFooter(*file, footer_offset).row_groups) {
    if (!group.columns.empty()) offsets.push_back(FirstPage(group.columns.front().meta_data));
  }
  std::sort(offsets.begin(), offsets.end());
  return offsets;
}

EditedFile WriteEdited(duckdb::FileSystem& files, const std::string& from, const std::string& to,
                       const ParquetEdits& edits) {
  Rewriter file(files, from, to);
  int64_t footer_offset = 0;
  FileMetaData footer = ReadFooter(file.source(), footer_offset);
  std::vector<Leaf> leaves;
  FindLeaves(footer.schema, 0, {}, leaves);
  EditedFile result;
  int64_t read = 0;
  for (auto& group : footer.row_groups) {
    for (size_t i = 0; i < group.columns.size(); ++i) {
      auto& chunk = group.columns[i];
      ColumnMetaData& column = chunk.meta_data;
      const Leaf& leaf = leaves.at(i);
      const int64_t begin = FirstPage(column);
      file.Copy(read, begin);
      read = begin + column.total_compressed_size;
      const auto edit = leaf.field ? edits.find(*leaf.field) : edits.end();
      if (edit != edits.end() && iceberg::KindOf(edit->second) != TypeKind::kTimestamptzNs &&
          iceberg::KindOf(edit->second) != TypeKind::kFixed) {
        DropBounds(column);
      }
      const auto* fixed =
          edit == edits.end() ? nullptr : std::get_if<iceberg::FixedType>(&edit->second);
      const int64_t before = column.total_compressed_size;
      const int64_t uncompressed = column.total_uncompressed_size;
      if (chunk.file_offset == begin) chunk.file_offset = file.written();
      if (fixed != nullptr) {
        WriteFixed(file, leaf, fixed->length, column);
        result.column_sizes[*leaf.field] += column.total_compressed_size;
        group.total_byte_size += column.total_uncompressed_size - uncompressed;
        group.total_compressed_size += column.total_compressed_size - before;
      } else {
        Move(column, file.written() - begin);
        file.Copy(begin, read);
      }
      if (i == 0) {
        result.split_offsets.push_back(FirstPage(column));
        if (group.__isset.file_offset) group.file_offset = FirstPage(column);
      }
    }
  }
  MoveBloomFilters(footer, file.written() - read);
  file.Copy(read, footer_offset);
  for (SchemaElement& element : footer.schema) {
    const auto edit = element.__isset.field_id ? edits.find(element.field_id) : edits.end();
    if (edit != edits.end()) Annotate(edit->second, element);
  }
  const std::string text = WriteThrift(footer);
  const auto length = static_cast<uint32_t>(text.size());
  file.Write(text + std::string(reinterpret_cast<const char*>(&length), sizeof length) + "PAR1");
  file.Close();
  result.size = static_cast<uint64_t>(file.written());
  return result;
}

}  // namespace tarn::engine::embedded
