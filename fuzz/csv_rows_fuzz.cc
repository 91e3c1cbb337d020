// Any bytes as a CSV file: its rows, found by masks, are those that reading byte by byte finds; and
// each field as a value of each kind. The first two bytes choose the dialect and the columns.
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "csv/block_reader.h"
#include "csv/record.h"
#include "csv/row_index.h"
#include "csv/values.h"

namespace {

using namespace tarn;  // NOLINT(google-build-using-namespace)

// A file that lives in memory.
class MemoryFile {
 public:
  MemoryFile(const uint8_t* data, size_t size) : descriptor_(memfd_create("fuzz", 0)) {
    while (size > 0) {
      const ssize_t written = write(descriptor_, data, size);
      if (written <= 0) __builtin_trap();
      data += written;
      size -= static_cast<size_t>(written);
    }
  }
  ~MemoryFile() { close(descriptor_); }
  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

void ParseValues(std::string_view field) {
  int64_t number = 0;
  int32_t days = 0;
  bool flag = false;
  double wide = 0;
  float narrow = 0;
  csv::ParseInteger(field, number);
  csv::ParseBoolean(field, flag);
  csv::ParseDecimal(field, 18, 4, number);
  csv::ParseDouble(field, wide);
  csv::ParseFloat(field, narrow);
  csv::ParseDate(field, days);
  csv::TimestampParser().Parse(field, number);
}

// The rows of a block, record after record.
struct Reference {
  std::vector<uint32_t> begins;
  std::vector<uint32_t> ends;
  size_t bad = 0;
};

Reference ByBytes(std::string_view text, const csv::Dialect& dialect, size_t columns) {
  Reference found;
  std::vector<uint32_t> ends(columns);
  size_t at = 0;
  while (at < text.size()) {
    const csv::Record record = csv::ParseRecord(text, at, dialect, columns, ends.data());
    if (record.next <= at || record.next > text.size()) __builtin_trap();
    const std::string_view line = text.substr(at, record.next - 1 - at);
    const bool blank = columns > 1 && (line.empty() || line == "\r");
    if (!blank && record.fault == csv::RecordFault::kNone) {
      found.begins.push_back(static_cast<uint32_t>(at));
      found.ends.insert(found.ends.end(), ends.begin(), ends.end());
      if (csv::Fields(text, at, dialect).size() < columns) __builtin_trap();
    } else if (!blank) {
      ++found.bad;
    }
    at = record.next;
  }
  return found;
}

void Check(const csv::Block& block, const csv::Dialect& dialect, size_t columns) {
  const Reference expected = ByBytes(block.text(), dialect, columns);
  csv::RowIndex index(dialect, columns, 7);
  csv::RowBatch batch;
  std::string scratch;
  size_t row = 0;
  size_t bad = 0;
  index.Start(block);
  while (index.Next(batch)) {
    bad += batch.bad.size();
    for (size_t i = 0; i < batch.rows; ++i, ++row) {
      if (row >= expected.begins.size() || batch.begins[i] != expected.begins[row]) {
        __builtin_trap();
      }
      for (size_t column = 0; column < columns; ++column) {
        std::string_view field = block.text().substr(batch.begin(i, column),
                                                     batch.end(i, column) - batch.begin(i, column));
        // As engine/embedded/adapter/csv_rows.cc reads it.
        const size_t end = batch.end(i, column);
        const bool ends_line = end < block.text().size() && block.text()[end] == '\n';
        if (column + 1 == columns && field.ends_with('\r') && ends_line) field.remove_suffix(1);
        std::string_view same = block.text().substr(
            batch.begin(i, column), expected.ends[row * columns + column] - batch.begin(i, column));
        if (field != same) __builtin_trap();
        ParseValues(field);
        csv::Unquote(field, dialect.quote, scratch);
      }
    }
  }
  if (row != expected.begins.size() || bad != expected.bad) __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  csv::Dialect dialect;
  dialect.delimiter = ",;\t|"[data[0] & 3];
  dialect.quote = (data[0] & 4) != 0 ? '\0' : (data[0] & 8) != 0 ? '\'' : '"';
  dialect.header = (data[0] & 16) != 0;
  const size_t columns = 1 + data[1] % 5;
  const MemoryFile file(data + 2, size - 2);
  try {
    csv::BlockReader reader({file.path()}, dialect);
    csv::Block block;
    while (reader.Next(block)) Check(block, dialect, columns);
  } catch (const base::Error& error) {
    if (error.kind() == base::ErrorKind::kInternal) __builtin_trap();
  }
  return 0;
}
