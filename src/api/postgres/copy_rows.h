#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/postgres/copy.h"

namespace tarn::api::postgres {

// The rows that a client sends for COPY … FROM STDIN, in parts that end anywhere. Not thread safe.
class CopyRows {
 public:
  // A row may have `most_bytes`.
  CopyRows(CopyOptions options, size_t most_bytes)
      : options_(std::move(options)), most_bytes_(most_bytes), header_(options_.header) {}

  void Add(std::string_view bytes) { pending_.append(bytes); }
  // The next row's fields, null where they are; nothing while a row is not there whole. With
  // `finished` the last line needs no end. 22P04 for what is no row of the format (with its line),
  // 54000 for one of more than `most_bytes`.
  std::optional<std::vector<std::optional<std::string>>> Next(bool finished);
  uint64_t line() const { return line_; }

 private:
  using Fields = std::vector<std::optional<std::string>>;

  // Bytes of the next row's text, without its line end; nothing when it is not there whole.
  std::optional<std::string> TakeRow(bool finished);
  size_t EndOfRow(size_t from) const;
  Fields TextFields(std::string_view row) const;
  Fields CsvFields(std::string_view row) const;
  std::string Unescaped(std::string_view field) const;
  [[noreturn]] void Bad(const std::string& message) const;

  const CopyOptions options_;
  const size_t most_bytes_;
  bool header_;
  bool over_ = false;  // after "\."
  std::string pending_;
  size_t at_ = 0;       // of `pending_`: where the next row begins
  size_t scanned_ = 0;  // and up to where its end was looked for
  bool quoted_ = false;
  uint64_t line_ = 0;
};

}  // namespace tarn::api::postgres
