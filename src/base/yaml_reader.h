#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"

namespace tarn::base {

// A place in a YAML document, read strictly: a wrong type, an unknown or repeated key and a value
// out of range each throw kInvalidArgument as "FILE:LINE:COLUMN: …", with what was expected and
// "did you mean". Quoted scalars are strings and nothing else. Copies are cheap and share the
// document; not thread safe.
class YamlReader {
 public:
  // `name` stands for the file in messages. An empty document is an empty map.
  static YamlReader Parse(std::string_view text, const std::string& name);
  // kNotFound when the file does not exist.
  static YamlReader ReadFile(const std::string& path);

  bool is_map() const;
  bool is_list() const;
  bool is_scalar() const;
  bool is_null() const;

  // Throws unless this is a map with no key outside `keys`.
  void CheckKeys(const std::vector<std::string>& keys) const;
  // The value of a key of this map. A key without a value counts as absent.
  std::optional<YamlReader> Find(const std::string& key) const;
  YamlReader Get(const std::string& key) const;
  // Keys in the order of the file.
  std::vector<std::pair<std::string, YamlReader>> Map() const;
  std::vector<YamlReader> List() const;

  std::string String() const;
  bool Bool() const;
  int64_t Int(int64_t min = std::numeric_limits<int64_t>::min(),
              int64_t max = std::numeric_limits<int64_t>::max()) const;
  double Number(double min = -std::numeric_limits<double>::infinity(),
                double max = std::numeric_limits<double>::infinity()) const;
  // One of `choices`.
  std::string Choice(const std::vector<std::string>& choices) const;

  // "FILE:LINE:COLUMN", counted from 1.
  std::string Where() const;
  // Throws kInvalidArgument "FILE:LINE:COLUMN: message".
  [[noreturn]] void Fail(const std::string& message, const std::string& hint = {}) const;

 private:
  struct Node;
  explicit YamlReader(std::shared_ptr<const Node> node) : node_(std::move(node)) {}
  [[noreturn]] void FailType(std::string_view expected) const;

  std::shared_ptr<const Node> node_;
};

}  // namespace tarn::base
