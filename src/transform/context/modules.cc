#include <algorithm>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "base/error.h"
#include "jinja/object.h"
#include "jinja/render_state.h"
#include "transform/context/date_time.h"
#include "transform/context/functions.h"
#include "transform/context/regex.h"
#include "transform/context/value_tree.h"

namespace tarn::transform {

namespace {

using jinja::CallArgs;
using jinja::Value;

Value ValueOf(const std::optional<std::string_view>& group) {
  return group ? Value(std::string(*group)) : Value::None();
}

class MatchObject : public jinja::Object {
 public:
  explicit MatchObject(const RegexMatch& match)
      : start_(static_cast<int64_t>(match.begin)), end_(static_cast<int64_t>(match.end)) {
    for (const auto& group : match.groups) groups_.push_back(ValueOf(group));
  }
  std::string_view TypeName() const override { return "Match"; }
  Value CallMethod(std::string_view name, CallArgs& args) override {
    if (name == "group") {
      const Value index = args.Bind("group", {{"index", Value(0)}})[0];
      return GetItem(index).value_or(Value::None());
    }
    if (name == "groups") return Value::Tuple({groups_.begin() + 1, groups_.end()});
    if (name == "start") return Value(start_);
    if (name == "end") return Value(end_);
    if (name == "span") return Value::Tuple({Value(start_), Value(end_)});
    return Object::CallMethod(name, args);
  }
  std::optional<Value> GetItem(const Value& key) const override {
    if (!key.is_int() || key.AsInt() < 0 || key.AsInt() >= static_cast<int64_t>(groups_.size())) {
      return std::nullopt;
    }
    return groups_[static_cast<size_t>(key.AsInt())];
  }
  bool Truth() const override { return true; }

 private:
  std::vector<Value> groups_;
  int64_t start_ = 0, end_ = 0;
};

Value MatchValue(const std::optional<RegexMatch>& match) {
  return match ? Value::Make<MatchObject>(*match) : Value::None();
}

bool IgnoresCase(const Value& flags) { return flags.is_int() && (flags.AsInt() & 2) != 0; }

Value FindAll(const Regex& regex, const std::string& text) {
  std::vector<Value> found;
  for (const RegexMatch& match : regex.All(text)) {
    if (match.groups.size() <= 2) {
      found.emplace_back(std::string(match.groups.back().value_or("")));
      continue;
    }
    std::vector<Value> groups;
    for (size_t i = 1; i < match.groups.size(); ++i) {
      groups.emplace_back(std::string(match.groups[i].value_or("")));
    }
    found.push_back(Value::Tuple(std::move(groups)));
  }
  return Value::List(std::move(found));
}

// What lies between the matches, and their groups.
Value Split(const Regex& regex, const std::string& text) {
  std::vector<Value> parts;
  size_t at = 0;
  for (const RegexMatch& match : regex.All(text)) {
    parts.emplace_back(text.substr(at, match.begin - at));
    for (size_t i = 1; i < match.groups.size(); ++i) parts.push_back(ValueOf(match.groups[i]));
    at = match.end;
  }
  parts.emplace_back(text.substr(at));
  return Value::List(std::move(parts));
}

Value Substitute(const Regex& regex, const std::string& replacement, const std::string& text) {
  std::string result;
  size_t at = 0;
  for (const RegexMatch& match : regex.All(text)) {
    result.append(text, at, match.begin - at);
    AppendReplacement(replacement, match, result);
    at = match.end;
  }
  return Value(result.append(text, at));
}

// One function of re, with the pattern given (re.match) or bound (re.compile(…).match).
Value ReCall(std::string_view name, const std::string& pattern, const Value& first,
             const Value& second, bool ignore_case) {
  const std::string subject = jinja::Str(name == "sub" ? second : first);
  const Regex regex(pattern, ignore_case);
  if (name == "match") return MatchValue(regex.Find(subject, 0, Regex::Anchor::kStart));
  if (name == "search") return MatchValue(regex.Find(subject, 0, Regex::Anchor::kNone));
  if (name == "fullmatch") return MatchValue(regex.Find(subject, 0, Regex::Anchor::kBoth));
  if (name == "findall") return FindAll(regex, subject);
  if (name == "split") return Split(regex, subject);
  return Substitute(regex, jinja::Str(first), subject);
}

class PatternObject : public jinja::Object {
 public:
  PatternObject(std::string pattern, bool ignore_case)
      : pattern_(std::move(pattern)), ignore_case_(ignore_case) {}
  std::string_view TypeName() const override { return "Pattern"; }
  Value CallMethod(std::string_view name, CallArgs& args) override {
    for (const char* known : {"match", "search", "fullmatch", "findall", "split"}) {
      if (name != known) continue;
      return ReCall(name, pattern_, args.Bind(name, {"string"})[0], Value(), ignore_case_);
    }
    if (name == "sub") {
      const auto bound = args.Bind(name, {"repl", "string"});
      return ReCall(name, pattern_, bound[0], bound[1], ignore_case_);
    }
    return Object::CallMethod(name, args);
  }

