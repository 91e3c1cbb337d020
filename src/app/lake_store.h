#pragma once

#include <memory>
#include <string>

#include "app/lake_config.h"
#include "store/object_store.h"
#include "store/s3/s3_access.h"

namespace tarn::app {

// Whether the lake's objects are in S3 (s3://…, s3a://…).
bool IsInS3(const LakeConfig& config);

// How its objects are reached: the configuration with the endpoint that belongs to the region,
// unless another one is said, and the keys: of `s3.credentials_file` (as Amazon's tools have it,
// [default]), else AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN. kUnauthenticated
// without keys; kNotFound, kInvalidArgument for the file.
store::s3::S3AccessOptions S3OptionsOf(const LakeConfig& config);

// The store of the lake's warehouse; errors also as store::OpenStore.
std::shared_ptr<store::ObjectStore> OpenLakeStore(const LakeConfig& config);

}  // namespace tarn::app
