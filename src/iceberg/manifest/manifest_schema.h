#pragma once

#include <string>

#include "iceberg/manifest/manifest_file.h"
#include "iceberg/types.h"

namespace tarn::iceberg {

// Avro schemas of what we write, as JSON with field ids (spec: Appendix A / Avro, Manifests,
// Manifest Lists). The writers in manifest_writer.cc encode exactly these fields in this order.
std::string ManifestEntryAvroSchema(int32_t format_version, ManifestContent content,
                                    const StructType& partition);
std::string ManifestListAvroSchema(int32_t format_version);

}  // namespace tarn::iceberg
