#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "datagen/slice.h"

namespace tarn::datagen {

// What is wrong with a planted row.
enum class DefectKind {
  kNull,       // a value that must be there is empty
  kDuplicate,  // the row before once more
  kOrphan,     // a customer or product that does not exist
  kBadType,    // text where a number or a time belongs
  kLate,       // the time of the row is weeks before that of its neighbours
};
inline constexpr size_t kDefectKindCount = 5;

// "null", "duplicate", "orphan", "bad_type", "late".
const char* DefectKindName(DefectKind kind);

// The header line of defects.csv.
inline constexpr std::string_view kDefectsHeader = "file,row,line,column,kind,original,planted\n";
inline constexpr const char* kDefectsFileName = "defects.csv";

// Rows of a file that get a defect: exactly floor(rows × share), evenly spread over the file.
uint64_t DefectCount(uint64_t rows, double share);

// Spoils rows of a filled slice and appends a line of defects.csv for each. Row counts stay as they
// are. Depends on options and slice alone.
void PlantDefects(const World& world, Slice& slice, std::string& defects_csv);

}  // namespace tarn::datagen
