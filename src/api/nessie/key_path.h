#pragma once

#include <string>
#include <string_view>

#include "api/nessie/json_reader.h"
#include "versions/content_key.h"

// Content keys in paths, queries and JSON (Nessie specification 2.2.0, "Content keys").
namespace tarn::api::nessie {

// kInvalidArgument for what is no content key of the API: none or more than 20 elements, an empty
// one, characters below U+0020 or U+007F, more than 500 characters (UTF-16) in all.
void CheckKey(const versions::ContentKey& key);

// "a.b.c": elements joined by dots. A dot inside an element is written as U+001D or NUL (the old
// way); a text that begins with a dot is escaped the new way: ".a*.b.c" with "*." for ".", "**" for
// "*", "*{" for "/", "*}" for "\" and "*[" for "%". kInvalidArgument for another escape, and what
// CheckKey refuses.
versions::ContentKey ParseKeyPath(std::string_view text);

// The old way, as filters see keys: "entry.encodedKey".
std::string ToKeyPath(const std::vector<std::string>& elements);
// The new way; the same as the old one where nothing has to be escaped.
std::string ToEscapedKeyPath(const std::vector<std::string>& elements);

// {"elements": [...]}; errors with the path in the JSON.
versions::ContentKey ReadKey(const JsonPlace& place);

}  // namespace tarn::api::nessie
