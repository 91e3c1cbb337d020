#include "ingest/source_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>

#include <fmt/format.h>
#include <glob.h>
#include <sys/stat.h>
#include <zlib.h>

#include "base/error.h"

namespace tarn::ingest {
namespace {

using base::ErrorKind;

constexpr size_t kMaxHeaderBytes = size_t{1} << 20;

[[noreturn]] void Refuse(const std::string& path, uint64_t line, const std::string& what,
                         const std::string& hint = {}) {
  throw base::Error(ErrorKind::kInvalidArgument, fmt::format("{}:{}: {}", path, line, what), hint);
}

// A file's bytes, decompressed when it is gzip.
class ByteReader {
 public:
  explicit ByteReader(const std::string& path) : path_(path), file_(gzopen(path.c_str(), "rb")) {
    if (file_ == nullptr) base::Throw(ErrorKind::kUnavailable, "cannot open {}", path);
  }
  ByteReader(const ByteReader&) = delete;
  ByteReader& operator=(const ByteReader&) = delete;
  ~ByteReader() { gzclose(file_); }

  // The next byte, or -1 at the end.
  int Next() {
    if (at_ == size_) {
      int n = gzread(file_, block_, sizeof block_);
      if (n < 0) {
        int code = 0;
        std::string why = gzerror(file_, &code);
        base::Throw(ErrorKind::kInvalidArgument, "{}: the compressed data is damaged: {}", path_,
                    why);
      }
      if (n == 0) return -1;
      at_ = 0;
      size_ = static_cast<size_t>(n);
    }
    return static_cast<unsigned char>(block_[at_++]);
  }

 private:
  std::string path_;
  gzFile file_;
  char block_[16384];
  size_t at_ = 0;
  size_t size_ = 0;
};

void CheckBeginning(const std::string& path, std::string_view head) {
  if (head.rfind("PAR1", 0) == 0) {
    Refuse(path, 1, "this is a Parquet file, not CSV", "give it the name .parquet, or its format");
  }
  if (head.rfind("\xff\xfe", 0) == 0 || head.rfind("\xfe\xff", 0) == 0) {
    Refuse(path, 1, "the file is UTF-16, expected UTF-8",
           "convert it: iconv -f UTF-16 -t UTF-8 IN > OUT");
  }
  if (head.rfind("\x28\xb5\x2f\xfd", 0) == 0) {
    Refuse(path, 1, "the file is compressed with zstd, which is not read from CSV files",
           "decompress it, or compress it with gzip");
  }
}

// The states of a field in RFC 4180.
class RecordParser {
 public:
  RecordParser(const std::string& path, const engine::CsvOptions& csv) : path_(path), csv_(csv) {}

  // Takes the next byte; true when the record is complete.
  bool Take(char c) {
    if (c == '\n') ++line_;
    switch (state_) {
      case kQuoted:
        if (c == csv_.escape && csv_.escape != csv_.quote) {
          state_ = kEscaped;
        } else if (c == csv_.quote) {
          state_ = kClosed;
        } else {
          field_ += c;
        }
        return false;
      case kEscaped:
        field_ += c;
        state_ = kQuoted;
        return false;
      case kClosed:
        if (c == csv_.quote) {
          field_ += c;
          state_ = kQuoted;
          return false;
        }
        break;
      case kStart:
        if (c == csv_.quote) {
          state_ = kQuoted;
          quote_line_ = line_;
          return false;
        }
        break;
      case kPlain: break;
    }
    return TakeOutside(c);
  }

  // The file is at its end.
  std::vector<std::string> Finish() {
    if (state_ == kQuoted || state_ == kEscaped) {
      Refuse(path_, quote_line_,
             fmt::format("the quote ({}) that begins a field never closes", csv_.quote));
    }
    EndField();
    return std::move(fields_);
  }

 private:
  enum State { kStart, kPlain, kQuoted, kEscaped, kClosed };

  bool TakeOutside(char c) {
    if (c == csv_.delimiter) {
      EndField();
    } else if (c == '\n') {
      return true;
    } else if (c != '\r') {
      if (state_ == kClosed) {
        Refuse(path_, line_, fmt::format("text follows the closing quote of a field: '{}'", c));
      }
      field_ += c;
      state_ = kPlain;
    }
    return false;
  }

  void EndField() {
    fields_.push_back(std::move(field_));
    field_.clear();
    state_ = kStart;
  }

