#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace tarn::datagen {

// Text of at most `N` bytes in storage that can be copied whole: one or two vector moves instead of
// a call of memcpy with a length.
template <size_t N>
struct Padded {
  char data[N] = {};
  uint8_t size = 0;

  constexpr Padded() = default;
  constexpr Padded(std::string_view text) : size(static_cast<uint8_t>(text.size())) {  // NOLINT
    for (size_t i = 0; i < text.size() && i < N; ++i) data[i] = text[i];
  }
};
using Word = Padded<16>;

namespace internal {
constexpr std::array<char, 200> MakeDigitPairs() {
  std::array<char, 200> pairs{};
  for (size_t i = 0; i < 100; ++i) {
    pairs[2 * i] = static_cast<char>('0' + i / 10);
    pairs[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return pairs;
}
inline constexpr std::array<char, 200> kDigitPairs = MakeDigitPairs();
}  // namespace internal

// Formats CSV fields to a buffer that the caller has sized for the worst case (kMaxRowBytes a row),
// so that no call checks a bound. Not thread safe.
class RowWriter {
 public:
  // Longer than any row that the generator writes.
  static constexpr size_t kMaxRowBytes = 320;

  explicit RowWriter(char* begin) : begin_(begin), at_(begin) {}

  size_t size() const { return static_cast<size_t>(at_ - begin_); }
  const char* position() const { return at_; }

  void Char(char c) { *at_++ = c; }
  void Comma() { Char(','); }
  void Newline() { Char('\n'); }

  void Text(std::string_view text) {
    std::memcpy(at_, text.data(), text.size());
    at_ += text.size();
  }
  template <size_t N>
  void Text(const Padded<N>& text) {
    std::memcpy(at_, text.data, N);
    at_ += text.size;
  }

  void Int(uint64_t value) {
    char* end = at_ + Digits(value);
    char* p = end;
    while (value >= 100) {
      p -= 2;
      Pair(p, value % 100);
      value /= 100;
    }
    if (value >= 10) {
      Pair(p - 2, value);
    } else {
      p[-1] = static_cast<char>('0' + value);
    }
    at_ = end;
  }

  // 1234 → "12.34".
  void Hundredths(uint64_t value) {
    Int(value / 100);
    Char('.');
    Pair(at_, value % 100);
    at_ += 2;
  }

  // 0 … 9999, 87 → "0.087".
  void Thousandths(uint32_t value) {
    Char(static_cast<char>('0' + value / 1000));
    Char('.');
    Pair(at_, value % 1000 / 10);
    at_ += 2;
    Char(static_cast<char>('0' + value % 10));
  }

  // Days since 1970-01-01 as "YYYY-MM-DD".
  void Date(int64_t day) {
    if (day != cached_day_) CacheDay(day);
    std::memcpy(at_, date_, sizeof date_);
    at_ += 10;
  }

  // Seconds since 1970-01-01 (not before) as "YYYY-MM-DD HH:MM:SS".
  void Timestamp(int64_t seconds) {
    auto time = static_cast<uint64_t>(seconds);
    uint64_t day = time / 86400;
    auto rest = static_cast<uint32_t>(time % 86400);
    Date(static_cast<int64_t>(day));
    *at_ = ' ';
    Pair(at_ + 1, rest / 3600);
    at_[3] = ':';
    Pair(at_ + 4, rest % 3600 / 60);
    at_[6] = ':';
    Pair(at_ + 7, rest % 60);
    at_ += 9;
  }

 private:
  static void Pair(char* to, uint64_t value) {
    std::memcpy(to, internal::kDigitPairs.data() + 2 * value, 2);
  }

  static unsigned Digits(uint64_t value) {
    unsigned digits = 1;
    while (value >= 10000) {
      value /= 10000;
      digits += 4;
    }
    return digits + (value >= 10) + (value >= 100) + (value >= 1000);
  }

  void CacheDay(int64_t day) {
    std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
    auto year = static_cast<unsigned>(static_cast<int>(date.year()));
    Pair(date_, year / 100);
    Pair(date_ + 2, year % 100);
    date_[4] = '-';
    Pair(date_ + 5, static_cast<unsigned>(date.month()));
    date_[7] = '-';
    Pair(date_ + 8, static_cast<unsigned>(date.day()));
    cached_day_ = day;
  }

  char* begin_;
  char* at_;
  int64_t cached_day_ = INT64_MIN;
  char date_[16] = {};
};

}  // namespace tarn::datagen
