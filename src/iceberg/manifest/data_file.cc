#include "iceberg/manifest/data_file.h"

#include "base/error.h"

namespace tarn::iceberg {
namespace {

constexpr std::string_view kFormats[] = {"AVRO", "ORC", "PARQUET", "PUFFIN"};
constexpr uint32_t kLastCodePoint = 0x10FFFF;

std::string Upper(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  }
  return upper;
}

bool IsText(const PrimitiveType& type) { return KindOf(type) == TypeKind::kString; }
bool IsTruncated(const PrimitiveType& type) {
  const TypeKind kind = KindOf(type);
  return kind == TypeKind::kString || kind == TypeKind::kBinary || kind == TypeKind::kFixed;
}

bool Continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Bytes of the first `length` code points.
size_t TextPrefix(std::string_view text, size_t length) {
  size_t points = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (!Continues(text[i]) && points++ == length) return i;
  }
  return text.size();
}

uint32_t CodePointAt(std::string_view sequence) {
  const auto byte = [&](size_t i) {
    return static_cast<uint32_t>(static_cast<unsigned char>(sequence[i]));
  };
  switch (sequence.size()) {
    case 1: return byte(0);
    case 2: return (byte(0) & 0x1F) << 6 | (byte(1) & 0x3F);
    case 3: return (byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    default:
      return (byte(0) & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 |
             (byte(3) & 0x3F);
  }
}

std::string Utf8(uint32_t point) {
  std::string out;
  const auto add = [&](uint32_t bits) { out += static_cast<char>(bits); };
  if (point < 0x80) {
    add(point);
  } else if (point < 0x800) {
    add(0xC0 | point >> 6);
    add(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    add(0xE0 | point >> 12);
    add(0x80 | (point >> 6 & 0x3F));
    add(0x80 | (point & 0x3F));
  } else {
    add(0xF0 | point >> 18);
    add(0x80 | (point >> 12 & 0x3F));
    add(0x80 | (point >> 6 & 0x3F));
    add(0x80 | (point & 0x3F));
  }
  return out;
}

// The last code point that can grow grows by one, what follows it is dropped.
std::optional<std::string> NextText(std::string_view prefix) {
  size_t end = prefix.size();
  while (end > 0) {
    size_t begin = end - 1;
    while (begin > 0 && Continues(prefix[begin])) --begin;
    uint32_t point = CodePointAt(prefix.substr(begin, end - begin));
    if (point < kLastCodePoint) {
      ++point;
      if (point >= 0xD800 && point <= 0xDFFF) point = 0xE000;  // surrogates are no characters
      return std::string(prefix.substr(0, begin)) + Utf8(point);
    }
    end = begin;
  }
  return {};
}

std::optional<std::string> NextBytes(std::string_view prefix) {
  for (size_t end = prefix.size(); end > 0; --end) {
    const auto byte = static_cast<unsigned char>(prefix[end - 1]);
    if (byte == 0xFF) continue;
    return std::string(prefix.substr(0, end - 1)) + static_cast<char>(byte + 1);
  }
  return {};
}

}  // namespace

std::string_view ToString(FileFormat format) { return kFormats[static_cast<size_t>(format)]; }

FileFormat ParseFileFormat(std::string_view text) {
  const std::string upper = Upper(text);
  for (size_t i = 0; i < std::size(kFormats); ++i) {
    if (kFormats[i] == upper) return static_cast<FileFormat>(i);
  }
  base::Throw(base::ErrorKind::kUnsupported, "not a file format that Tarn knows: '{}'", text);
}

std::string TruncateLowerBound(const PrimitiveType& type, std::string_view bytes, size_t length) {
  if (!IsTruncated(type)) return std::string(bytes);
  return std::string(bytes.substr(0, IsText(type) ? TextPrefix(bytes, length) : length));
}

std::optional<std::string> TruncateUpperBound(const PrimitiveType& type, std::string_view bytes,
                                              size_t length) {
  if (!IsTruncated(type)) return std::string(bytes);
  const std::string_view prefix =
      bytes.substr(0, IsText(type) ? TextPrefix(bytes, length) : length);
  if (prefix.size() == bytes.size()) return std::string(bytes);
  return IsText(type) ? NextText(prefix) : NextBytes(prefix);
}

}  // namespace tarn::iceberg