  const std::string& path_;
  const engine::CsvOptions& csv_;
  State state_ = kStart;
  std::string field_;
  std::vector<std::string> fields_;
  uint64_t line_ = 1;
  uint64_t quote_line_ = 1;
};

void CheckFields(const std::string& path, const std::vector<std::string>& fields) {
  for (size_t i = 0; i < fields.size(); ++i) {
    if (auto at = FindInvalidUtf8(fields[i])) {
      Refuse(path, 1,
             fmt::format("field {} is not UTF-8: byte 0x{:02x}", i + 1,
                         static_cast<unsigned char>(fields[i][*at])),
             "convert the file: iconv -f LATIN1 -t UTF-8 IN > OUT");
    }
    if (fields[i].find('\0') != std::string::npos) {
      Refuse(path, 1, fmt::format("field {} holds a NUL byte: not a CSV file", i + 1));
    }
  }
}

}  // namespace

std::vector<std::string> ExpandFiles(const std::vector<std::string>& patterns) {
  std::vector<std::string> files;
  for (const std::string& pattern : patterns) {
    // A file whose name looks like a pattern is itself.
    std::error_code ignored;
    if (pattern.find_first_of("*?[") == std::string::npos ||
        std::filesystem::exists(pattern, ignored)) {
      files.push_back(pattern);
      continue;
    }
    glob_t found{};
    int code = ::glob(pattern.c_str(), 0, nullptr, &found);
    std::unique_ptr<glob_t, decltype(&::globfree)> release(&found, ::globfree);
    if (code != 0) base::Throw(ErrorKind::kNotFound, "no file matches {}", pattern);
    files.insert(files.end(), found.gl_pathv, found.gl_pathv + found.gl_pathc);
  }
  return files;
}

engine::FileFormat FormatOf(const std::string& path) {
  std::filesystem::path name(path);
  if (name.extension() == ".gz") name = name.stem();
  std::string end = name.extension();
  std::transform(end.begin(), end.end(), end.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (end == ".csv" || end == ".tsv" || end == ".txt") return engine::FileFormat::kCsv;
  if (end == ".json" || end == ".jsonl" || end == ".ndjson") return engine::FileFormat::kJson;
  if (end == ".parquet") return engine::FileFormat::kParquet;
  throw base::Error(ErrorKind::kInvalidArgument, fmt::format("cannot tell the format of {}", path),
                    "name it .csv, .json or .parquet, or give its format");
}

FileState StatFile(const std::string& path) {
  struct stat info{};
  if (::stat(path.c_str(), &info) != 0) {
    int code = errno;
    if (code == ENOENT || code == ENOTDIR) {
      base::Throw(ErrorKind::kNotFound, "file {} does not exist", path);
    }
    base::Throw(code == EACCES ? ErrorKind::kPermissionDenied : ErrorKind::kUnavailable,
                "cannot read {}: {}", path, std::strerror(code));
  }
  if (S_ISDIR(info.st_mode)) {
    throw base::Error(ErrorKind::kInvalidArgument, fmt::format("{} is a folder, not a file", path),
                      fmt::format("name its files: {}/*.csv", path));
  }
  return {static_cast<uint64_t>(info.st_size),
          int64_t{info.st_mtim.tv_sec} * 1'000'000'000 + info.st_mtim.tv_nsec};
}

std::vector<std::string> ReadFirstRecord(const std::string& path, const engine::CsvOptions& csv) {
  ByteReader bytes(path);
  std::string head;
  for (int c; head.size() < 4 && (c = bytes.Next()) >= 0;) head += static_cast<char>(c);
  CheckBeginning(path, head);
  if (head.rfind("\xef\xbb\xbf", 0) == 0) head.erase(0, 3);
  RecordParser parser(path, csv);
  size_t taken = 0;
  bool any = false, done = false;
  auto take = [&](char c) {
    any = any || (c != '\n' && c != '\r');
    done = parser.Take(c);
    if (++taken > kMaxHeaderBytes) {
      Refuse(path, 1, "the first record is longer than 1 MiB: not a CSV file, or a quote is open");
    }
  };
  for (size_t i = 0; i < head.size() && !done; ++i) take(head[i]);
  for (int c; !done && (c = bytes.Next()) >= 0;) take(static_cast<char>(c));
  if (!any) {
    Refuse(path, 1, taken == 0 ? "the file is empty" : "the first line is empty",
           csv.header ? "expected a line with the names of the columns" : "");
  }
  std::vector<std::string> fields = parser.Finish();
  CheckFields(path, fields);
  return fields;
}

std::optional<size_t> FindInvalidUtf8(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    auto byte = [&](size_t at) { return static_cast<unsigned char>(text[at]); };
    unsigned char lead = byte(i);
    size_t length = lead < 0x80           ? 1
                    : (lead >> 5) == 0x06 ? 2
                    : (lead >> 4) == 0x0e ? 3
                    : (lead >> 3) == 0x1e ? 4
                                          : 0;
    if (length == 0 || i + length > text.size()) return i;
    uint32_t code = length == 1 ? lead : lead & (0x7f >> length);
    for (size_t k = 1; k < length; ++k) {
      if ((byte(i + k) >> 6) != 0x02) return i;
      code = code << 6 | (byte(i + k) & 0x3f);
    }
    // Overlong forms, surrogates and what is beyond Unicode.
    constexpr uint32_t kFirst[5] = {0, 0, 0x80, 0x800, 0x10000};
    if (code < kFirst[length] || (code >= 0xd800 && code < 0xe000) || code > 0x10ffff) return i;
    i += length;
  }
  return std::nullopt;
}

}  // namespace tarn::ingest
