#include "csv/block_reader.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

#include "base/error.h"
#include "csv/byte_masks.h"
#include "csv/record.h"

namespace tarn::csv {
namespace {

using base::ErrorKind;

constexpr size_t kBlockBytes = size_t{1} << 20;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

[[noreturn]] void ThrowUnreadable(int code, const std::string& path) {
  const ErrorKind kind = code == ENOENT   ? ErrorKind::kNotFound
                         : code == EACCES ? ErrorKind::kPermissionDenied
                                          : ErrorKind::kUnavailable;
  base::Throw(kind, "cannot read {}: {}", path, std::strerror(code));
}

// Calls `found` with every place of `c`. The text has readable bytes behind it.
template <typename F>
void ForEach(std::string_view text, char c, F found) {
  for (size_t base = 0; base < text.size(); base += kMaskBytes) {
    uint64_t mask = ByteMasks(text.data() + base).Equal(c);
    const size_t rest = text.size() - base;
    if (rest < kMaskBytes) mask &= (uint64_t{1} << rest) - 1;
    for (; mask != 0; mask &= mask - 1) found(base + static_cast<size_t>(std::countr_zero(mask)));
  }
}

// Follows the quotes of a block and finds where the last whole record ends.
class QuoteWalk {
 public:
  QuoteWalk(std::string_view text, const Dialect& dialect) : text_(text), dialect_(dialect) {}

  void Take(size_t at) {
    if (state_ == kClosing) {
      if (at == closing_ + 1) {
        state_ = kInside;
        return;
      }
      Close();
    }
    if (state_ == kInside) {
      closing_ = at;
      state_ = kClosing;
      return;
    }
    size_t first = at;
    while (first > 0 && text_[first - 1] == ' ') --first;
    const bool begins_field =
        first == 0 || text_[first - 1] == dialect_.delimiter || text_[first - 1] == '\n';
    odd_ = odd_ || !begins_field || first != at;
    if (!begins_field) return;
    FindBoundary(at);
    open_ = at;
    state_ = kInside;
  }

  // After all quotes: the end of the last whole record, 0 when there is none.
  size_t End(bool at_end) {
    if (state_ == kClosing && (closing_ + 1 < text_.size() || at_end)) Close();
    if (state_ == kOutside) {
      FindBoundary(text_.size());
      return at_end ? text_.size() : boundary_;
    }
    if (!at_end && text_.size() - boundary_ <= kMaxRecordBytes) return boundary_;
    // The quote never closes: its line is a record.
    odd_ = true;
    const size_t line_end = text_.find('\n', open_);
    return line_end == std::string_view::npos ? 0 : line_end + 1;
  }
  bool odd() const { return odd_; }

 private:
  enum State { kOutside, kInside, kClosing };

  void Close() {
    const char next = closing_ + 1 < text_.size() ? text_[closing_ + 1] : '\n';
    const bool carriage_return =
        next == '\r' && closing_ + 2 < text_.size() && text_[closing_ + 2] == '\n';
    odd_ = odd_ || (next != dialect_.delimiter && next != '\n' && !carriage_return);
    after_ = closing_ + 1;
    state_ = kOutside;
  }
  void FindBoundary(size_t until) {
    const size_t line_end = text_.substr(after_, until - after_).rfind('\n');
    if (line_end != std::string_view::npos) boundary_ = after_ + line_end + 1;
  }

  const std::string_view text_;
  const Dialect& dialect_;
  State state_ = kOutside;
  size_t boundary_ = 0;  // where the record begins that is read
  size_t open_ = 0;      // the quote of the field that is read
  size_t closing_ = 0;   // the quote that closes it, unless another follows
  size_t after_ = 0;     // outside of quotes since
  bool odd_ = false;
};

}  // namespace

void Block::Reserve(size_t size, size_t kept) {
  if (size <= capacity_) return;
  auto data = std::make_unique_for_overwrite<char[]>(size + 2 * kSlack);
  std::memset(data.get(), 0, kSlack);
  if (kept > 0) std::memcpy(data.get() + kSlack, begin(), kept);
  data_ = std::move(data);
  capacity_ = size;
}

BlockReader::BlockReader(std::vector<std::string> files, Dialect dialect)
    : files_(std::move(files)), dialect_(dialect) {}

BlockReader::~BlockReader() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void BlockReader::Open() {
  descriptor_ = ::open(files_[file_].c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor_ < 0) ThrowUnreadable(errno, files_[file_]);
  ::posix_fadvise(descriptor_, 0, 0, POSIX_FADV_SEQUENTIAL);
  at_end_ = false;
  at_begin_ = true;
  line_ = 1;
  hash_ = base::ContentHash();
  digests_.emplace_back();
}

void BlockReader::Finish() {
  ::close(descriptor_);
  descriptor_ = -1;
  digests_.back().xxh3_128 = hash_.Hex();
  ++file_;
}

void BlockReader::ReadMore(Block& block) {
  const size_t kept = block.size_;
  block.Reserve(kept + kBlockBytes + 1, kept);
  while (block.size_ < kept + kBlockBytes) {
    const ssize_t n =
        ::read(descriptor_, block.begin() + block.size_, kept + kBlockBytes - block.size_);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) ThrowUnreadable(errno, files_[file_]);
    if (n == 0) {
      at_end_ = true;
      break;
    }
    block.size_ += static_cast<size_t>(n);
  }
  const std::string_view piece = block.text().substr(kept);
  hash_.Update(piece);
  bytes_read_ += piece.size();
  digests_.back().bytes += piece.size();
  // Every record ends with its line.
  if (at_end_ && block.size_ > 0 && block.text().back() != '\n')
    block.begin()[block.size_++] = '\n';
}

