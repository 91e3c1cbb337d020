#pragma once

#include "iceberg/ids.h"

// Field ids of manifests and manifest lists (spec: Manifests, Manifest Lists).
namespace tarn::iceberg::manifest_field {

inline constexpr FieldId kStatus = 0;
inline constexpr FieldId kSnapshotId = 1;
inline constexpr FieldId kDataFile = 2;
inline constexpr FieldId kSequenceNumber = 3;
inline constexpr FieldId kFileSequenceNumber = 4;

inline constexpr FieldId kFilePath = 100;
inline constexpr FieldId kFileFormat = 101;
inline constexpr FieldId kPartition = 102;
inline constexpr FieldId kRecordCount = 103;
inline constexpr FieldId kFileSize = 104;
inline constexpr FieldId kBlockSize = 105;
inline constexpr FieldId kColumnSizes = 108;
inline constexpr FieldId kValueCounts = 109;
inline constexpr FieldId kNullValueCounts = 110;
inline constexpr FieldId kLowerBounds = 125;
inline constexpr FieldId kUpperBounds = 128;
inline constexpr FieldId kKeyMetadata = 131;
inline constexpr FieldId kSplitOffsets = 132;
inline constexpr FieldId kContent = 134;
inline constexpr FieldId kEqualityIds = 135;
inline constexpr FieldId kNanValueCounts = 137;
inline constexpr FieldId kSortOrderId = 140;
inline constexpr FieldId kFirstRowId = 142;
inline constexpr FieldId kReferencedDataFile = 143;
inline constexpr FieldId kContentOffset = 144;
inline constexpr FieldId kContentSize = 145;

}  // namespace tarn::iceberg::manifest_field

namespace tarn::iceberg::list_field {

inline constexpr FieldId kPath = 500;
inline constexpr FieldId kLength = 501;
inline constexpr FieldId kSpecId = 502;
inline constexpr FieldId kAddedSnapshotId = 503;
inline constexpr FieldId kAddedFiles = 504;
inline constexpr FieldId kExistingFiles = 505;
inline constexpr FieldId kDeletedFiles = 506;
inline constexpr FieldId kPartitions = 507;
inline constexpr FieldId kContainsNull = 509;
inline constexpr FieldId kLowerBound = 510;
inline constexpr FieldId kUpperBound = 511;
inline constexpr FieldId kAddedRows = 512;
inline constexpr FieldId kExistingRows = 513;
inline constexpr FieldId kDeletedRows = 514;
inline constexpr FieldId kSequenceNumber = 515;
inline constexpr FieldId kMinSequenceNumber = 516;
inline constexpr FieldId kContent = 517;
inline constexpr FieldId kContainsNan = 518;
inline constexpr FieldId kKeyMetadata = 519;
inline constexpr FieldId kFirstRowId = 520;

}  // namespace tarn::iceberg::list_field
