#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "iceberg/manifest/avro_plan.h"
#include "iceberg/manifest/manifest_reader.h"

namespace tarn::avro {
class ContainerReader;
}

namespace tarn::iceberg {

// Gives the plan for a file's schema: MakeAvroPlan, or one that remembers (the manifests of a table
// mostly share one schema text, and parsing it takes longer than reading a small manifest).
using PlanSource = std::function<std::shared_ptr<const AvroPlan>(std::string_view schema_json)>;

// The version that a manifest says it is of; one that does not say is of version 1. kUnsupported
// for a later one than Tarn knows.
int32_t FormatVersionIn(const avro::ContainerReader& container);

// Row ids that files leave out continue the manifest's (spec: Row Lineage / First Row ID
// Inheritance). A committed manifest without one is of a snapshot from before version 3, where rows
// have no ids. To be asked once for each entry, in the manifest's order.
class RowIdInheritance {
 public:
  explicit RowIdInheritance(const ManifestFile& file);

  // The entry's first row id, `own` being what it says itself. kDataCorruption when ids run out.
  std::optional<int64_t> Next(FileContent content, EntryStatus status, int64_t record_count,
                              std::optional<int64_t> own);

 private:
  std::optional<int64_t> next_;
  const bool keep_;
};

// What a manifest is known by in caches. The first commit after an upgrade to version 3 gives older
// manifests row ids: what their files inherit differs between snapshots.
std::string CacheKey(const ManifestFile& file);

// One entry at the decoder's position, with what it inherits from its manifest's line in the list,
// except the row id.
ManifestEntry DecodeEntry(const AvroPlan& plan, avro::Decoder& decoder, const ManifestFile& file);

// A partition's values at the decoder's position; `field` is the plan's, of a record.
// kDataCorruption for another type.
PartitionValues DecodePartition(const AvroPlan::Field& field, avro::Decoder& decoder);

Manifest DecodeManifestWith(const PlanSource& plans, std::string_view bytes,
                            const ManifestFile& file);
std::vector<ManifestFile> DecodeManifestListWith(const PlanSource& plans, std::string_view bytes,
                                                 const std::string& path);

}  // namespace tarn::iceberg
