#include "api/iceberg_rest/scan_tasks.h"

#include "base/error.h"
#include "iceberg/literal.h"

namespace tarn::api::iceberg_rest {
namespace {

using base::ErrorKind;
using iceberg::DataFile;
using iceberg::FileContent;
using iceberg::json::Writer;

const char* ContentName(FileContent content) {
  switch (content) {
    case FileContent::kData: return "data";
    case FileContent::kPositionDeletes: return "position-deletes";
    case FileContent::kEqualityDeletes: return "equality-deletes";
  }
  return "data";
}

std::string LowerCase(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

// BinaryTypeValue: upper-case hexadecimal digits.
std::string Hex(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string text;
  for (char c : bytes) {
    text.push_back(kDigits[static_cast<unsigned char>(c) >> 4]);
    text.push_back(kDigits[static_cast<unsigned char>(c) & 15]);
  }
  return text;
}

void WriteCounts(Writer& writer, const char* key, const iceberg::IdMap<int64_t>& counts,
                 const std::set<iceberg::FieldId>& columns) {
  Writer values;
  values.BeginArray();
  writer.Key(key).BeginObject().Key("keys").BeginArray();
  for (const auto& [id, count] : counts) {
    if (!columns.contains(id)) continue;
    writer.Int(id);
    values.Int(count);
  }
  values.EndArray();
  writer.EndArray().Key("values").Raw(values.text()).EndObject();
}

}  // namespace

ScanTaskPages::ScanTaskPages(const iceberg::TableMetadata& metadata,
                             std::set<iceberg::FieldId> stats, size_t tasks_a_page,
                             size_t max_bytes)
    : metadata_(metadata),
      stats_(std::move(stats)),
      tasks_a_page_(tasks_a_page),
      max_bytes_(max_bytes) {
  task_writer_.BeginArray();
  delete_writer_.BeginArray();
}

void ScanTaskPages::Add(const iceberg::FileScanTask& task) {
  std::vector<size_t> references;
  for (const auto& entry : task.deletes) references.push_back(DeleteFile(entry->data_file));
  task_writer_.BeginObject().Key("data-file");
  WriteFile(task_writer_, task.file());
  if (!references.empty()) {
    task_writer_.Key("delete-file-references").BeginArray();
    for (size_t reference : references) task_writer_.Int(static_cast<int64_t>(reference));
    task_writer_.EndArray();
  }
  // No residual: the filter that was asked for is one.
  task_writer_.EndObject();
  if (++tasks_ == tasks_a_page_) EndPage();
}

size_t ScanTaskPages::DeleteFile(const DataFile& file) {
  const auto [found, added] = deletes_.emplace(iceberg::KeyOf(file), deletes_.size());
  if (added) WriteFile(delete_writer_, file);
  return found->second;
}

void ScanTaskPages::EndPage() {
  task_writer_.EndArray();
  delete_writer_.EndArray();
  std::string page;
  if (!deletes_.empty()) page = "\"delete-files\":" + delete_writer_.Take() + ",";
  page += "\"file-scan-tasks\":" + task_writer_.Take();
  bytes_ += page.size();
  if (bytes_ > max_bytes_) {
    throw base::Error(ErrorKind::kResourceExhausted,
                      fmt::format("the scan's plan is larger than {} bytes", max_bytes_),
                      "filter more, or plan on the client");
  }
  pages_.push_back(std::move(page));
  task_writer_ = Writer();
  delete_writer_ = Writer();
  task_writer_.BeginArray();
  delete_writer_.BeginArray();
  deletes_.clear();
  tasks_ = 0;
}

std::vector<std::string> ScanTaskPages::Finish() {
  if (tasks_ > 0 || pages_.empty()) EndPage();
  return std::move(pages_);
}

void ScanTaskPages::WriteFile(Writer& writer, const DataFile& file) const {
  writer.BeginObject();
  writer.Field("content", ContentName(file.content));
  writer.Field("file-path", file.file_path);
  writer.Field("file-format", LowerCase(iceberg::ToString(file.file_format)));
  writer.Field("spec-id", file.spec_id.value());
  writer.Key("partition").BeginArray();
  for (const auto& value : file.partition) {
    value ? writer.Raw(iceberg::ToJson(*value)) : writer.Null();
  }
  writer.EndArray();
  writer.Field("file-size-in-bytes", file.file_size_in_bytes);
  writer.Field("record-count", file.record_count);
  if (file.key_metadata) writer.Field("key-metadata", Hex(*file.key_metadata));
  if (!file.split_offsets.empty()) {
    writer.Key("split-offsets").BeginArray();
    for (int64_t offset : file.split_offsets) writer.Int(offset);
    writer.EndArray();
  }
  if (file.sort_order_id) writer.Field("sort-order-id", file.sort_order_id->value());
  switch (file.content) {
    case FileContent::kData:
      if (file.first_row_id) writer.Field("first-row-id", *file.first_row_id);
      if (!stats_.empty()) WriteMetrics(writer, file);
      break;
    case FileContent::kPositionDeletes:
      if (file.referenced_data_file) {
        writer.Field("referenced-data-file", *file.referenced_data_file);
      }
      if (file.content_offset) writer.Field("content-offset", *file.content_offset);
      if (file.content_size_in_bytes) {
        writer.Field("content-size-in-bytes", *file.content_size_in_bytes);
      }
      break;
    case FileContent::kEqualityDeletes:
      writer.Key("equality-ids").BeginArray();
      for (iceberg::FieldId id : file.equality_ids) writer.Int(id);
      writer.EndArray();
      break;
  }
  writer.EndObject();
}

void ScanTaskPages::WriteMetrics(Writer& writer, const DataFile& file) const {
  WriteCounts(writer, "column-sizes", file.column_sizes, stats_);
  WriteCounts(writer, "value-counts", file.value_counts, stats_);
  WriteCounts(writer, "null-value-counts", file.null_value_counts, stats_);
  WriteCounts(writer, "nan-value-counts", file.nan_value_counts, stats_);
  WriteBounds(writer, "lower-bounds", file.lower_bounds);
  WriteBounds(writer, "upper-bounds", file.upper_bounds);
}

void ScanTaskPages::WriteBounds(Writer& writer, const char* key,
                                const iceberg::IdMap<std::string>& bounds) const {
  Writer values;
  values.BeginArray();
  writer.Key(key).BeginObject().Key("keys").BeginArray();
  for (const auto& [id, bytes] : bounds) {
    const iceberg::NestedField* field = metadata_.current_schema().FindField(id);
    if (!stats_.contains(id) || field == nullptr || !iceberg::IsPrimitive(field->type)) continue;
    writer.Int(id);
    values.Raw(
        iceberg::ToJson(iceberg::LiteralFromBytes(iceberg::AsPrimitive(field->type), bytes)));
  }
  values.EndArray();
  writer.EndArray().Key("values").Raw(values.text()).EndObject();
}

}  // namespace tarn::api::iceberg_rest
