#pragma once

#include <string>
#include <string_view>

namespace tarn::api::trino {

// The LZ4 block format (https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md), which clients
// read with the size of the text known: the text as such a block. Text is at most 2 GB.
std::string Lz4Block(std::string_view text);

}  // namespace tarn::api::trino
