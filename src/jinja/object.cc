#include "jinja/object.h"

#include <algorithm>

#include "base/error.h"
#include "jinja/diagnostics.h"
#include "jinja/dict.h"
#include "jinja/render_state.h"
#include "jinja/unicode.h"

namespace tarn::jinja {
namespace {

using base::ErrorKind;

class ListIterator : public Iterator {
 public:
  explicit ListIterator(Value sequence) : sequence_(std::move(sequence)) {}
  bool Next(Value* value) override {
    const auto& items = sequence_.Sequence();
    if (index_ >= items.size()) return false;
    *value = items[index_++];
    return true;
  }

 private:
  Value sequence_;
  size_t index_ = 0;
};

class StringIterator : public Iterator {
 public:
  explicit StringIterator(Value text) : text_(std::move(text)) {}
  bool Next(Value* value) override {
    const std::string& text = text_.AsString();
    if (position_ >= text.size()) return false;
    const size_t begin = position_;
    DecodeAt(text, &position_);
    *value = Value(text.substr(begin, position_ - begin));
    return true;
  }

 private:
  Value text_;
  size_t position_ = 0;
};

class KeyIterator : public Iterator {
 public:
  explicit KeyIterator(Value dict) : dict_(std::move(dict)), size_(dict_.AsDict().size()) {}
  bool Next(Value* value) override {
    const Dict& dict = dict_.AsDict();
    if (dict.size() != size_)
      base::Throw(ErrorKind::kInvalidArgument, "dictionary changed size during iteration");
    const Dict::Entry* entry = dict.At(&position_);
    if (!entry) return false;
    *value = entry->key;
    return true;
  }

 private:
  Value dict_;
  size_t size_;
  size_t position_ = 0;
};

class EmptyIterator : public Iterator {
 public:
  bool Next(Value*) override { return false; }
};

// A Python generator: iterates once, over items made in advance.
class GeneratorObject : public Object {
 public:
  GeneratorObject(std::string name, std::vector<Value> items)
      : name_(std::move(name)), items_(std::move(items)) {}
  std::string_view TypeName() const override { return "generator"; }
  std::string Str() const override {
    return fmt::format("<generator object {} at {}>", name_, static_cast<const void*>(this));
  }
  std::unique_ptr<Iterator> Iterate() const override {
    class Cursor : public Iterator {
     public:
      explicit Cursor(Ref<const GeneratorObject> generator) : generator_(std::move(generator)) {}
      bool Next(Value* value) override {
        if (generator_->next_ >= generator_->items_.size()) return false;
        *value = generator_->items_[generator_->next_++];
        return true;
      }

     private:
      Ref<const GeneratorObject> generator_;
    };
    return std::make_unique<Cursor>(Ref<const GeneratorObject>(this));
  }
  void VisitChildren(const std::function<void(const Value&)>& visit) const override {
    for (const Value& item : items_) visit(item);
  }

