#include <algorithm>

#include "base/error.h"
#include "jinja/arithmetic.h"
#include "jinja/builtins.h"
#include "jinja/dict.h"
#include "jinja/namespace_object.h"

namespace tarn::jinja {
namespace {

using base::ErrorKind;

// range(start, stop, step).
class RangeObject : public Object {
 public:
  RangeObject(int64_t start, int64_t stop, int64_t step) : start_(start), stop_(stop), step_(step) {
    const auto span = static_cast<unsigned __int128>(
        step > 0 ? static_cast<__int128>(stop) - start : static_cast<__int128>(start) - stop);
    const auto unit = static_cast<unsigned __int128>(step > 0 ? static_cast<__int128>(step)
                                                              : -static_cast<__int128>(step));
    const bool empty = step > 0 ? start >= stop : start <= stop;
    const unsigned __int128 count = empty ? 0 : (span + unit - 1) / unit;
    if (count > static_cast<unsigned __int128>(INT64_MAX))
      base::Throw(ErrorKind::kResourceExhausted, "range({}, {}, {}) has too many numbers", start,
                  stop, step);
    count_ = static_cast<int64_t>(count);
  }

  std::string_view TypeName() const override { return "range"; }
  bool is_sequence() const override { return true; }
  std::string Str() const override {
    return step_ == 1 ? fmt::format("range({}, {})", start_, stop_)
                      : fmt::format("range({}, {}, {})", start_, stop_, step_);
  }
  std::optional<int64_t> Length() const override { return count_; }
  std::optional<Value> GetItem(const Value& key) const override {
    if (key.is_tuple() && key.AsTuple().size() == 3) return SliceOf(key.AsTuple());
    if (!key.is_int()) return std::nullopt;
    const int64_t index = key.AsInt() < 0 ? key.AsInt() + count_ : key.AsInt();
    if (index < 0 || index >= count_) return std::nullopt;
    return Value(At(index));
  }
  std::unique_ptr<Iterator> Iterate() const override {
    return std::make_unique<Cursor>(At(0), step_, count_);
  }
  std::unique_ptr<Iterator> IterateReversed() const override {
    return std::make_unique<Cursor>(count_ > 0 ? At(count_ - 1) : 0, -step_, count_);
  }
  std::optional<bool> Contains(const Value& value) const override {
    if (!value.is_number()) return false;
    const double number = ToDouble(value);
    if (value.is_float() && (number != static_cast<double>(static_cast<int64_t>(number))))
      return false;
    const int64_t wanted = value.is_float() ? static_cast<int64_t>(number) : ToInteger(value);
    if (count_ == 0) return false;
    const int64_t low = std::min(At(0), At(count_ - 1)), high = std::max(At(0), At(count_ - 1));
    return wanted >= low && wanted <= high && (static_cast<__int128>(wanted) - start_) % step_ == 0;
  }
  bool Equals(const Object& other) const override {
    const auto* range = dynamic_cast<const RangeObject*>(&other);
    if (!range || range->count_ != count_) return false;
    return count_ == 0 || (range->start_ == start_ && (count_ == 1 || range->step_ == step_));
  }
  size_t Hash() const override {
    return std::hash<int64_t>()(count_) ^ (count_ ? std::hash<int64_t>()(start_) : 0);
  }

 private:
  class Cursor : public Iterator {
   public:
    Cursor(int64_t next, int64_t step, int64_t left) : next_(next), step_(step), left_(left) {}
    bool Next(Value* value) override {
      if (left_ == 0) return false;
      *value = Value(next_);
      if (--left_ > 0) next_ += step_;
      return true;
    }

   private:
    int64_t next_, step_, left_;
  };

  int64_t At(int64_t index) const { return count_ == 0 ? start_ : start_ + index * step_; }

  std::optional<Value> SliceOf(const std::vector<Value>& parts) const {
    const int64_t step = parts[2].is_none() ? 1 : ToIndex(parts[2]);
    if (step == 0) base::Throw(ErrorKind::kInvalidArgument, "slice step cannot be zero");
    const auto bound = [&](const Value& part, int64_t omitted) {
      if (part.is_none()) return omitted;
      const int64_t index = ToIndex(part);
      const int64_t low = step < 0 ? -1 : 0, high = step < 0 ? count_ - 1 : count_;
      return std::clamp(index < 0 ? index + count_ : index, low, high);
    };
    const int64_t from = bound(parts[0], step < 0 ? count_ - 1 : 0);
    const int64_t to = bound(parts[1], step < 0 ? -1 : count_);
    int64_t new_step;
    if (__builtin_mul_overflow(step_, step, &new_step))
      base::Throw(ErrorKind::kInvalidArgument,
                  "the step of the slice does not fit into 64 bits: {}", step);
    return Value::Make<RangeObject>(start_ + from * step_, start_ + to * step_, new_step);
  }

