#include "base/yaml_reader.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <yaml-cpp/yaml.h>

#include "base/suggest.h"

namespace tarn::base {

struct YamlReader::Node {
  YAML::Node yaml;
  std::string file;
  std::string path;  // "rows.customer_events", empty at the top
};

namespace {

constexpr size_t kMaxShown = 60;

std::string Place(const std::string& file, const YAML::Mark& mark) {
  if (mark.is_null()) return file + ":1:1";
  return fmt::format("{}:{}:{}", file, mark.line + 1, mark.column + 1);
}

std::string Shown(const YAML::Node& node) {
  switch (node.Type()) {
    case YAML::NodeType::Map: return "a map";
    case YAML::NodeType::Sequence: return "a list";
    case YAML::NodeType::Scalar: {
      std::string text = node.Scalar();
      if (text.size() > kMaxShown) text = text.substr(0, kMaxShown) + "…";
      return fmt::format("'{}'", text);
    }
    default: return "nothing";
  }
}

// yaml-cpp tags quoted scalars with "!".
bool IsPlain(const YAML::Node& node) { return node.IsScalar() && node.Tag() != "!"; }

bool ParseInt(const std::string& text, int64_t* value) {
  std::string digits;
  for (char c : text) {
    if (c != '_') digits += c;  // YAML 1.1 lets people write 2_000_000
  }
  if (digits.empty() || text.front() == '_' || text.back() == '_') return false;
  const char* begin = digits.data() + (digits[0] == '+' ? 1 : 0);
  const char* end = digits.data() + digits.size();
  auto [rest, error] = std::from_chars(begin, end, *value);
  return error == std::errc() && rest == end;
}

}  // namespace

YamlReader YamlReader::Parse(std::string_view text, const std::string& name) {
  try {
    auto node = std::make_shared<Node>();
    node->yaml = YAML::Load(std::string(text));
    if (!node->yaml.IsDefined() || node->yaml.IsNull()) {
      node->yaml = YAML::Node(YAML::NodeType::Map);
    }
    node->file = name;
    return YamlReader(node);
  } catch (const YAML::Exception& e) {
    throw Error(ErrorKind::kInvalidArgument,
                fmt::format("{}: not valid YAML: {}", Place(name, e.mark), e.msg));
  }
}

YamlReader YamlReader::ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) Throw(ErrorKind::kNotFound, "cannot open {}", path);
  std::ostringstream text;
  text << in.rdbuf();
  if (in.bad()) Throw(ErrorKind::kUnavailable, "cannot read {}", path);
  return Parse(text.str(), path);
}

bool YamlReader::is_map() const { return node_->yaml.IsMap(); }
bool YamlReader::is_list() const { return node_->yaml.IsSequence(); }
bool YamlReader::is_scalar() const { return node_->yaml.IsScalar(); }
bool YamlReader::is_null() const { return node_->yaml.IsNull(); }

std::string YamlReader::Where() const { return Place(node_->file, node_->yaml.Mark()); }

void YamlReader::Fail(const std::string& message, const std::string& hint) const {
  throw Error(ErrorKind::kInvalidArgument, fmt::format("{}: {}", Where(), message), hint);
}

void YamlReader::FailType(std::string_view expected) const {
  Fail(fmt::format("{}expected {}, got {}", node_->path.empty() ? "" : node_->path + ": ", expected,
                   Shown(node_->yaml)));
}

std::vector<std::pair<std::string, YamlReader>> YamlReader::Map() const {
  if (!is_map()) FailType("a map");
  std::vector<std::pair<std::string, YamlReader>> entries;
  for (const auto& entry : node_->yaml) {
    auto key = std::make_shared<Node>(Node{entry.first, node_->file, node_->path});
    if (!entry.first.IsScalar()) YamlReader(key).FailType("a name");
    std::string name = entry.first.Scalar();
    for (const auto& [seen, value] : entries) {
      if (seen == name) YamlReader(key).Fail(fmt::format("key '{}' is given twice", name));
    }
    auto value = std::make_shared<Node>(
        Node{entry.second, node_->file, node_->path.empty() ? name : node_->path + "." + name});
    entries.emplace_back(std::move(name), YamlReader(value));
  }
  return entries;
}

void YamlReader::CheckKeys(const std::vector<std::string>& keys) const {
  for (const auto& [name, value] : Map()) {
    if (std::find(keys.begin(), keys.end(), name) != keys.end()) continue;
    for (const auto& entry : node_->yaml) {
      if (entry.first.Scalar() != name) continue;
      YamlReader at(std::make_shared<Node>(Node{entry.first, node_->file, node_->path}));
      at.Fail(fmt::format("unknown key '{}'{}", name, DidYouMean(name, keys)),
              fmt::format("expected one of: {}", fmt::join(keys, ", ")));
    }
  }
}

std::optional<YamlReader> YamlReader::Find(const std::string& key) const {
  for (auto& [name, value] : Map()) {
    if (name == key && !value.is_null()) return value;
  }
  return std::nullopt;
}

YamlReader YamlReader::Get(const std::string& key) const {
  if (auto value = Find(key)) return *value;
  Fail(fmt::format("{}key '{}' is missing", node_->path.empty() ? "" : node_->path + ": ", key));
}

std::vector<YamlReader> YamlReader::List() const {
  if (!is_list()) FailType("a list");
  std::vector<YamlReader> items;
  for (const auto& item : node_->yaml) {
    items.push_back(YamlReader(std::make_shared<Node>(
        Node{item, node_->file, fmt::format("{}[{}]", node_->path, items.size())})));
  }
  return items;
}

std::string YamlReader::String() const {
  if (!is_scalar()) FailType("text");
  return node_->yaml.Scalar();
}

bool YamlReader::Bool() const {
  if (IsPlain(node_->yaml)) {
    const std::string& text = node_->yaml.Scalar();
    if (text == "true" || text == "True" || text == "yes" || text == "on") return true;
    if (text == "false" || text == "False" || text == "no" || text == "off") return false;
  }
  FailType("true or false");
}

int64_t YamlReader::Int(int64_t min, int64_t max) const {
  int64_t value = 0;
  if (!IsPlain(node_->yaml) || !ParseInt(node_->yaml.Scalar(), &value)) FailType("an integer");
  if (value < min || value > max) {
    FailType(max == std::numeric_limits<int64_t>::max()
                 ? fmt::format("an integer of at least {}", min)
                 : fmt::format("an integer from {} to {}", min, max));
  }
  return value;
}

double YamlReader::Number(double min, double max) const {
  double value = 0;
  if (!IsPlain(node_->yaml)) FailType("a number");
  const std::string& text = node_->yaml.Scalar();
  auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || rest != text.data() + text.size() || std::isnan(value)) {
    FailType("a number");
  }
  if (value < min || value > max) {
    FailType(std::isinf(max) ? fmt::format("a number of at least {}", min)
                             : fmt::format("a number from {} to {}", min, max));
  }
  return value;
}

std::string YamlReader::Choice(const std::vector<std::string>& choices) const {
  std::string text = is_scalar() ? node_->yaml.Scalar() : "";
  if (std::find(choices.begin(), choices.end(), text) != choices.end()) return text;
  FailType(fmt::format("one of {}{}", fmt::join(choices, ", "), DidYouMean(text, choices)));
}

}  // namespace tarn::base
