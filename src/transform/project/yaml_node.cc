#include "transform/project/yaml_node.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include "base/suggest.h"
#include "jinja/dict.h"
#include "transform/project/yaml_scalar.h"

namespace tarn::transform {

namespace {

constexpr size_t kMaxDepth = 200;
constexpr size_t kMaxNodes = 4'000'000;  // also bounds what aliases multiply

}  // namespace

// Builds the tree from yaml-cpp's events: twice as fast as its own nodes, and with our marks.
class YamlBuilder : public YAML::EventHandler {
 public:
  explicit YamlBuilder(std::shared_ptr<const std::string> file) : file_(std::move(file)) {}

  YamlNode TakeRoot() { return std::move(root_); }
  bool has_root() const { return has_root_; }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    Add(Make(mark, YamlNode::Kind::kScalar), anchor);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    auto it = anchors_.find(anchor);
    if (it == anchors_.end()) Make(mark, YamlNode::Kind::kScalar).Fail("unknown alias");
    const Anchored& anchored = it->second;
    Count(anchored.size, mark);
    // Aliases of aliases nest as deeply as what is written out, and are walked by recursion.
    if (open_.size() + anchored.depth > kMaxDepth) {
      Make(mark, YamlNode::Kind::kScalar).Fail("nested too deeply");
    }
    Add(anchored.node, 0, anchored.size, anchored.depth);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    YamlNode node = Make(mark, YamlNode::Kind::kScalar);
    node.text_ = value;
    node.plain_ = tag == "?" || tag.empty();
    Add(std::move(node), anchor);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    Open(mark, YamlNode::Kind::kList, anchor);
  }
  void OnSequenceEnd() override { Close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    Open(mark, YamlNode::Kind::kMap, anchor);
  }
  void OnMapEnd() override {
    MergeKeys(open_.back().node);
    Close();
  }

 private:
  struct Frame {
    YamlNode node;
    YAML::anchor_t anchor = 0;
    std::optional<YamlNode> key;  // of a map: read, waits for its value
    std::set<std::string> seen;   // keys
    size_t first_count = 0;
    size_t depth = 1;  // of lists and maps, this one included
  };
  // What an alias stands for, and how many values and levels of them that is.
  struct Anchored {
    YamlNode node;
    size_t size = 0;
    size_t depth = 0;
  };

  YamlNode Make(const YAML::Mark& mark, YamlNode::Kind kind) {
    YamlNode node;
    node.kind_ = kind;
    node.line_ = mark.line + 1;
    node.column_ = mark.column + 1;
    node.file_ = file_;
    Count(1, mark);
    return node;
  }

  void Count(size_t nodes, const YAML::Mark& mark) {
    count_ += nodes;
    if (count_ <= kMaxNodes) return;
    base::Throw(base::ErrorKind::kResourceExhausted, "{}:{}:{}: more than {} YAML values", *file_,
                mark.line + 1, mark.column + 1, kMaxNodes);
  }

  void Open(const YAML::Mark& mark, YamlNode::Kind kind, YAML::anchor_t anchor) {
    Frame frame{Make(mark, kind), anchor, {}, {}, count_ - 1, 1};
    if (open_.size() >= kMaxDepth) frame.node.Fail("nested too deeply");
    open_.push_back(std::move(frame));
  }

  void Close() {
    Frame frame = std::move(open_.back());
    open_.pop_back();
    size_t size = count_ - frame.first_count;
    Add(std::move(frame.node), frame.anchor, size, frame.depth);
  }

  void Add(YamlNode node, YAML::anchor_t anchor, size_t size = 1, size_t depth = 0) {
    if (anchor != 0) anchors_[anchor] = {node, size, depth};
    if (open_.empty()) {
      root_ = std::move(node);
      has_root_ = true;
      return;
    }
    Frame& frame = open_.back();
    frame.depth = std::max(frame.depth, depth + 1);
    if (frame.node.is_list()) {
      frame.node.items_.push_back(std::move(node));
    } else if (!frame.key) {
      if (!node.is_scalar()) node.Fail("expected a key, got " + node.Shown());
      if (!frame.seen.insert(node.text_).second) {
        node.Fail(fmt::format("key '{}' is given twice", node.text_));
      }
      frame.key = std::move(node);
    } else {
      frame.node.entries_.emplace_back(std::move(*frame.key), std::move(node));
      frame.key.reset();
    }
  }

  // "<<: *defaults": the merged map's keys that the map does not have itself.
  static void MergeKeys(YamlNode& map) {
    auto merge = std::find_if(map.entries_.begin(), map.entries_.end(), [](const auto& entry) {
      return entry.first.plain_ && entry.first.text_ == "<<";
    });
    if (merge == map.entries_.end()) return;
    YamlNode source = std::move(merge->second);
    map.entries_.erase(merge);
    std::vector<YamlNode> maps;
    if (source.is_list()) {
      maps = source.items_;
    } else {
      maps.push_back(std::move(source));
    }
    for (const YamlNode& from : maps) {
      from.AsMap("<<");
      for (const auto& [key, value] : from.entries_) {
        if (map.Find(key.text_) == nullptr) map.entries_.emplace_back(key, value);
      }
    }
  }

