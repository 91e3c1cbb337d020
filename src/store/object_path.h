#pragma once

#include <string>
#include <string_view>

namespace tarn::store {

// Names of objects in the writing start so; no object may be named so.
inline constexpr std::string_view kTemporaryPrefix = ".tmp-";

// The part of an object's path behind "scheme://" with its leading slash, checked by the rules in
// object_store.h: kInvalidArgument for what is malformed or of another scheme. A prefix (for
// listing) may also end with a slash or be "/".
std::string CheckedObjectPath(std::string_view path, std::string_view scheme);
std::string CheckedPrefix(std::string_view prefix, std::string_view scheme);

}  // namespace tarn::store
