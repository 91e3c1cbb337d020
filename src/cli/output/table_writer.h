#pragma once

#include <cstdio>
#include <memory>

#include "cli/output/result_writer.h"

namespace tarn::cli {

// A box of columns. When the narrowest readable columns do not fit the terminal, it hands over to
// the expanded form.
std::unique_ptr<ResultWriter> NewTableWriter(FILE* out, const WriterOptions& options);

// A line a value, a block a row.
std::unique_ptr<ResultWriter> NewExpandedWriter(FILE* out, const WriterOptions& options);

// Widths for columns that want `wanted` and may use `available` in all: the widest are cut first,
// never below `least`. Nullopt when even that does not fit.
std::optional<std::vector<size_t>> FitWidths(std::vector<size_t> wanted, size_t available,
                                             size_t least);

}  // namespace tarn::cli
