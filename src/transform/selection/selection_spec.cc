#include "transform/selection/selection_spec.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <sstream>

#include <fmt/ranges.h>

#include "base/error.h"
#include "base/suggest.h"
#include "transform/context/value_tree.h"

namespace tarn::transform {

namespace {

using jinja::Value;

constexpr int kMaxDepth = 50;

size_t Digits(std::string_view text, size_t from) {
  size_t at = from;
  while (at < text.size() && std::isdigit(static_cast<unsigned char>(text[at]))) ++at;
  return at;
}

std::optional<size_t> Depth(std::string_view digits) {
  if (digits.empty()) return std::nullopt;
  size_t depth = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), depth);
  return depth;
}

bool IsMethodName(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return std::isalnum(c) || c == '_' || c == '.';
  });
}

std::string DefaultMethod(const std::string& value) {
  if (value.find('/') != std::string::npos) return "path";
  for (const char* extension : {".sql", ".py", ".csv"}) {
    if (value.ends_with(extension)) return "file";
  }
  return "fqn";
}

void SetMethod(const std::string& text, Criterion* criterion) {
  std::istringstream parts(text);
  std::string part;
  std::getline(parts, criterion->method, '.');
  while (std::getline(parts, part, '.')) criterion->arguments.push_back(part);
  const auto& known = SelectionMethods();
  if (std::find(known.begin(), known.end(), criterion->method) == known.end()) {
    throw base::Error(base::ErrorKind::kInvalidArgument,
                      fmt::format("'{}' is not a selection method{}, in '{}'", criterion->method,
                                  base::DidYouMean(criterion->method, known), criterion->raw),
                      fmt::format("expected one of: {}", fmt::join(known, ", ")));
  }
}

[[noreturn]] void FailDefinition(const std::string& message) {
  throw base::Error(base::ErrorKind::kInvalidArgument, "selectors.yml: " + message);
}

SelectionSpec FromCriterion(Criterion criterion) {
  SelectionSpec spec;
  spec.kind = SelectionSpec::Kind::kCriterion;
  spec.indirect = criterion.indirect;
  spec.criterion = std::move(criterion);
  return spec;
}

class DefinitionParser {
 public:
  DefinitionParser(const Value& known, IndirectSelection indirect)
      : known_(known), indirect_(indirect) {}

  SelectionSpec Parse(const Value& definition, int depth) {
    if (depth > kMaxDepth) FailDefinition("definitions are nested too deeply");
    if (definition.is_string()) {
      return FromCriterion(ParseCriterion(definition.AsString(), indirect_));
    }
    if (!definition.is_dict()) {
      FailDefinition(fmt::format("expected a text or a map, got {}", jinja::Repr(definition)));
    }
    if (const Value* parts = Get(definition, "union")) {
      return Group(SelectionSpec::Kind::kUnion, *parts, depth);
    }
    if (const Value* parts = Get(definition, "intersection")) {
      return Group(SelectionSpec::Kind::kIntersection, *parts, depth);
    }
    return Single(definition, depth);
  }

 private:
  SelectionSpec Group(SelectionSpec::Kind kind, const Value& parts, int depth) {
    if (!parts.is_list()) FailDefinition("union and intersection take a list");
    SelectionSpec group;
    group.kind = kind;
    group.indirect = indirect_;
    std::optional<SelectionSpec> excluded;
    for (const Value& part : parts.AsList()) {
      if (part.is_dict() && part.AsDict().size() == 1 && Get(part, "exclude") != nullptr) {
        if (excluded) FailDefinition("more than one 'exclude' in one list");
        excluded = Exclusion(*Get(part, "exclude"), depth);
      } else {
        group.parts.push_back(Parse(part, depth + 1));
      }
    }
    return excluded ? Difference(std::move(group), std::move(*excluded)) : group;
  }

  SelectionSpec Exclusion(const Value& list, int depth) {
    if (!list.is_list()) FailDefinition("exclude takes a list");
    SelectionSpec spec;
    spec.indirect = indirect_;
    for (const Value& part : list.AsList()) spec.parts.push_back(Parse(part, depth + 1));
    return spec;
  }

  static SelectionSpec Difference(SelectionSpec from, SelectionSpec excluded) {
    SelectionSpec spec;
    spec.kind = SelectionSpec::Kind::kDifference;
    spec.indirect = from.indirect;
    spec.parts = {std::move(from), std::move(excluded)};
    return spec;
  }

  SelectionSpec Single(const Value& definition, int depth) {
    Criterion criterion;
    criterion.indirect = indirect_;
    const Value* method = Get(definition, "method");
    const Value* value = Get(definition, "value");
    if (method == nullptr && definition.AsDict().size() == 1) {
      const auto& entry = *definition.AsDict().begin();
      criterion.raw = jinja::Str(entry.key) + ":" + jinja::Str(entry.value);
      criterion.value = jinja::Str(entry.value);
      SetMethod(jinja::Str(entry.key), &criterion);
      return FromCriterion(std::move(criterion));
    }
    if (method == nullptr || value == nullptr) {
      FailDefinition("expected 'method' and 'value', 'union', 'intersection', or one method");
    }
    if (jinja::Str(*method) == "selector") {
      const Value* other = Get(known_, jinja::Str(*value));
      if (other == nullptr) {
        FailDefinition(fmt::format("selector '{}' is not defined before", jinja::Str(*value)));
      }
      return Parse(*Get(*other, "definition"), depth + 1);
    }
    criterion.raw = jinja::Str(*method) + ":" + jinja::Str(*value);
    criterion.value = jinja::Str(*value);
    SetMethod(jinja::Str(*method), &criterion);
    criterion.childrens_parents = GetBool(definition, "childrens_parents", false);
    criterion.parents = GetBool(definition, "parents", false);
    criterion.children = GetBool(definition, "children", false);
    auto number = [&](const char* key) -> std::optional<size_t> {
      const Value* depth_value = Get(definition, key);
      if (depth_value == nullptr || depth_value->is_none()) return std::nullopt;
      return Depth(jinja::Str(*depth_value));
    };
    criterion.parents_depth = number("parents_depth");
    criterion.children_depth = number("children_depth");
    if (const Value* indirect = Get(definition, "indirect_selection")) {
      criterion.indirect = ParseIndirectSelection(jinja::Str(*indirect));
    }
    SelectionSpec spec = FromCriterion(std::move(criterion));
    const Value* exclude = Get(definition, "exclude");
    return exclude == nullptr ? spec : Difference(std::move(spec), Exclusion(*exclude, depth));
  }

