#include "base/error.h"
#include "iceberg/json/writer.h"
#include "iceberg/puffin/compression.h"
#include "iceberg/puffin/puffin.h"
#include "iceberg/puffin/puffin_layout.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

std::string FooterJson(const PuffinFooter& footer) {
  json::Writer w;
  w.BeginObject().Key("blobs").BeginArray();
  for (const PuffinBlob& blob : footer.blobs) {
    w.BeginObject().Field("type", blob.type).Key("fields").BeginArray();
    for (FieldId id : blob.fields) w.Int(id);
    w.EndArray().Field("snapshot-id", blob.snapshot_id.value());
    w.Field("sequence-number", blob.sequence_number);
    w.Field("offset", blob.offset).Field("length", blob.length);
    if (blob.compression != PuffinCompression::kNone) {
      w.Field("compression-codec", puffin::NameOf(blob.compression));
    }
    if (!blob.properties.empty()) w.Field("properties", blob.properties);
    w.EndObject();
  }
  w.EndArray();
  if (!footer.properties.empty()) w.Field("properties", footer.properties);
  w.EndObject();
  return w.Take();
}

}  // namespace

PuffinWriter::PuffinWriter(std::string created_by) : bytes_(puffin::kMagic) {
  footer_.properties.emplace("created-by", std::move(created_by));
}

const PuffinBlob& PuffinWriter::Add(PuffinBlob blob, std::string_view data) {
  std::string compressed;
  if (blob.compression == PuffinCompression::kLz4) {
    throw base::Error(ErrorKind::kUnsupported,
                      "Puffin blobs are not written with LZ4: " + blob.type,
                      "use zstd, which every reader takes");
  }
  if (blob.compression == PuffinCompression::kZstd) {
    compressed = CompressZstd(data);
    data = compressed;
  }
  blob.offset = static_cast<int64_t>(bytes_.size());
  blob.length = static_cast<int64_t>(data.size());
  bytes_ += data;
  footer_.blobs.push_back(std::move(blob));
  return footer_.blobs.back();
}

PuffinWriter::Result PuffinWriter::Finish() {
  const size_t begin = bytes_.size();
  const std::string payload = FooterJson(footer_);
  bytes_ += puffin::kMagic;
  bytes_ += payload;
  puffin::AppendLittleEndian(bytes_, static_cast<uint32_t>(payload.size()));
  puffin::AppendLittleEndian(bytes_, uint32_t{0});  // flags: the payload is not compressed
  bytes_ += puffin::kMagic;
  footer_.footer_size = static_cast<int64_t>(bytes_.size() - begin);
  return {std::move(bytes_), std::move(footer_)};
}

StatisticsFile ToStatisticsFile(const std::string& path, const PuffinWriter::Result& file,
                                SnapshotId snapshot_id) {
  StatisticsFile statistics;
  statistics.snapshot_id = snapshot_id;
  statistics.statistics_path = path;
  statistics.file_size_in_bytes = static_cast<int64_t>(file.bytes.size());
  statistics.file_footer_size_in_bytes = file.footer.footer_size;
  for (const PuffinBlob& blob : file.footer.blobs) {
    statistics.blob_metadata.push_back({.type = blob.type,
                                        .snapshot_id = blob.snapshot_id,
                                        .sequence_number = blob.sequence_number,
                                        .fields = blob.fields,
                                        .properties = blob.properties});
  }
  return statistics;
}

}  // namespace tarn::iceberg
