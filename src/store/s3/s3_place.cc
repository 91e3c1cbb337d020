#include <algorithm>

#include "base/error.h"
#include "store/object_path.h"
#include "store/object_store.h"
#include "store/s3/s3_options.h"

namespace tarn::store::s3 {
namespace {

using base::ErrorKind;

constexpr size_t kMaxKeyBytes = 1024;

// Bucket naming rules of Amazon S3, which others share.
bool IsBucketName(const std::string& name) {
  return name.size() >= 3 && name.size() <= 63 && name.front() != '.' && name.front() != '-' &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
                  c == '_';
         });
}

S3Place Split(const std::string& path) {
  const std::string scheme = SchemeOf(path);
  const size_t begin = scheme.size() + 3;
  if ((scheme != "s3" && scheme != "s3a" && scheme != "s3n") ||
      path.compare(scheme.size(), 3, "://") != 0) {
    base::Throw(ErrorKind::kInvalidArgument, "not a place in S3: '{}'", path);
  }
  const size_t slash = std::min(path.find('/', begin), path.size());
  S3Place place{path.substr(begin, slash - begin), ""};
  if (!IsBucketName(place.bucket)) {
    base::Throw(ErrorKind::kInvalidArgument, "not the name of a bucket: '{}' in '{}'", place.bucket,
                path);
  }
  if (slash < path.size()) place.key = path.substr(slash + 1);
  if (place.key.size() > kMaxKeyBytes) {
    base::Throw(ErrorKind::kInvalidArgument, "an object's key is over {} bytes: '{}…'",
                kMaxKeyBytes, path.substr(0, 200));
  }
  return place;
}

}  // namespace

S3Place ParsePlace(const std::string& path) {
  S3Place place = Split(path);
  CheckedObjectPath("/" + place.key, "file");
  return place;
}

S3Place ParsePrefix(const std::string& path) {
  S3Place place = Split(path);
  CheckedPrefix("/" + place.key, "file");
  return place;
}

}  // namespace tarn::store::s3