  const Value& known_;
  IndirectSelection indirect_;
};

Value CriterionValue(const std::string& text) {
  const Criterion criterion = ParseCriterion(text, IndirectSelection::kEager);
  Value value = EmptyDict();
  std::string method = criterion.method;
  for (const auto& argument : criterion.arguments) method += "." + argument;
  if (criterion.childrens_parents) Set(value, "childrens_parents", Value(true));
  if (criterion.parents) Set(value, "parents", Value(true));
  if (criterion.parents_depth) {
    Set(value, "parents_depth", Value(std::to_string(*criterion.parents_depth)));
  }
  Set(value, "method", Value(method));
  Set(value, "value", Value(criterion.value));
  if (criterion.children) Set(value, "children", Value(true));
  if (criterion.children_depth) {
    Set(value, "children_depth", Value(std::to_string(*criterion.children_depth)));
  }
  return value;
}

}  // namespace

const std::vector<std::string>& SelectionMethods() {
  static const std::vector<std::string> kMethods = {
      "fqn",         "tag",       "source",       "path",          "file",     "package",
      "config",      "test_name", "test_type",    "resource_type", "exposure", "access",
      "group",       "state",     "result",       "version",       "metric",   "semantic_model",
      "saved_query", "unit_test", "source_status"};
  return kMethods;
}

Criterion ParseCriterion(const std::string& text, IndirectSelection indirect) {
  Criterion criterion;
  criterion.raw = text;
  criterion.indirect = indirect;
  std::string_view rest = text;
  if (rest.starts_with('@')) {
    criterion.childrens_parents = true;
    rest.remove_prefix(1);
  }
  const size_t before = Digits(rest, 0);
  if (before < rest.size() && rest[before] == '+') {
    criterion.parents = true;
    criterion.parents_depth = Depth(rest.substr(0, before));
    rest.remove_prefix(before + 1);
  }
  const size_t plus = rest.rfind('+');
  if (plus != std::string_view::npos && Digits(rest, plus + 1) == rest.size()) {
    criterion.children = true;
    criterion.children_depth = Depth(rest.substr(plus + 1));
    rest = rest.substr(0, plus);
  }
  if (criterion.childrens_parents && criterion.children) {
    base::Throw(base::ErrorKind::kInvalidArgument,
                "the '@' prefix and the '+' suffix do not go together: '{}'", text);
  }
  const size_t colon = rest.find(':');
  if (colon != std::string_view::npos && IsMethodName(rest.substr(0, colon))) {
    criterion.value = std::string(rest.substr(colon + 1));
    SetMethod(std::string(rest.substr(0, colon)), &criterion);
  } else {
    criterion.value = std::string(rest);
    criterion.method = DefaultMethod(criterion.value);
  }
  if (criterion.value.empty()) {
    base::Throw(base::ErrorKind::kInvalidArgument, "nothing to select in '{}'", text);
  }
  return criterion;
}

SelectionSpec ParseUnion(const std::vector<std::string>& texts, bool expect_match,
                         IndirectSelection indirect) {
  SelectionSpec spec;
  spec.indirect = indirect;
  for (const auto& text : texts) {
    std::istringstream words(text);
    for (std::string word; words >> word;) {
      SelectionSpec intersection;
      intersection.kind = SelectionSpec::Kind::kIntersection;
      intersection.raw = word;
      intersection.expect_match = expect_match;
      intersection.indirect = indirect;
      std::istringstream parts(word);
      for (std::string part; std::getline(parts, part, ',');) {
        if (part.empty()) continue;
        intersection.parts.push_back(FromCriterion(ParseCriterion(part, indirect)));
      }
      if (!intersection.parts.empty()) spec.parts.push_back(std::move(intersection));
    }
  }
  return spec;
}

SelectionSpec ParseDefinition(const Value& definition, const Value& known,
                              IndirectSelection indirect) {
  return DefinitionParser(known, indirect).Parse(definition, 0);
}

Value NormalizeDefinition(const Value& definition) {
  if (definition.is_string()) return CriterionValue(definition.AsString());
  if (!definition.is_dict()) return definition;
  Value result = EmptyDict();
  if (definition.AsDict().size() == 1) {
    const auto& entry = *definition.AsDict().begin();
    const std::string key = jinja::Str(entry.key);
    if (key != "union" && key != "intersection" && key != "exclude") {
      Set(result, "method", entry.key);
      Set(result, "value", entry.value);
      return result;
    }
  }
  for (const auto& entry : definition.AsDict()) {
    const std::string key = jinja::Str(entry.key);
    if (entry.value.is_list() && (key == "union" || key == "intersection" || key == "exclude")) {
      std::vector<Value> parts;
      for (const Value& part : entry.value.AsList()) parts.push_back(NormalizeDefinition(part));
      Set(result, key, Value::List(std::move(parts)));
    } else {
      result.AsDict().Set(entry.key, entry.value);
    }
  }
  return result;
}

}  // namespace tarn::transform
