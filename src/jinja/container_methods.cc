#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/error.h"
#include "jinja/arithmetic.h"
#include "jinja/dict.h"
#include "jinja/methods.h"
#include "jinja/render_state.h"

namespace tarn::jinja {
namespace {

using base::ErrorKind;

int64_t IndexArg(const Value& value) {
  if (value.is_undefined()) ThrowUndefined(value);
  if (!value.is_int() && !value.is_bool())
    base::Throw(ErrorKind::kInvalidArgument, "'{}' object cannot be interpreted as an integer",
                TypeName(value));
  return ToInteger(value);
}

Value ListAppend(const Value& self, CallArgs& args) {
  args.ExpectPositional("list.append", 1, 1);
  args.state().ChargeWork(sizeof(Value));
  self.AsList().push_back(args.positional[0]);
  args.state().NoteStored(self, args.positional[0]);
  return Value::None();
}

Value ListExtend(const Value& self, CallArgs& args) {
  args.ExpectPositional("list.extend", 1, 1);
  std::vector<Value> items = args.state().Collect(args.positional[0]);
  for (const Value& item : items) args.state().NoteStored(self, item);
  auto& list = self.AsList();
  list.insert(list.end(), items.begin(), items.end());
  return Value::None();
}

Value ListInsert(const Value& self, CallArgs& args) {
  args.ExpectPositional("insert", 2, 2);
  auto& list = self.AsList();
  const auto size = static_cast<int64_t>(list.size());
  int64_t index = IndexArg(args.positional[0]);
  if (index < 0) index = std::max<int64_t>(index + size, 0);
  index = std::min(index, size);
  args.state().NoteStored(self, args.positional[1]);
  args.state().ChargeIteration(list.size() / 64);
  args.state().ChargeWork(sizeof(Value));
  list.insert(list.begin() + index, args.positional[1]);
  return Value::None();
}

Value ListPop(const Value& self, CallArgs& args) {
  args.ExpectPositional("pop", 0, 1);
  auto& list = self.AsList();
  if (list.empty()) base::Throw(ErrorKind::kInvalidArgument, "pop from empty list");
  const auto size = static_cast<int64_t>(list.size());
  int64_t index = args.positional.empty() ? size - 1 : IndexArg(args.positional[0]);
  if (index < 0) index += size;
  if (index < 0 || index >= size)
    base::Throw(ErrorKind::kInvalidArgument, "pop index out of range");
  args.state().ChargeIteration(static_cast<uint64_t>(size - index) / 64);
  Value item = list[static_cast<size_t>(index)];
  list.erase(list.begin() + index);
  return item;
}

int64_t Position(const Value& self, CallArgs& args, const Value& wanted, int64_t start,
                 int64_t stop) {
  args.state().ChargeIteration(self.Sequence().size() / 16);
  for (int64_t i = start; i < stop && i < static_cast<int64_t>(self.Sequence().size()); ++i)
    if (Equals(self.Sequence()[static_cast<size_t>(i)], wanted)) return i;
  return -1;
}

Value ListRemove(const Value& self, CallArgs& args) {
  args.ExpectPositional("list.remove", 1, 1);
  const int64_t at = Position(self, args, args.positional[0], 0, INT64_MAX);
  if (at < 0) base::Throw(ErrorKind::kInvalidArgument, "list.remove(x): x not in list");
  self.AsList().erase(self.AsList().begin() + at);
  return Value::None();
}

Value SequenceIndex(const Value& self, CallArgs& args) {
  args.ExpectPositional("index", 1, 3);
  const auto size = static_cast<int64_t>(self.Sequence().size());
  const auto bound = [&](size_t i, int64_t omitted) {
    if (i >= args.positional.size()) return omitted;
    const int64_t value = IndexArg(args.positional[i]);
    return value < 0 ? std::max<int64_t>(value + size, 0) : value;
  };
  const int64_t at = Position(self, args, args.positional[0], bound(1, 0), bound(2, size));
  if (at < 0) {
    if (self.is_tuple()) base::Throw(ErrorKind::kInvalidArgument, "tuple.index(x): x not in tuple");
    base::Throw(ErrorKind::kInvalidArgument, "{} is not in list", Repr(args.positional[0]));
  }
  return at;
}

Value SequenceCount(const Value& self, CallArgs& args) {
  args.ExpectPositional("count", 1, 1);
  args.state().ChargeIteration(self.Sequence().size() / 16);
  int64_t count = 0;
  for (size_t i = 0; i < self.Sequence().size(); ++i)
    count += Equals(self.Sequence()[i], args.positional[0]);
  return count;
}

Value ListReverse(const Value& self, CallArgs& args) {
  args.ExpectPositional("list.reverse", 0, 0);
  std::reverse(self.AsList().begin(), self.AsList().end());
  return Value::None();
}

Value ListClear(const Value& self, CallArgs& args) {
  args.ExpectPositional("list.clear", 0, 0);
  std::vector<Value> items;
  items.swap(self.AsList());
  return Value::None();
}

Value ListCopy(const Value& self, CallArgs& args) {
  args.ExpectPositional("list.copy", 0, 0);
  args.state().ChargeWork(self.AsList().size() * sizeof(Value));
  return Value::List(self.AsList());
}

Value ListSort(const Value& self, CallArgs& args) {
  if (!args.positional.empty())
    base::Throw(ErrorKind::kInvalidArgument, "sort() takes no positional arguments");
  const auto bound = args.Bind("sort", {{"key", Value::None()}, {"reverse", Value(false)}});
  std::vector<Value> items = self.AsList();
  std::vector<Value> keys = items;
  if (!bound[0].is_none())
    for (Value& key : keys) key = args.state().Call(bound[0], {key});
  SortByKeys(args.state(), &items, &keys, Truth(bound[1]));
  self.AsList() = std::move(items);
  return Value::None();
}

Value DictGet(const Value& self, CallArgs& args) {
  args.ExpectPositional("get", 1, 2);
  if (const Value* found = self.AsDict().Find(args.positional[0])) return *found;
  return args.positional.size() > 1 ? args.positional[1] : Value::None();
}

template <DictViewKind kKind>
Value DictView(const Value& self, CallArgs& args) {
  args.ExpectPositional(kKind == DictViewKind::kKeys     ? "dict.keys"
                        : kKind == DictViewKind::kValues ? "dict.values"
                                                         : "dict.items",
                        0, 0);
  return MakeDictView(self, kKind);
}

void Put(const Value& self, CallArgs& args, const Value& key, const Value& value) {
  args.state().NoteStored(self, key);
  args.state().NoteStored(self, value);
  args.state().ChargeWork(2 * sizeof(Value));
  self.AsDict().Set(key, value);
}

Value DictUpdate(const Value& self, CallArgs& args) {
  if (args.positional.size() > 1)
    base::Throw(ErrorKind::kInvalidArgument, "update expected at most 1 argument, got {}",
                args.positional.size());
  if (!args.positional.empty()) {
    const Value& other = args.positional[0];
    if (other.is_dict()) {
      const Dict copy = other.AsDict();
      for (const auto& entry : copy) Put(self, args, entry.key, entry.value);
    } else {
      size_t index = 0;
      for (const Value& pair : args.state().Collect(other)) {
        if (!IsIterable(pair))
          base::Throw(ErrorKind::kInvalidArgument,
                      "cannot convert dictionary update sequence element #{} to a sequence", index);
        const std::vector<Value> items = ToVector(pair);
        if (items.size() != 2)
          base::Throw(ErrorKind::kInvalidArgument,
                      "dictionary update sequence element #{} has length {}; 2 is required", index,
                      items.size());
        Put(self, args, items[0], items[1]);
        ++index;
      }
    }
  }
  for (const NamedArg& arg : args.named) Put(self, args, Value(arg.name), arg.value);
  return Value::None();
}

Value DictPop(const Value& self, CallArgs& args) {
  args.ExpectPositional("pop", 1, 2);
  if (auto value = self.AsDict().Take(args.positional[0])) return *value;
  if (args.positional.size() < 2)
    base::Throw(ErrorKind::kInvalidArgument, "{}", Repr(args.positional[0]));
  return args.positional[1];
}

Value DictPopItem(const Value& self, CallArgs& args) {
  args.ExpectPositional("dict.popitem", 0, 0);
  auto last = self.AsDict().TakeLast();
  if (!last) base::Throw(ErrorKind::kInvalidArgument, "'popitem(): dictionary is empty'");
  return Value::Tuple({last->first, last->second});
}

Value DictSetDefault(const Value& self, CallArgs& args) {
  args.ExpectPositional("setdefault", 1, 2);
  if (const Value* found = self.AsDict().Find(args.positional[0])) return *found;
  const Value value = args.positional.size() > 1 ? args.positional[1] : Value::None();
  Put(self, args, args.positional[0], value);
  return value;
}

Value DictCopy(const Value& self, CallArgs& args) {
  args.ExpectPositional("dict.copy", 0, 0);
  args.state().ChargeWork(self.AsDict().size() * 3 * sizeof(Value));
  return Value(Dict(self.AsDict()));
}

Value DictClear(const Value& self, CallArgs& args) {
  args.ExpectPositional("dict.clear", 0, 0);
  self.AsDict().Clear();
  return Value::None();
}

Value IsInteger(const Value& self, CallArgs& args) {
  args.ExpectPositional("float.is_integer", 0, 0);
  return self.is_float()
             ? std::isfinite(self.AsFloat()) && std::floor(self.AsFloat()) == self.AsFloat()
             : true;
}

Value BitLength(const Value& self, CallArgs& args) {
  args.ExpectPositional("int.bit_length", 0, 0);
  if (self.is_float())
    base::Throw(ErrorKind::kInvalidArgument, "'float' object has no attribute 'bit_length'");
  const int64_t value = ToInteger(self);
  uint64_t magnitude = value < 0 ? ~static_cast<uint64_t>(value) + 1 : static_cast<uint64_t>(value);
  int64_t bits = 0;
  for (; magnitude; magnitude >>= 1) ++bits;
  return bits;
}

}  // namespace

void SortByKeys(RenderState& state, std::vector<Value>* items, std::vector<Value>* keys,
                bool reverse) {
  state.ChargeIteration(items->size());
  std::vector<size_t> order(items->size());
  std::iota(order.begin(), order.end(), size_t{0});
  // std::stable_sort with a comparison that is no strict order (NaN) may run out of bounds of
  // sense, not of memory; merge sort only ever reads its two runs.
  if (reverse) std::reverse(order.begin(), order.end());
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return Less((*keys)[a], (*keys)[b]); });
  if (reverse) std::reverse(order.begin(), order.end());
  std::vector<Value> sorted_items, sorted_keys;
  sorted_items.reserve(order.size());
  sorted_keys.reserve(order.size());
  for (size_t index : order) {
    sorted_items.push_back((*items)[index]);
    sorted_keys.push_back((*keys)[index]);
  }
  *items = std::move(sorted_items);
  *keys = std::move(sorted_keys);
}