 private:
  std::string pattern_;
  bool ignore_case_;
};

Value ReModule() {
  Value module = EmptyDict();
  for (const char* name : {"match", "search", "fullmatch", "findall", "split"}) {
    Set(module, name, Value::Function(name, [name](CallArgs& args) {
          const auto bound = args.Bind(name, {"pattern", "string", {"flags", Value(0)}});
          return ReCall(name, jinja::Str(bound[0]), bound[1], Value(), IgnoresCase(bound[2]));
        }));
  }
  Set(module, "sub", Value::Function("sub", [](CallArgs& args) {
        const auto bound = args.Bind(
            "sub", {"pattern", "repl", "string", {"count", Value(0)}, {"flags", Value(0)}});
        return ReCall("sub", jinja::Str(bound[0]), bound[1], bound[2], IgnoresCase(bound[4]));
      }));
  Set(module, "compile", Value::Function("compile", [](CallArgs& args) {
        const auto bound = args.Bind("compile", {"pattern", {"flags", Value(0)}});
        return Value::Make<PatternObject>(jinja::Str(bound[0]), IgnoresCase(bound[1]));
      }));
  Set(module, "escape", Value::Function("escape", [](CallArgs& args) {
        std::string escaped;
        for (char c : jinja::Str(args.Bind("escape", {"pattern"})[0])) {
          if (std::string_view(".^$*+?()[]{}|\\- #&~").find(c) != std::string_view::npos) {
            escaped += '\\';
          }
          escaped += c;
        }
        return Value(escaped);
      }));
  Set(module, "IGNORECASE", Value(2));
  Set(module, "I", Value(2));
  return module;
}

constexpr size_t kMaxCombinations = 1'000'000;

void CheckCount(size_t count) {
  if (count > kMaxCombinations) {
    base::Throw(base::ErrorKind::kResourceExhausted, "itertools: more than {} results",
                kMaxCombinations);
  }
}

Value Product(CallArgs& args) {
  std::vector<std::vector<Value>> rows = {{}};
  for (const Value& iterable : args.positional) {
    std::vector<std::vector<Value>> next;
    for (const auto& row : rows) {
      for (const Value& item : args.state().Collect(iterable)) {
        next.push_back(row);
        next.back().push_back(item);
        CheckCount(next.size());
      }
    }
    rows = std::move(next);
  }
  std::vector<Value> tuples;
  for (auto& row : rows) tuples.push_back(Value::Tuple(std::move(row)));
  return Value::List(std::move(tuples));
}

// combinations (increasing positions) and permutations (any order).
Value Choose(CallArgs& args, bool ordered) {
  const auto bound =
      args.Bind(ordered ? "permutations" : "combinations", {"iterable", {"r", Value::None()}});
  const auto items = args.state().Collect(bound[0]);
  const size_t r = bound[1].is_int() ? static_cast<size_t>(std::max<int64_t>(bound[1].AsInt(), 0))
                                     : items.size();
  std::vector<Value> result;
  std::vector<size_t> chosen;
  auto extend = [&](auto&& self) -> void {
    if (chosen.size() == r) {
      std::vector<Value> tuple;
      for (size_t at : chosen) tuple.push_back(items[at]);
      result.push_back(Value::Tuple(std::move(tuple)));
      CheckCount(result.size());
      return;
    }
    const size_t from = ordered || chosen.empty() ? 0 : chosen.back() + 1;
    for (size_t at = from; at < items.size(); ++at) {
      if (ordered && std::find(chosen.begin(), chosen.end(), at) != chosen.end()) continue;
      chosen.push_back(at);
      self(self);
      chosen.pop_back();
    }
  };
  if (r <= items.size() && r < 64) extend(extend);
  return Value::List(std::move(result));
}

Value ItertoolsModule() {
  return Value(jinja::Dict{
      {"product", Value::Function("product", Product)},
      {"combinations",
       Value::Function("combinations", [](CallArgs& args) { return Choose(args, false); })},
      {"permutations",
       Value::Function("permutations", [](CallArgs& args) { return Choose(args, true); })},
      {"chain", Value::Function("chain",
                                [](CallArgs& args) {
                                  std::vector<Value> all;
                                  for (const Value& iterable : args.positional) {
                                    for (Value& item : args.state().Collect(iterable)) {
                                      all.push_back(std::move(item));
                                    }
                                  }
                                  return Value::List(std::move(all));
                                })},
      {"islice", Value::Function("islice", [](CallArgs& args) {
         auto bound = args.Bind("islice", {"iterable", "stop"});
         auto items = args.state().Collect(bound[0]);
         const auto stop =
             static_cast<size_t>(bound[1].is_int() ? std::max<int64_t>(bound[1].AsInt(), 0) : 0);
         items.resize(std::min(items.size(), stop));
         return Value::List(std::move(items));
       })}});
}

}  // namespace

Value MakeModules(int64_t now_microseconds) {
  Value pytz(jinja::Dict{{"utc", Value("UTC")},
                         {"UTC", Value("UTC")},
                         {"timezone", Value::Function("timezone", [](CallArgs& args) {
                            return args.Bind("timezone", {"name"})[0];
                          })}});
  return Value(jinja::Dict{{"datetime", MakeDateTimeModule(now_microseconds)},
                           {"re", ReModule()},
                           {"itertools", ItertoolsModule()},
                           {"pytz", pytz}});
}

}  // namespace tarn::transform