  std::shared_ptr<const std::string> file_;
  std::vector<Frame> open_;
  std::map<YAML::anchor_t, Anchored> anchors_;
  YamlNode root_;
  bool has_root_ = false;
  size_t count_ = 0;
};

YamlNode YamlNode::Parse(std::string_view text, const std::string& file) {
  auto name = std::make_shared<const std::string>(file);
  YamlBuilder builder(name);
  try {
    std::istringstream in{std::string(text)};
    YAML::Parser parser(in);
    parser.HandleNextDocument(builder);
  } catch (const YAML::Exception& e) {
    throw base::Error(base::ErrorKind::kInvalidArgument,
                      fmt::format("{}:{}:{}: not valid YAML: {}", file, e.mark.line + 1,
                                  e.mark.column + 1, e.msg),
                      "check the indentation, and quote values that contain ': ', '#', '{' or '%'");
  }
  YamlNode root = builder.TakeRoot();
  if (!builder.has_root() || root.is_null()) {
    root = YamlNode();
    root.file_ = name;
    root.line_ = root.column_ = 1;
  }
  return root;
}

bool YamlNode::is_null() const { return is_scalar() && plain_ && IsYamlNull(text_); }

const YamlNode* YamlNode::Find(std::string_view key) const {
  for (const auto& [name, value] : entries_) {
    if (name.text_ == key) return &value;
  }
  return nullptr;
}

jinja::Value YamlNode::ToValue() const {
  if (is_scalar()) return plain_ ? YamlScalarValue(text_) : jinja::Value(text_);
  if (is_list()) {
    std::vector<jinja::Value> values;
    values.reserve(items_.size());
    for (const YamlNode& item : items_) values.push_back(item.ToValue());
    return jinja::Value::List(std::move(values));
  }
  jinja::Dict dict;
  for (const auto& [key, value] : entries_) dict.Set(key.ToValue(), value.ToValue());
  return jinja::Value(std::move(dict));
}

std::string YamlNode::Where() const { return fmt::format("{}:{}:{}", *file_, line_, column_); }

void YamlNode::Fail(const std::string& message, const std::string& hint) const {
  throw base::Error(base::ErrorKind::kInvalidArgument, fmt::format("{}: {}", Where(), message),
                    hint);
}

std::string YamlNode::Shown() const {
  if (is_map()) return "a map";
  if (is_list()) return "a list";
  if (is_null()) return "nothing";
  constexpr size_t kMax = 60;
  return fmt::format("'{}'", text_.size() <= kMax ? text_ : text_.substr(0, kMax) + "…");
}

const YamlNode& YamlNode::AsMap(std::string_view what) const {
  if (!is_map()) Fail(fmt::format("{}: expected a map, got {}", what, Shown()));
  return *this;
}

const YamlNode& YamlNode::AsList(std::string_view what) const {
  if (!is_list()) Fail(fmt::format("{}: expected a list, got {}", what, Shown()));
  return *this;
}

std::string YamlNode::AsString(std::string_view what) const {
  if (!is_scalar() || is_null()) Fail(fmt::format("{}: expected text, got {}", what, Shown()));
  return text_;
}

bool YamlNode::AsBool(std::string_view what) const {
  const jinja::Value value = is_scalar() ? ToValue() : jinja::Value();
  if (!value.is_bool()) {
    Fail(fmt::format("{}: expected true or false, got {}", what, Shown()));
  }
  return value.AsBool();
}

int64_t YamlNode::AsInt(std::string_view what) const {
  const jinja::Value value = is_scalar() ? ToValue() : jinja::Value();
  if (!value.is_int()) Fail(fmt::format("{}: expected a whole number, got {}", what, Shown()));
  return value.AsInt();
}

std::vector<std::string> YamlNode::AsStrings(std::string_view what) const {
  if (is_null()) return {};
  if (is_scalar()) return {text_};
  std::vector<std::string> strings;
  for (const YamlNode& item : AsList(what).items_) strings.push_back(item.AsString(what));
  return strings;
}

std::string YamlNode::RequiredString(std::string_view key, std::string_view what) const {
  const YamlNode* value = AsMap(what).Find(key);
  if (value == nullptr || value->is_null()) Fail(fmt::format("{}: '{}' is missing", what, key));
  return value->AsString(key);
}

std::string YamlNode::OptionalString(std::string_view key, std::string fallback) const {
  const YamlNode* value = Find(key);
  if (value == nullptr || value->is_null()) return fallback;
  return value->AsString(key);
}

std::vector<std::string> YamlNode::UnknownKeys(const std::vector<std::string>& known,
                                               std::string_view what) const {
  std::vector<std::string> messages;
  for (const auto& [key, value] : entries_) {
    if (std::find(known.begin(), known.end(), key.text_) != known.end()) continue;
    messages.push_back(fmt::format("{}: unknown key '{}' in {}{}", key.Where(), key.text_, what,
                                   base::DidYouMean(key.text_, known)));
  }
  return messages;
}

std::string ReadTextFile(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) base::Throw(base::ErrorKind::kNotFound, "cannot open {}", path.string());
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (in.bad()) base::Throw(base::ErrorKind::kUnavailable, "cannot read {}", path.string());
  return text;
}

}  // namespace tarn::transform
