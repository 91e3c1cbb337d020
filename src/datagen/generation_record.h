#pragma once

#include <optional>
#include <string>

#include "datagen/generator.h"

namespace tarn::datagen {

// generation.json: what was generated from what. It is written last, so that a set of files with a
// record that fits is complete.
inline constexpr const char* kRecordFileName = "generation.json";

// The record as JSON text; the same for the same options, wherever and whenever they run.
std::string RecordText(const GenerateOptions& options, const std::vector<GeneratedFile>& files);

// The files of an earlier call in `options.folder`, when its record names the same options and
// every file has the recorded size and checksum.
std::optional<std::vector<GeneratedFile>> FindIntact(const GenerateOptions& options);

}  // namespace tarn::datagen
