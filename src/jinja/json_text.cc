#include "jinja/json_text.h"

#include <cmath>

#include "base/error.h"
#include "jinja/dict.h"
#include "jinja/methods.h"
#include "jinja/unicode.h"

namespace tarn::jinja {
namespace {

using base::ErrorKind;

class JsonWriter {
 public:
  JsonWriter(RenderState& state, std::optional<int64_t> indent, bool sort_keys)
      : state_(state), indent_(indent), sort_keys_(sort_keys) {}

  void Write(const Value& value, int depth) {
    if (depth > 300)
      base::Throw(ErrorKind::kResourceExhausted,
                  "a value nested deeper than 300 levels is no JSON");
    state_.ChargeIteration();
    switch (value.kind()) {
      case ValueKind::kNone: out += "null"; return;
      case ValueKind::kBool: out += value.AsBool() ? "true" : "false"; return;
      case ValueKind::kInt: out += std::to_string(value.AsInt()); return;
      case ValueKind::kFloat: out += Float(value.AsFloat()); return;
      case ValueKind::kString: String(value.AsString()); return;
      case ValueKind::kList:
      case ValueKind::kTuple: {
        bool first = true;
        out.push_back('[');
        for (const Value& item : value.Sequence()) {
          Separate(&first, depth);
          Write(item, depth + 1);
        }
        Close(first, depth, ']');
        return;
      }
      case ValueKind::kDict: WriteDict(value.AsDict(), depth); return;
      case ValueKind::kUndefined:
      case ValueKind::kObject: break;
    }
    base::Throw(ErrorKind::kInvalidArgument, "Object of type {} is not JSON serializable",
                TypeName(value));
  }

  std::string out;

 private:
  static std::string Float(double value) {
    if (std::isnan(value)) return "NaN";
    if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
    return ReprFloat(value);
  }

  void Newline(int depth) {
    if (!indent_) return;
    out.push_back('\n');
    const int64_t blanks = std::max<int64_t>(*indent_, 0) * depth;
    state_.ChargeWork(static_cast<uint64_t>(blanks));
    out.append(static_cast<size_t>(blanks), ' ');
  }

  void Separate(bool* first, int depth) {
    if (!*first) out += indent_ ? "," : ", ";
    *first = false;
    Newline(depth + 1);
  }

  void Close(bool empty, int depth, char bracket) {
    if (!empty) Newline(depth);
    out.push_back(bracket);
  }

  void WriteDict(const Dict& dict, int depth) {
    std::vector<Value> items, keys;
    for (const auto& entry : dict) {
      items.push_back(entry.value);
      keys.push_back(entry.key);
    }
    if (sort_keys_) SortByKeys(state_, &items, &keys, false);
    bool first = true;
    out.push_back('{');
    for (size_t i = 0; i < items.size(); ++i) {
      Separate(&first, depth);
      Key(keys[i]);
      out += ": ";
      Write(items[i], depth + 1);
    }
    Close(first, depth, '}');
  }

  void Key(const Value& key) {
    switch (key.kind()) {
      case ValueKind::kString: String(key.AsString()); return;
      case ValueKind::kNone: out += "\"null\""; return;
      case ValueKind::kBool: out += key.AsBool() ? "\"true\"" : "\"false\""; return;
      case ValueKind::kInt: out += "\"" + std::to_string(key.AsInt()) + "\""; return;
      case ValueKind::kFloat: out += "\"" + Float(key.AsFloat()) + "\""; return;
      default:
        base::Throw(ErrorKind::kInvalidArgument,
                    "keys must be str, int, float, bool or None, not {}", TypeName(key));
    }
  }

  void String(std::string_view text) {
    out.push_back('"');
    for (size_t position = 0; position < text.size();) {
      const char32_t c = DecodeAt(text, &position);
      switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        case '\f': out += "\\f"; break;
        case '\b': out += "\\b"; break;
        default:
          if (c >= 0x20 && c < 0x7F) {
            out.push_back(static_cast<char>(c));
          } else if (c < 0x10000) {
            out += fmt::format("\\u{:04x}", static_cast<uint32_t>(c));
          } else {
            const uint32_t rest = static_cast<uint32_t>(c) - 0x10000;
            out += fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + ((rest >> 10) & 0x3FF),
                               0xDC00 + (rest & 0x3FF));
          }
      }
    }
    out.push_back('"');
  }

  RenderState& state_;
  std::optional<int64_t> indent_;
  bool sort_keys_;
};

}  // namespace

std::string ToJson(RenderState& state, const Value& value, std::optional<int64_t> indent,
                   bool sort_keys) {
  JsonWriter writer(state, indent, sort_keys);
  writer.Write(value, 0);
  state.ChargeWork(writer.out.size());
  return std::move(writer.out);
}

}  // namespace tarn::jinja