  int64_t start_, stop_, step_;
  int64_t count_ = 0;
};

Value Range(CallArgs& args) {
  args.ExpectPositional("range", 1, 3);
  int64_t numbers[3] = {0, 0, 1};
  const bool one = args.positional.size() == 1;
  for (size_t i = 0; i < args.positional.size(); ++i)
    numbers[one ? 1 : i] = ToIndex(args.positional[i]);
  if (numbers[2] == 0) base::Throw(ErrorKind::kInvalidArgument, "range() arg 3 must not be zero");
  return Value::Make<RangeObject>(numbers[0], numbers[1], numbers[2]);
}

Dict MakeDict(CallArgs& args, std::string_view function) {
  if (args.positional.size() > 1)
    base::Throw(ErrorKind::kInvalidArgument, "{} expected at most 1 argument, got {}", function,
                args.positional.size());
  Dict dict;
  if (!args.positional.empty()) {
    const Value& source = args.positional[0];
    if (source.is_dict()) {
      dict = source.AsDict();
    } else {
      size_t index = 0;
      for (const Value& pair : args.state().Collect(source)) {
        if (!IsIterable(pair))
          base::Throw(ErrorKind::kInvalidArgument,
                      "cannot convert dictionary update sequence element #{} to a sequence", index);
        const std::vector<Value> items = args.state().Collect(pair);
        if (items.size() != 2)
          base::Throw(ErrorKind::kInvalidArgument,
                      "dictionary update sequence element #{} has length {}; 2 is required", index,
                      items.size());
        dict.Set(items[0], items[1]);
        ++index;
      }
    }
    args.state().ChargeWork(dict.size() * 3 * sizeof(Value));
  }
  for (const NamedArg& arg : args.named) dict.Set(Value(arg.name), arg.value);
  return dict;
}

class CyclerObject : public Object {
 public:
  explicit CyclerObject(std::vector<Value> items) : items_(std::move(items)) {}
  std::string_view TypeName() const override { return "Cycler"; }
  std::string_view QualifiedTypeName() const override { return "jinja2.utils.Cycler"; }
  std::vector<std::string> AttributeNames() const override {
    return {"current", "next", "reset", "items", "pos"};
  }
  std::optional<Value> GetAttr(std::string_view name) const override {
    if (name == "current") return items_[position_];
    if (name == "pos") return Value(position_);
    if (name == "items") return Value::Tuple(items_);
    if (name != "next" && name != "reset") return std::nullopt;
    const Ref<CyclerObject> self(const_cast<CyclerObject*>(this));
    const bool next = name == "next";
    return Value::Function(std::string(name), [self, next](CallArgs& args) {
      return self->CallMethod(next ? "next" : "reset", args);
    });
  }
  Value CallMethod(std::string_view name, CallArgs& args) override {
    if (name != "next" && name != "reset") return Object::CallMethod(name, args);
    args.ExpectPositional(name, 0, 0);
    if (name == "reset") {
      position_ = 0;
      return Value::None();
    }
    const Value current = items_[position_];
    position_ = (position_ + 1) % items_.size();
    return current;
  }
  void VisitChildren(const std::function<void(const Value&)>& visit) const override {
    for (const Value& item : items_) visit(item);
  }

 private:
  std::vector<Value> items_;
  size_t position_ = 0;
};

class JoinerObject : public Object {
 public:
  explicit JoinerObject(Value separator) : separator_(std::move(separator)) {}
  std::string_view TypeName() const override { return "Joiner"; }
  std::string_view QualifiedTypeName() const override { return "jinja2.utils.Joiner"; }
  bool callable() const override { return true; }
  std::optional<Value> GetAttr(std::string_view name) const override {
    if (name == "sep") return separator_;
    if (name == "used") return Value(used_);
    return std::nullopt;
  }
  Value Call(CallArgs& args) override {
    args.ExpectPositional("joiner", 0, 0);
    if (used_) return separator_;
    used_ = true;
    return Value("");
  }
  void VisitChildren(const std::function<void(const Value&)>& visit) const override {
    visit(separator_);
  }

 private:
  Value separator_;
  bool used_ = false;
};

}  // namespace

void AddGlobals(Dict* globals) {
  const auto add = [&](const char* name, NativeFunction function) {
    globals->Set(Value(name), Value::Function(name, std::move(function)));
  };
  add("range", Range);
  add("dict", [](CallArgs& args) { return Value(MakeDict(args, "dict")); });
  add("namespace",
      [](CallArgs& args) { return Value::Make<NamespaceObject>(MakeDict(args, "dict")); });
  add("cycler", [](CallArgs& args) {
    if (args.positional.empty())
      base::Throw(ErrorKind::kInvalidArgument, "at least one item has to be provided");
    return Value::Make<CyclerObject>(args.positional);
  });
  add("joiner", [](CallArgs& args) {
    return Value::Make<JoinerObject>(args.Bind("Joiner.__init__", {{"sep", Value(", ")}})[0]);
  });
}

}  // namespace tarn::jinja