 private:
  std::string name_;
  std::vector<Value> items_;
  mutable size_t next_ = 0;
};

std::string JoinNames(const std::vector<std::string>& names) {
  std::string out;
  for (size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += names.size() == 2 ? " and " : i + 1 == names.size() ? ", and " : ", ";
    out += "'" + names[i] + "'";
  }
  return out;
}

}  // namespace

std::vector<Value> CallArgs::Bind(std::string_view function,
                                  std::initializer_list<Param> params) const {
  if (positional.size() > params.size()) {
    const auto required = std::count_if(params.begin(), params.end(),
                                        [](const Param& param) { return param.required; });
    const bool ranged = static_cast<size_t>(required) != params.size();
    base::Throw(
        ErrorKind::kInvalidArgument, "{}() takes {}{} positional argument{} but {} {} given",
        function, ranged ? fmt::format("from {} to ", required) : "", params.size(),
        params.size() == 1 ? "" : "s", positional.size(), positional.size() == 1 ? "was" : "were");
  }
  std::vector<Value> bound(positional.begin(), positional.end());
  bound.reserve(params.size());
  size_t used = 0;
  std::vector<std::string> missing;
  size_t index = 0;
  for (const Param& param : params) {
    const auto named_arg = std::find_if(
        named.begin(), named.end(), [&](const NamedArg& arg) { return arg.name == param.name; });
    const bool has_named = named_arg != named.end();
    if (index < positional.size()) {
      if (has_named)
        base::Throw(ErrorKind::kInvalidArgument, "{}() got multiple values for argument '{}'",
                    function, param.name);
    } else if (has_named) {
      ++used;
      bound.push_back(named_arg->value);
    } else {
      if (param.required) missing.emplace_back(param.name);
      bound.push_back(param.default_value);
    }
    ++index;
  }
  if (used != named.size()) {
    for (const NamedArg& arg : named)
      if (std::none_of(params.begin(), params.end(),
                       [&](const Param& param) { return param.name == arg.name; }))
        base::Throw(ErrorKind::kInvalidArgument, "{}() got an unexpected keyword argument '{}'",
                    function, arg.name);
  }
  if (!missing.empty())
    base::Throw(ErrorKind::kInvalidArgument, "{}() missing {} required positional argument{}: {}",
                function, missing.size(), missing.size() == 1 ? "" : "s", JoinNames(missing));
  return bound;
}

void CallArgs::ExpectPositional(std::string_view function, size_t least, size_t most) const {
  if (!named.empty())
    base::Throw(ErrorKind::kInvalidArgument, "{}() takes no keyword arguments", function);
  const size_t given = positional.size();
  if (given >= least && given <= most) return;
  if (most == 0)
    base::Throw(ErrorKind::kInvalidArgument, "{}() takes no arguments ({} given)", function, given);
  if (least == most && least > 1)
    base::Throw(ErrorKind::kInvalidArgument, "{} expected {} arguments, got {}", function, least,
                given);
  if (least == most)
    base::Throw(ErrorKind::kInvalidArgument, "{}() takes exactly {} argument{} ({} given)",
                function, least == 1 ? "one" : std::to_string(least), least == 1 ? "" : "s", given);
  base::Throw(ErrorKind::kInvalidArgument, "{} expected at {} {} argument{}, got {}", function,
              given < least ? "least" : "most", given < least ? least : most,
              (given < least ? least : most) == 1 ? "" : "s", given);
}

const Value* CallArgs::FindNamed(std::string_view name) const {
  for (const NamedArg& arg : named)
    if (arg.name == name) return &arg.value;
  return nullptr;
}

std::optional<Value> Object::GetAttr(std::string_view) const { return std::nullopt; }
std::optional<Value> Object::GetItem(const Value&) const { return std::nullopt; }
bool Object::SetAttr(std::string_view, Value) { return false; }
std::string Object::Str() const { return "<" + std::string(QualifiedTypeName()) + " object>"; }

Value Object::Call(CallArgs&) {
  base::Throw(ErrorKind::kInvalidArgument, "'{}' object is not callable", TypeName());
}

Value Object::CallMethod(std::string_view name, CallArgs& args) {
  std::optional<Value> method = GetAttr(name);
  if (!method) method = GetItem(Value(name));
  if (method) return args.state().Call(*method, args);
  return args.state().Call(
      args.state().MakeUndefined({"", Value(name), Value(Ref<Object>(this)), {}}), args);
}

bool Object::Truth() const {
  const auto length = Length();
  return !length || *length != 0;
}

std::unique_ptr<Iterator> Iterate(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kList:
    case ValueKind::kTuple: return std::make_unique<ListIterator>(value);
    case ValueKind::kString: return std::make_unique<StringIterator>(value);
    case ValueKind::kDict: return std::make_unique<KeyIterator>(value);
    case ValueKind::kUndefined:
      if (const auto* info = value.undefined_info();
          info && info->policy == UndefinedPolicy::kStrict)
        ThrowUndefined(value);
      return std::make_unique<EmptyIterator>();
    case ValueKind::kObject:
      if (auto iterator = value.AsObject().Iterate()) return iterator;
      break;
    default: break;
  }
  base::Throw(ErrorKind::kInvalidArgument, "'{}' object is not iterable", TypeName(value));
}

bool IsIterable(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kNone:
    case ValueKind::kBool:
    case ValueKind::kInt:
    case ValueKind::kFloat: return false;
    case ValueKind::kUndefined: {
      const auto* info = value.undefined_info();
      if (info && info->policy == UndefinedPolicy::kStrict) ThrowUndefined(value);
      return true;
    }
    case ValueKind::kObject: {
      const auto& object = value.AsObject();
      return object.Iterate() != nullptr;
    }
    default: return true;
  }
}

std::vector<Value> ToVector(const Value& value, size_t limit) {
  if (value.is_list() || value.is_tuple()) return value.Sequence();
  std::vector<Value> items;
  const auto iterator = Iterate(value);
  for (Value item; iterator->Next(&item);) {
    if (items.size() >= limit)
      base::Throw(ErrorKind::kResourceExhausted, "an iterable has more than {} items", limit);
    items.push_back(std::move(item));
    item = Value();
  }
  return items;
}

Value MakeGenerator(std::string name, std::vector<Value> items) {
  return Value::Make<GeneratorObject>(std::move(name), std::move(items));
}

}  // namespace tarn::jinja
