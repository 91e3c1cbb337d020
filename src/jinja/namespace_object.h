#pragma once

#include <string>
#include <vector>

#include "jinja/dict.h"
#include "jinja/object.h"

namespace tarn::jinja {

// namespace(): the only object whose attributes templates can set.
class NamespaceObject : public Object {
 public:
  explicit NamespaceObject(Dict attributes) : attributes_(std::move(attributes)) {}

  std::string_view TypeName() const override { return "Namespace"; }
  std::string_view QualifiedTypeName() const override { return "jinja2.utils.Namespace"; }
  std::optional<Value> GetAttr(std::string_view name) const override {
    if (const Value* found = attributes_.Find(name)) return *found;
    return std::nullopt;
  }
  bool SetAttr(std::string_view name, Value value) override {
    attributes_.Set(Value(name), std::move(value));
    return true;
  }
  std::vector<std::string> AttributeNames() const override {
    std::vector<std::string> names;
    for (const auto& entry : attributes_) names.push_back(jinja::Str(entry.key));
    return names;
  }
  std::string Str() const override {
    return "<Namespace " + jinja::Repr(Value(Dict(attributes_))) + ">";
  }
  void VisitChildren(const std::function<void(const Value&)>& visit) const override {
    for (const auto& entry : attributes_) visit(entry.value);
  }

  void ClearChildren() override { attributes_.Clear(); }

 private:
  Dict attributes_;
};

}  // namespace tarn::jinja
