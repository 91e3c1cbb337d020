#include "iceberg/json/writer.h"

#include <charconv>

namespace tarn::iceberg::json {
namespace {

// Length of the valid UTF-8 sequence at the front, 0 when there is none.
size_t SequenceLength(std::string_view text) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  const size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
  for (size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  const unsigned char second = byte(1);
  const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  const bool outside = (first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F);
  return overlong || outside ? 0 : length;
}

void AppendEscaped(std::string& out, unsigned char c) {
  static constexpr char kHex[] = "0123456789abcdef";
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\b': out += "\\b"; return;
    case '\f': out += "\\f"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default:
      out += "\\u00";
      out += kHex[c >> 4];
      out += kHex[c & 15];
  }
}

void AppendQuoted(std::string& out, std::string_view text) {
  out += '"';
  size_t plain = 0;  // start of what needs no change
  size_t i = 0;
  while (i < text.size()) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
      ++i;
      continue;
    }
    const size_t length = c >= 0x80 ? SequenceLength(text.substr(i)) : 0;
    if (length > 0) {
      i += length;
      continue;
    }
    out.append(text, plain, i - plain);
    if (c >= 0x80) {
      out += "\xEF\xBF\xBD";
    } else {
      AppendEscaped(out, c);
    }
    plain = ++i;
  }
  out.append(text, plain, text.size() - plain);
  out += '"';
}

}  // namespace

void Writer::Separate() {
  if (comma_) out_ += ',';
  comma_ = true;
}

Writer& Writer::Open(char bracket) {
  Separate();
  out_ += bracket;
  comma_ = false;
  return *this;
}

Writer& Writer::Close(char bracket) {
  out_ += bracket;
  comma_ = true;
  return *this;
}

Writer& Writer::Key(std::string_view key) {
  Separate();
  AppendQuoted(out_, key);
  out_ += ':';
  comma_ = false;
  return *this;
}

Writer& Writer::String(std::string_view value) {
  Separate();
  AppendQuoted(out_, value);
  return *this;
}

Writer& Writer::Int(int64_t value) {
  Separate();
  char buffer[24];
  auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value);
  out_.append(buffer, end);
  return *this;
}

Writer& Writer::Bool(bool value) { return Raw(value ? "true" : "false"); }
Writer& Writer::Null() { return Raw("null"); }

Writer& Writer::Raw(std::string_view json) {
  Separate();
  out_ += json;
  return *this;
}

Writer& Writer::Field(std::string_view key, const std::map<std::string, std::string>& values) {
  Key(key).BeginObject();
  for (const auto& [name, value] : values) Field(name, value);
  return EndObject();
}

std::string Writer::TakePart() {
  std::string part = std::move(out_);
  out_.clear();
  return part;
}

std::string Quote(std::string_view text) {
  std::string out;
  AppendQuoted(out, text);
  return out;
}

}  // namespace tarn::iceberg::json
