#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "iceberg/manifest/avro_plan.h"
#include "iceberg/manifest/manifest_reader.h"

namespace tarn::iceberg {

// Gives the plan for a file's schema: MakeAvroPlan, or one that remembers (the manifests of a table
// mostly share one schema text, and parsing it takes longer than reading a small manifest).
using PlanSource = std::function<std::shared_ptr<const AvroPlan>(std::string_view schema_json)>;

// One entry at the decoder's position, with what it inherits from its manifest's line in the list.
ManifestEntry DecodeEntry(const AvroPlan& plan, avro::Decoder& decoder, const ManifestFile& file);

Manifest DecodeManifestWith(const PlanSource& plans, std::string_view bytes,
                            const ManifestFile& file);
std::vector<ManifestFile> DecodeManifestListWith(const PlanSource& plans, std::string_view bytes,
                                                 const std::string& path);

}  // namespace tarn::iceberg
