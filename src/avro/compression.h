#pragma once

#include <string>
#include <string_view>

#include "avro/container.h"

namespace tarn::avro {

// A block's bytes in a codec's form (Avro specification: Required and Optional Codecs).
std::string Compress(Codec codec, std::string_view data);
// Into `out`. kDataCorruption for damaged data, kResourceExhausted beyond `limit` bytes.
void Decompress(Codec codec, std::string_view data, size_t limit, std::string& out);

}  // namespace tarn::avro
