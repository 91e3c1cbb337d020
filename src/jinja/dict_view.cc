#include <algorithm>

#include "base/error.h"
#include "jinja/dict.h"
#include "jinja/methods.h"

namespace tarn::jinja {
namespace {

class ViewIterator : public Iterator {
 public:
  ViewIterator(Value dict, DictViewKind kind)
      : dict_(std::move(dict)), kind_(kind), size_(dict_.AsDict().size()) {}
  bool Next(Value* value) override {
    const Dict& dict = dict_.AsDict();
    if (dict.size() != size_)
      base::Throw(base::ErrorKind::kInvalidArgument, "dictionary changed size during iteration");
    const Dict::Entry* entry = dict.At(&position_);
    if (!entry) return false;
    switch (kind_) {
      case DictViewKind::kKeys: *value = entry->key; break;
      case DictViewKind::kValues: *value = entry->value; break;
      case DictViewKind::kItems: *value = Value::Tuple({entry->key, entry->value}); break;
    }
    return true;
  }

 private:
  Value dict_;
  DictViewKind kind_;
  size_t size_;
  size_t position_ = 0;
};

class VectorIterator : public Iterator {
 public:
  explicit VectorIterator(std::vector<Value> items) : items_(std::move(items)) {}
  bool Next(Value* value) override {
    if (next_ >= items_.size()) return false;
    *value = items_[next_++];
    return true;
  }

 private:
  std::vector<Value> items_;
  size_t next_ = 0;
};

class DictView : public Object {
 public:
  DictView(Value dict, DictViewKind kind) : dict_(std::move(dict)), kind_(kind) {}

  std::string_view TypeName() const override {
    return kind_ == DictViewKind::kKeys     ? "dict_keys"
           : kind_ == DictViewKind::kValues ? "dict_values"
                                            : "dict_items";
  }
  std::string Str() const override {
    std::vector<Value> items;
    const auto iterator = Iterate();
    for (Value item; iterator->Next(&item);) items.push_back(item);
    return std::string(TypeName()) + "(" + jinja::Repr(Value::List(std::move(items))) + ")";
  }
  std::optional<int64_t> Length() const override {
    return static_cast<int64_t>(dict_.AsDict().size());
  }
  std::unique_ptr<Iterator> Iterate() const override {
    return std::make_unique<ViewIterator>(dict_, kind_);
  }
  std::unique_ptr<Iterator> IterateReversed() const override {
    std::vector<Value> items;
    const auto iterator = Iterate();
    for (Value item; iterator->Next(&item);) items.push_back(item);
    std::reverse(items.begin(), items.end());
    return std::make_unique<VectorIterator>(std::move(items));
  }
  std::optional<bool> Contains(const Value& value) const override {
    const Dict& dict = dict_.AsDict();
    if (kind_ == DictViewKind::kKeys) return dict.Find(value) != nullptr;
    if (kind_ == DictViewKind::kValues) return std::nullopt;
    if (!value.is_tuple() || value.AsTuple().size() != 2) return false;
    const Value* found = dict.Find(value.AsTuple()[0]);
    return found && jinja::Equals(*found, value.AsTuple()[1]);
  }
  bool Equals(const Object& other) const override {
    const auto* view = dynamic_cast<const DictView*>(&other);
    if (!view || view->kind_ != kind_ || kind_ == DictViewKind::kValues) return this == &other;
    if (view->dict_.AsDict().size() != dict_.AsDict().size()) return false;
    const auto iterator = Iterate();
    for (Value item; iterator->Next(&item);)
      if (!*view->Contains(item)) return false;
    return true;
  }
  void VisitChildren(const std::function<void(const Value&)>& visit) const override {
    visit(dict_);
  }

 private:
  Value dict_;
  DictViewKind kind_;
};

}  // namespace

Value MakeDictView(const Value& dict, DictViewKind kind) {
  return Value::Make<DictView>(dict, kind);
}

}  // namespace tarn::jinja
