#pragma once

#include <chrono>
#include <string>

#include "store/s3/sigv4.h"

namespace tarn::store::s3 {

// Where the objects are, and as whom they are reached. A value.
struct S3Options {
  std::string endpoint;  // "https://s3.eu-central-1.amazonaws.com", "http://127.0.0.1:9000"
  std::string region = "us-east-1";
  // Buckets in the path (MinIO and most others) instead of the host's name (Amazon).
  bool path_style = true;
  Credentials credentials;
  std::chrono::milliseconds timeout{60'000};  // for a request
  int attempts = 5;                           // of a request that the service could not serve
};

// An object's place: s3://bucket/key. s3a:// and s3n:// are other spellings of it.
struct S3Place {
  std::string bucket;
  std::string key;
};
// kInvalidArgument for what is no such place: another scheme, a bucket's name that is none, and
// keys against the rules of object_store.h. A prefix may be empty or end with a slash.
S3Place ParsePlace(const std::string& path);
S3Place ParsePrefix(const std::string& path);

}  // namespace tarn::store::s3
