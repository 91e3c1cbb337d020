#include <algorithm>

#include "base/error.h"
#include "jinja/builtins.h"
#include "jinja/dict.h"
#include "jinja/methods.h"
#include "jinja/unicode.h"

namespace tarn::jinja {
namespace {

constexpr size_t kWidth = 80;
constexpr int kMaxDepth = 100;

// pprint.pformat for dicts (sorted by key), lists and tuples; long strings stay on one line.
class PrettyPrinter {
 public:
  explicit PrettyPrinter(RenderState& state) : state_(state) {}

  std::string Format(const Value& value, size_t indent, size_t allowance, int depth) {
    if (depth > kMaxDepth)
      base::Throw(base::ErrorKind::kResourceExhausted,
                  "a value nested deeper than {} levels cannot be printed", kMaxDepth);
    std::string flat = Flat(value, depth);
    if (CodePointCount(flat) + indent + allowance <= kWidth) return flat;
    if (value.is_dict() && !value.AsDict().empty())
      return FormatDict(value.AsDict(), indent, allowance, depth);
    if ((value.is_list() || value.is_tuple()) && !value.Sequence().empty()) {
      const bool is_list = value.is_list();
      std::string out(1, is_list ? '[' : '(');
      const auto& items = value.Sequence();
      const std::string close = is_list ? "]" : items.size() == 1 ? ",)" : ")";
      for (size_t i = 0; i < items.size(); ++i) {
        if (i > 0) out += ",\n" + std::string(indent + 1, ' ');
        out += Format(items[i], indent + 1, i + 1 == items.size() ? allowance + close.size() : 1,
                      depth + 1);
      }
      return out + close;
    }
    return flat;
  }

 private:
  std::vector<std::pair<Value, Value>> Sorted(const Dict& dict) {
    std::vector<Value> items, keys;
    for (const auto& entry : dict) {
      items.push_back(Value::Tuple({entry.key, entry.value}));
      keys.push_back(entry.key);
    }
    try {
      SortByKeys(state_, &items, &keys, false);
    } catch (const base::Error&) {  // keys that have no order stay as they are
    }
    std::vector<std::pair<Value, Value>> sorted;
    for (const Value& item : items) sorted.emplace_back(item.AsTuple()[0], item.AsTuple()[1]);
    return sorted;
  }

  std::string Flat(const Value& value, int depth) {
    state_.ChargeIteration();
    if (depth > kMaxDepth) return Repr(value);
    if (value.is_dict()) {
      std::string out = "{";
      for (const auto& [key, item] : Sorted(value.AsDict()))
        out += (out.size() > 1 ? ", " : "") + Flat(key, depth + 1) + ": " + Flat(item, depth + 1);
      return out + "}";
    }
    if (value.is_list() || value.is_tuple()) {
      std::string out(1, value.is_list() ? '[' : '(');
      for (const Value& item : value.Sequence())
        out += (out.size() > 1 ? ", " : "") + Flat(item, depth + 1);
      if (value.is_tuple() && value.Sequence().size() == 1) out += ",";
      return out + (value.is_list() ? "]" : ")");
    }
    return Repr(value);
  }

  std::string FormatDict(const Dict& dict, size_t indent, size_t allowance, int depth) {
    std::string out = "{";
    const auto entries = Sorted(dict);
    for (size_t i = 0; i < entries.size(); ++i) {
      const std::string key = Repr(entries[i].first);
      out += key + ": " +
             Format(entries[i].second, indent + CodePointCount(key) + 3,
                    i + 1 == entries.size() ? allowance + 1 : 1, depth + 1);
      if (i + 1 < entries.size()) out += ",\n" + std::string(indent + 1, ' ');
    }
    return out + "}";
  }

  RenderState& state_;
};

}  // namespace

std::string PrettyPrint(RenderState& state, const Value& value) {
  return PrettyPrinter(state).Format(value, 0, 0, 0);
}

}  // namespace tarn::jinja
