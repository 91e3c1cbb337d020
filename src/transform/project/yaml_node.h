#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "jinja/value.h"

namespace tarn::transform {

// A place in a YAML file, as dbt reads them: YAML 1.1 scalars (yes, 0o17, 1_000), unknown keys
// allowed. Unlike base::YamlReader it keeps what it does not know, because most of dbt's YAML is
// free form. A value; copies share nothing but the file's name.
class YamlNode {
 public:
  enum class Kind { kScalar, kList, kMap };
  using Entry = std::pair<YamlNode, YamlNode>;

  // An empty document is an empty map. kInvalidArgument "FILE:LINE:COLUMN: …" for what is not YAML,
  // repeated keys and documents that aliases blow up.
  static YamlNode Parse(std::string_view text, const std::string& file);

  Kind kind() const { return kind_; }
  bool is_map() const { return kind_ == Kind::kMap; }
  bool is_list() const { return kind_ == Kind::kList; }
  bool is_scalar() const { return kind_ == Kind::kScalar; }
  // A plain scalar that says nothing: "", "~", "null".
  bool is_null() const;

  // A scalar's text.
  const std::string& text() const { return text_; }
  const std::vector<YamlNode>& items() const { return items_; }
  const std::vector<Entry>& entries() const { return entries_; }
  // The value of a map's key; null when absent. A key whose value is null counts as present.
  const YamlNode* Find(std::string_view key) const;

  // What templates see: dicts, lists, strings, numbers, booleans, None.
  jinja::Value ToValue() const;

  // kInvalidArgument "FILE:LINE:COLUMN: message".
  [[noreturn]] void Fail(const std::string& message, const std::string& hint = {}) const;
  // Typed reading; throws "expected a list, got …" with the place. `what` names the thing in
  // messages ("model-paths").
  const YamlNode& AsMap(std::string_view what) const;
  const YamlNode& AsList(std::string_view what) const;
  std::string AsString(std::string_view what) const;  // any scalar but null, as it is written
  bool AsBool(std::string_view what) const;
  int64_t AsInt(std::string_view what) const;
  // A list of scalars, or one scalar.
  std::vector<std::string> AsStrings(std::string_view what) const;
  // The text of a key that must be there.
  std::string RequiredString(std::string_view key, std::string_view what) const;
  std::string OptionalString(std::string_view key, std::string fallback = {}) const;

  // "FILE:LINE:COLUMN", counted from 1.
  std::string Where() const;
  const std::string& file() const { return *file_; }

  // Keys outside `known`, each as "FILE:LINE:COLUMN: unknown key 'x' in a model (did you mean …)".
  std::vector<std::string> UnknownKeys(const std::vector<std::string>& known,
                                       std::string_view what) const;

 private:
  friend class YamlBuilder;
  std::string Shown() const;

  Kind kind_ = Kind::kMap;
  bool plain_ = true;  // not quoted: may be a number, a boolean or null
  int line_ = 0;
  int column_ = 0;
  std::string text_;
  std::vector<YamlNode> items_;
  std::vector<Entry> entries_;
  std::shared_ptr<const std::string> file_;
};

// The whole of a file. kNotFound with the path when it cannot be opened.
std::string ReadTextFile(const std::filesystem::path& path);

}  // namespace tarn::transform