const MethodTable& ListMethods() {
  static const MethodTable table = {
      {"append", ListAppend},   {"clear", ListClear},   {"copy", ListCopy},
      {"count", SequenceCount}, {"extend", ListExtend}, {"index", SequenceIndex},
      {"insert", ListInsert},   {"pop", ListPop},       {"remove", ListRemove},
      {"reverse", ListReverse}, {"sort", ListSort},
  };
  return table;
}

const MethodTable& TupleMethods() {
  static const MethodTable table = {{"count", SequenceCount}, {"index", SequenceIndex}};
  return table;
}

const MethodTable& DictMethods() {
  static const MethodTable table = {
      {"clear", DictClear},
      {"copy", DictCopy},
      {"get", DictGet},
      {"items", DictView<DictViewKind::kItems>},
      {"keys", DictView<DictViewKind::kKeys>},
      {"pop", DictPop},
      {"popitem", DictPopItem},
      {"setdefault", DictSetDefault},
      {"update", DictUpdate},
      {"values", DictView<DictViewKind::kValues>},
  };
  return table;
}

const MethodTable& NumberMethods() {
  static const MethodTable table = {{"is_integer", IsInteger}, {"bit_length", BitLength}};
  return table;
}

namespace {

const MethodTable* TableOf(ValueKind kind) {
  switch (kind) {
    case ValueKind::kString: return &StringMethods();
    case ValueKind::kList: return &ListMethods();
    case ValueKind::kTuple: return &TupleMethods();
    case ValueKind::kDict: return &DictMethods();
    case ValueKind::kInt:
    case ValueKind::kBool:
    case ValueKind::kFloat: return &NumberMethods();
    default: return nullptr;
  }
}

}  // namespace

Method FindMethod(ValueKind kind, std::string_view name) {
  const MethodTable* table = TableOf(kind);
  if (!table) return nullptr;
  const auto found = table->find(name);
  return found == table->end() ? nullptr : found->second;
}

std::vector<std::string> MethodNames(ValueKind kind) {
  std::vector<std::string> names;
  if (const MethodTable* table = TableOf(kind))
    for (const auto& [name, method] : *table) names.emplace_back(name);
  return names;
}

}  // namespace tarn::jinja
