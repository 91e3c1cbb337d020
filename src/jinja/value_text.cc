#include <charconv>
#include <cmath>

#include "base/error.h"
#include "jinja/dict.h"
#include "jinja/object.h"
#include "jinja/unicode.h"
#include "jinja/value.h"

namespace tarn::jinja {
namespace {

using base::ErrorKind;

constexpr int kMaxDepth = 300;
constexpr size_t kMaxText = size_t{256} << 20;

void AppendRepr(std::string* out, const Value& value);

// Counts the nesting of one repr() on this thread, also through objects that call it for what they
// hold.
class Nesting {
 public:
  Nesting() {
    if (++depth_ <= kMaxDepth) return;
    --depth_;
    base::Throw(ErrorKind::kResourceExhausted,
                "a value nested deeper than {} levels cannot be printed", kMaxDepth);
  }
  ~Nesting() { --depth_; }
  Nesting(const Nesting&) = delete;
  Nesting& operator=(const Nesting&) = delete;

 private:
  static thread_local int depth_;
};
thread_local int Nesting::depth_ = 0;

template <typename Items>
void AppendItems(std::string* out, const Items& items) {
  bool first = true;
  for (const Value& item : items) {
    if (!first) *out += ", ";
    first = false;
    AppendRepr(out, item);
  }
}

void AppendDict(std::string* out, const Dict& dict) {
  out->push_back('{');
  bool first = true;
  for (const auto& entry : dict) {
    if (!first) *out += ", ";
    first = false;
    AppendRepr(out, entry.key);
    *out += ": ";
    AppendRepr(out, entry.value);
  }
  out->push_back('}');
}

void AppendInt(std::string* out, int64_t value) {
  char buffer[24];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value);
  out->append(buffer, end.ptr);
}

void AppendReprString(std::string* out, std::string_view text) {
  const bool single = text.find('\'') != std::string_view::npos;
  const bool has_double = text.find('"') != std::string_view::npos;
  const char quote = single && !has_double ? '"' : '\'';
  out->push_back(quote);
  for (size_t position = 0; position < text.size();) {
    const char32_t c = DecodeAt(text, &position);
    if (c == static_cast<char32_t>(quote) || c == '\\') {
      out->push_back('\\');
      out->push_back(static_cast<char>(c));
    } else if (c == '\n') {
      *out += "\\n";
    } else if (c == '\r') {
      *out += "\\r";
    } else if (c == '\t') {
      *out += "\\t";
    } else if (c < 0x80 ? c >= 0x20 && c < 0x7F : IsPrintable(c)) {
      AppendUtf8(out, c);
    } else if (c < 0x100) {
      *out += fmt::format("\\x{:02x}", static_cast<uint32_t>(c));
    } else if (c < 0x10000) {
      *out += fmt::format("\\u{:04x}", static_cast<uint32_t>(c));
    } else if (c < 0x110000) {
      *out += fmt::format("\\U{:08x}", static_cast<uint32_t>(c));
    } else {
      *out += fmt::format("\\x{:02x}", static_cast<uint32_t>(c - 0x110000));
    }
  }
  out->push_back(quote);
}

void AppendRepr(std::string* out, const Value& value) {
  if (out->size() > kMaxText)
    base::Throw(ErrorKind::kResourceExhausted, "the text of a value is longer than {} bytes",
                kMaxText);
  switch (value.kind()) {
    case ValueKind::kUndefined: *out += TypeName(value); return;
    case ValueKind::kNone: *out += "None"; return;
    case ValueKind::kBool: *out += value.AsBool() ? "True" : "False"; return;
    case ValueKind::kInt: AppendInt(out, value.AsInt()); return;
    case ValueKind::kFloat: *out += ReprFloat(value.AsFloat()); return;
    case ValueKind::kString: AppendReprString(out, value.AsString()); return;
    case ValueKind::kList: {
      const Nesting nesting;
      out->push_back('[');
      AppendItems(out, value.AsList());
      out->push_back(']');
      return;
    }
    case ValueKind::kTuple: {
      const Nesting nesting;
      out->push_back('(');
      AppendItems(out, value.AsTuple());
      if (value.AsTuple().size() == 1) out->push_back(',');
      out->push_back(')');
      return;
    }
    case ValueKind::kDict: {
      const Nesting nesting;
      AppendDict(out, value.AsDict());
      return;
    }
    case ValueKind::kObject: {
      const Nesting nesting;
      *out += value.AsObject().Repr();
      return;
    }
  }
}

}  // namespace

std::string ReprString(std::string_view text) {
  std::string out;
  AppendReprString(&out, text);
  return out;
}

std::string ReprFloat(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  char buffer[40];
  const auto scientific =
      std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific);
  const std::string_view text(buffer, static_cast<size_t>(scientific.ptr - buffer));
  const size_t e = text.find('e');
  int exponent = 0;
  std::from_chars(text.data() + e + (text[e + 1] == '+' ? 2 : 1), text.data() + text.size(),
                  exponent);
  if (exponent < -4 || exponent >= 16) {
    // Two digits of exponent at least, as C and Python write it.
    return std::string(text);
  }
  char fixed[400];
  const auto end = std::to_chars(fixed, fixed + sizeof fixed, value, std::chars_format::fixed);
  std::string out(fixed, end.ptr);
  if (out.find('.') == std::string::npos) out += ".0";
  return out;
}

std::string Repr(const Value& value) {
  std::string out;
  AppendRepr(&out, value);
  return out;
}

void AppendStr(std::string* out, const Value& value) {
  switch (value.kind()) {
    case ValueKind::kString: *out += value.AsString(); return;
    case ValueKind::kUndefined: {
      const UndefinedInfo* info = value.undefined_info();
      if (info && info->policy == UndefinedPolicy::kStrict) ThrowUndefined(value);
      return;
    }
    case ValueKind::kObject: *out += value.AsObject().Str(); return;
    default: AppendRepr(out, value);
  }
}

std::string Str(const Value& value) {
  if (value.is_string()) return value.AsString();
  std::string out;
  AppendStr(&out, value);
  return out;
}

}  // namespace tarn::jinja
