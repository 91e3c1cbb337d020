#include "transform/manifest/node.h"

#include <array>

#include <fmt/ranges.h>

#include "base/error.h"
#include "base/suggest.h"
#include "transform/context/value_tree.h"

namespace tarn::transform {

namespace {

constexpr std::array<std::pair<ResourceType, std::string_view>, 7> kTypes = {{
    {ResourceType::kModel, "model"},
    {ResourceType::kTest, "test"},
    {ResourceType::kSeed, "seed"},
    {ResourceType::kAnalysis, "analysis"},
    {ResourceType::kOperation, "operation"},
    {ResourceType::kSource, "source"},
    {ResourceType::kExposure, "exposure"},
}};

bool QuotePart(const Node& node, const char* part) {
  const jinja::Value* quoting =
      node.type == ResourceType::kSource ? &node.quoting : node.config_value("quoting");
  return quoting == nullptr || GetBool(*quoting, part, true);
}

}  // namespace

std::string_view ResourceTypeName(ResourceType type) {
  for (const auto& [known, name] : kTypes) {
    if (known == type) return name;
  }
  return "";
}

ResourceType ParseResourceType(std::string_view name) {
  std::vector<std::string> names;
  for (const auto& [type, known] : kTypes) {
    if (known == name) return type;
    names.emplace_back(known);
  }
  throw base::Error(
      base::ErrorKind::kInvalidArgument,
      fmt::format("unknown resource type '{}'{}", name, base::DidYouMean(name, names)),
      fmt::format("expected one of: {}", fmt::join(names, ", ")));
}

const jinja::Value* Node::config_value(std::string_view key) const { return Get(config, key); }

std::string Node::config_string(std::string_view key, const std::string& fallback) const {
  return GetString(config, key, fallback);
}

bool Node::is_ephemeral() const {
  return type == ResourceType::kModel && materialized() == "ephemeral";
}

bool Node::enabled() const { return GetBool(config, "enabled", true); }

bool Node::is_relational() const {
  return type == ResourceType::kModel || type == ResourceType::kSeed ||
         type == ResourceType::kSource;
}

std::string Node::relation_name() const {
  if (!is_relational() || is_ephemeral()) return "";
  std::string text;
  for (const auto& [part, key] : {std::pair{&database, "database"}, std::pair{&schema, "schema"},
                                  std::pair{&alias, "identifier"}}) {
    if (part->empty()) continue;
    if (!text.empty()) text += '.';
    text += QuotePart(*this, key) ? QuoteIdentifier(*part) : *part;
  }
  return text;
}

std::string QuoteIdentifier(std::string_view name) {
  std::string quoted = "\"";
  for (char c : name) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace tarn::transform