bool BlockReader::SkipHeader(Block& block) {
  size_t skipped = block.text().starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  if (dialect_.header && skipped < block.size_) {
    if (!at_end_ && block.text().find('\n') == std::string_view::npos) return false;
    const Record header = ParseRecord(block.text(), skipped, dialect_, 0, nullptr);
    // The header may go on: its last quote is not closed by what has been read.
    if (header.next >= block.size_ && !at_end_) return false;
    const auto passed = block.text().substr(0, header.next);
    line_ += static_cast<uint64_t>(std::count(passed.begin(), passed.end(), '\n'));
    skipped = header.next;
  }
  block.size_ -= skipped;
  std::memmove(block.begin(), block.begin() + skipped, block.size_);
  at_begin_ = false;
  return true;
}

size_t BlockReader::Cut(Block& block) {
  const std::string_view text = block.text();
  uint64_t quotes = 0, high = 0;
  for (size_t base = 0; base < text.size(); base += kMaskBytes) {
    const ByteMasks masks(text.data() + base);
    const size_t rest = text.size() - base;
    const uint64_t valid = rest < kMaskBytes ? (uint64_t{1} << rest) - 1 : ~uint64_t{0};
    quotes |= masks.Equal(dialect_.quote) & valid;
    high |= masks.High() & valid;
  }
  block.ascii = high == 0;
  block.quotes = dialect_.quote != '\0' && quotes != 0;
  block.odd_quotes = false;
  if (block.quotes) {
    QuoteWalk walk(text, dialect_);
    ForEach(text, dialect_.quote, [&](size_t at) { walk.Take(at); });
    const size_t end = walk.End(at_end_);
    block.odd_quotes = walk.odd();
    return end;
  }
  if (at_end_) return text.size();
  const size_t line_end = text.rfind('\n');
  return line_end == std::string_view::npos ? 0 : line_end + 1;
}

bool BlockReader::Next(Block& block) {
  std::lock_guard lock(mutex_);
  while (true) {
    if (descriptor_ < 0) {
      if (file_ == files_.size()) return false;
      Open();
    }
    block.Reserve(carry_.size(), 0);
    block.size_ = carry_.size();
    if (!carry_.empty()) std::memcpy(block.begin(), carry_.data(), carry_.size());
    carry_.clear();
    if (block.size_ < kBlockBytes && !at_end_) ReadMore(block);
    while (at_begin_ && !SkipHeader(block)) {
      CheckLength(block);
      ReadMore(block);
    }
    size_t end = 0;
    while ((end = Cut(block)) == 0 && !at_end_) {
      CheckLength(block);
      ReadMore(block);
    }
    const std::string_view tail = block.text().substr(end);
    carry_.assign(tail.begin(), tail.end());
    block.size_ = end;
    block.file = file_;
    block.first_line = line_;
    ForEach(block.text(), '\n', [&](size_t) { ++line_; });
    if (at_end_ && carry_.empty()) Finish();
    if (end > 0) return true;
  }
}

// Nothing can be cut from the block.
void BlockReader::CheckLength(const Block& block) const {
  if (block.size_ <= kMaxRecordBytes) return;
  throw base::Error(
      ErrorKind::kInvalidArgument,
      fmt::format("{}:{}: a record is longer than {} bytes", files_[file_], line_, kMaxRecordBytes),
      "is it a CSV file? A quote that never closes, or lines that end in another way, look like "
      "it");
}

}  // namespace tarn::csv
