#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/progress.h"

namespace tarn::datagen {

// The generator's files, in the order in which every array below holds them.
enum class FileKind { kCustomerEvents, kPaymentTransactions, kInventorySnapshots, kSupportTickets };
inline constexpr size_t kFileCount = 4;
inline constexpr std::array<FileKind, kFileCount> kAllFiles = {
    FileKind::kCustomerEvents, FileKind::kPaymentTransactions, FileKind::kInventorySnapshots,
    FileKind::kSupportTickets};

// "customer_events.csv", …
const char* FileName(FileKind kind);

struct GenerateOptions {
  // Exact number of rows of each file; 0 writes a header alone.
  std::array<uint64_t, kFileCount> rows = {2'000'000, 1'000'000, 500'000, 300'000};
  uint64_t seed = 42;
  // Ids run from 1 to these. Events, payments and tickets name only customers and products in these
  // ranges, and inventory holds every product as long as it has at least as many rows as products.
  uint64_t customers = 100'000;
  uint64_t products = 2'000;
  // First and last day of the data, inclusive, "YYYY-MM-DD", years 1970 to 9999. Nothing carries a
  // later time.
  std::string start = "2025-01-01";
  std::string end = "2025-12-31";
  // Where the files go; created when it does not exist.
  std::string folder = ".";
  // 0 takes one a core. Never changes a byte of the output.
  unsigned threads = 0;
  // Share of the rows of each file that carry a planted defect, 0 to 0.25.
  double defects = 0;
};

// Multiplies all row counts by `factor` (> 0), customers and products as well, but never below one.
void Scale(GenerateOptions& options, double factor);

// Reads options over `defaults` from a YAML file with the keys rows (a map of the file names
// without .csv), seed, customers, products, start, end, folder (relative to the YAML file),
// threads, defects and scale. kNotFound for a missing file; kInvalidArgument with file:line:column
// for what does not fit.
GenerateOptions ReadGenerateOptions(const std::string& yaml_file,
                                    const GenerateOptions& defaults = {});

struct GeneratedFile {
  std::string name;  // "customer_events.csv"
  uint64_t rows = 0;
  uint64_t bytes = 0;
  std::string xxh3_128;      // of all bytes, 32 hex digits as `xxhsum -H2` prints them
  uint64_t defect_rows = 0;  // rows with a planted defect
};

struct GenerateResult {
  // The folder already held exactly what the options ask for; nothing was written.
  bool up_to_date = false;
  // The four CSV files and, when there are defects, the list of them (defects.csv).
  std::vector<GeneratedFile> files;
  uint64_t rows() const;
  uint64_t bytes() const;
};

// Writes the four files and then generation.json (options, rows, bytes, checksums), each
// atomically: a file under its final name is complete, and the set is complete once generation.json
// is there. Without defects nothing else is written; with them also defects.csv (file, row, line,
// column, kind, original, planted). Memory does not grow with the row counts.
//
// Counters of `progress` (may be null) grow while it runs. Throws kInvalidArgument for options that
// make no sense, kConflict when another process generates into the folder, kPermissionDenied,
// kResourceExhausted (disk full) or kUnavailable when the folder cannot be written, kCancelled;
// then no temporary file is left, and files of an earlier complete call are untouched unless the
// new ones had already begun to replace them.
GenerateResult Generate(const GenerateOptions& options, base::Progress* progress = nullptr,
                        const base::CancelToken& cancel = {});

}  // namespace tarn::datagen
