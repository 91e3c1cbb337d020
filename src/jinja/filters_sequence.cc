#include <algorithm>

#include "base/error.h"
#include "base/random.h"
#include "jinja/arithmetic.h"
#include "jinja/builtins.h"
#include "jinja/methods.h"
#include "jinja/unicode.h"

namespace tarn::jinja {
namespace {

using base::ErrorKind;

Value LengthFilter(CallArgs& args) {
  args.ExpectPositional("len", 1, 1);
  return Length(args.positional[0]);
}

Value ListFilter(CallArgs& args) {
  return Value::List(args.state().Collect(args.Bind("sync_do_list", {{"value"}})[0]));
}

Value FirstFilter(CallArgs& args) {
  const auto bound = args.Bind("sync_do_first", {{"seq"}});
  const auto iterator = Iterate(bound[0]);
  if (Value item; iterator->Next(&item)) return item;
  return args.state().MakeUndefined({"No first item, sequence was empty.", {}, {}, {}});
}

Value LastFilter(CallArgs& args) {
  const auto bound = args.Bind("do_last", {{"seq"}});
  if ((bound[0].is_list() || bound[0].is_tuple()) && !bound[0].Sequence().empty())
    return bound[0].Sequence().back();
  const std::vector<Value> items = Reversed(args.state(), bound[0]);
  if (!items.empty()) return items[0];
  return args.state().MakeUndefined({"No last item, sequence was empty.", {}, {}, {}});
}

Value RandomFilter(CallArgs& args) {
  const auto bound = args.Bind("do_random", {{"seq"}});
  const int64_t length = Length(bound[0]);
  if (length == 0)
    return args.state().MakeUndefined({"No random item, sequence was empty.", {}, {}, {}});
  const auto index =
      static_cast<int64_t>(base::RandomSource::System().Next() % static_cast<uint64_t>(length));
  return args.state().GetItem(bound[0], Value(index));
}

Value ReverseFilter(CallArgs& args) {
  const auto bound = args.Bind("do_reverse", {{"value"}});
  const Value& value = bound[0];
  if (value.is_string()) {
    std::vector<std::string> characters = Characters(value.AsString());
    std::string out;
    for (auto it = characters.rbegin(); it != characters.rend(); ++it) out += *it;
    return Value(std::move(out));
  }
  const bool reversible = value.is_list() || value.is_tuple() || value.is_dict() ||
                          (value.is_object() && value.AsObject().IterateReversed());
  if (reversible) return MakeGenerator("reversed", Reversed(args.state(), value));
  if (!IsIterable(value)) base::Throw(ErrorKind::kInvalidArgument, "argument must be iterable");
  std::vector<Value> items = args.state().Collect(value);
  std::reverse(items.begin(), items.end());
  return Value::List(std::move(items));
}

Value JoinFilter(CallArgs& args) {
  const auto bound =
      args.Bind("sync_do_join", {{"value"}, {"d", Value("")}, {"attribute", Value::None()}});
  RenderState& state = args.state();
  const std::string separator = Str(bound[1]);
  const AttributeGetter getter(bound[2]);
  std::string out;
  bool first = true;
  const auto iterator = Iterate(bound[0]);
  for (Value item; iterator->Next(&item);) {
    state.ChargeIteration();
    if (!first) out += separator;
    first = false;
    AppendStr(&out, getter.Get(state, item));
    if (out.size() > (size_t{1} << 28)) state.ChargeWork(UINT64_MAX);
  }
  state.ChargeWork(out.size());
  return Value(std::move(out));
}

// The keys to sort by: one attribute, or a list of several separated by commas.
std::vector<Value> SortKeys(RenderState& state, const std::vector<Value>& items,
                            const Value& attribute, bool case_sensitive) {
  std::vector<AttributeGetter> getters;
  if (attribute.is_string()) {
    const std::string& text = attribute.AsString();
    for (size_t begin = 0; begin <= text.size();) {
      const size_t end = std::min(text.find(',', begin), text.size());
      getters.emplace_back(Value(text.substr(begin, end - begin)));
      begin = end + 1;
    }
  } else {
    getters.emplace_back(attribute);
  }
  std::vector<Value> keys;
  keys.reserve(items.size());
  for (const Value& item : items) {
    std::vector<Value> key;
    for (const AttributeGetter& getter : getters) {
      Value part = getter.Get(state, item);
      key.push_back(case_sensitive ? std::move(part) : IgnoreCase(part));
    }
    keys.push_back(getters.size() == 1 ? key[0] : Value::List(std::move(key)));
  }
  return keys;
}

Value SortFilter(CallArgs& args) {
  const auto bound = args.Bind("do_sort", {{"value"},
                                           {"reverse", Value(false)},
                                           {"case_sensitive", Value(false)},
                                           {"attribute", Value::None()}});
  std::vector<Value> items = args.state().Collect(bound[0]);
  std::vector<Value> keys = SortKeys(args.state(), items, bound[3], Truth(bound[2]));
  SortByKeys(args.state(), &items, &keys, Truth(bound[1]));
  return Value::List(std::move(items));
}

Value DictSortFilter(CallArgs& args) {
  const auto bound = args.Bind("do_dictsort", {{"value"},
                                               {"case_sensitive", Value(false)},
                                               {"by", Value("key")},
                                               {"reverse", Value(false)}});
  const std::string by = Str(bound[2]);
  if (by != "key" && by != "value")
    base::Throw(ErrorKind::kInvalidArgument, "You can only sort by either \"key\" or \"value\"");
  if (bound[0].is_undefined()) ThrowUndefined(bound[0]);
  if (!bound[0].is_dict())
    base::Throw(ErrorKind::kInvalidArgument, "'{}' object has no attribute 'items'",
                TypeName(bound[0]));
  std::vector<Value> items, keys;
  for (const auto& entry : bound[0].AsDict()) {
    items.push_back(Value::Tuple({entry.key, entry.value}));
    const Value& key = by == "key" ? entry.key : entry.value;
    keys.push_back(Truth(bound[1]) ? key : IgnoreCase(key));
  }
  SortByKeys(args.state(), &items, &keys, Truth(bound[3]));
  return Value::List(std::move(items));
}

Value UniqueFilter(CallArgs& args) {
  const auto bound =
      args.Bind("sync_do_unique",
                {{"value"}, {"case_sensitive", Value(false)}, {"attribute", Value::None()}});
  const AttributeGetter getter(bound[2]);
  const bool case_sensitive = Truth(bound[1]);
  Dict seen;
  std::vector<Value> unique;
  for (const Value& item : args.state().Collect(bound[0])) {
    Value key = getter.Get(args.state(), item);
    if (!case_sensitive) key = IgnoreCase(key);
    if (seen.Find(key)) continue;
    seen.Set(std::move(key), Value(true));
    unique.push_back(item);
  }
  return MakeGenerator("sync_do_unique", std::move(unique));
}

template <bool kMax>
Value ExtremeFilter(CallArgs& args) {
  const auto bound =
      args.Bind(kMax ? "do_max" : "do_min",
                {{"value"}, {"case_sensitive", Value(false)}, {"attribute", Value::None()}});
  const std::vector<Value> items = args.state().Collect(bound[0]);
  if (items.empty())
    return args.state().MakeUndefined({"No aggregated item, sequence was empty.", {}, {}, {}});
  const AttributeGetter getter(bound[2]);
  size_t best = 0;
  Value best_key;
  for (size_t i = 0; i < items.size(); ++i) {
    Value key = getter.Get(args.state(), items[i]);
    if (!Truth(bound[1])) key = IgnoreCase(key);
    if (i == 0 || (kMax ? Compare(key, best_key, ">") == 1 : Compare(key, best_key, "<") == -1)) {
      best = i;
      best_key = std::move(key);
    }
  }
  return items[best];
}

Value SumFilter(CallArgs& args) {
  const auto bound =
      args.Bind("sync_do_sum", {{"iterable"}, {"attribute", Value::None()}, {"start", Value(0)}});
  if (bound[2].is_string())
    base::Throw(ErrorKind::kInvalidArgument, "sum() can't sum strings [use ''.join(seq) instead]");
  const AttributeGetter getter(bound[1]);
  Value sum = bound[2];
  for (const Value& item : args.state().Collect(bound[0]))
    sum = Binary(args.state(), BinaryOp::kAdd, sum, getter.Get(args.state(), item));
  return sum;
}

Value SliceFilter(CallArgs& args) {
  const auto bound =
      args.Bind("sync_do_slice", {{"value"}, {"slices"}, {"fill_with", Value::None()}});
  const std::vector<Value> items = args.state().Collect(bound[0]);
  const int64_t slices = ToIndex(bound[1]);
  if (slices == 0) base::Throw(ErrorKind::kInvalidArgument, "integer division or modulo by zero");
  args.state().ChargeIteration(static_cast<uint64_t>(std::max<int64_t>(slices, 0)));
  const auto length = static_cast<int64_t>(items.size());
  const int64_t per_slice = length / slices, extra = length % slices;
  std::vector<Value> out;
  int64_t offset = 0;
  for (int64_t slice = 0; slice < slices; ++slice) {
    const int64_t start = offset + slice * per_slice;
    if (slice < extra) ++offset;
    const int64_t end = offset + (slice + 1) * per_slice;
    std::vector<Value> part(items.begin() + start, items.begin() + end);
    if (!bound[2].is_none() && slice >= extra) part.push_back(bound[2]);
    out.push_back(Value::List(std::move(part)));
  }
  return MakeGenerator("sync_do_slice", std::move(out));
}

Value BatchFilter(CallArgs& args) {
  const auto bound =
      args.Bind("do_batch", {{"value"}, {"linecount"}, {"fill_with", Value::None()}});
  const int64_t size = ToIndex(bound[1]);
  std::vector<Value> out;
  std::vector<Value> batch;
  for (const Value& item : args.state().Collect(bound[0])) {
    if (static_cast<int64_t>(batch.size()) == size) {
      out.push_back(Value::List(std::move(batch)));
      batch.clear();
    }
    batch.push_back(item);
  }
  if (!batch.empty()) {
    if (!bound[2].is_none() && static_cast<int64_t>(batch.size()) < size) {
      args.state().ChargeWork(static_cast<uint64_t>(size) * sizeof(Value));
      batch.resize(static_cast<size_t>(size), bound[2]);
    }
    out.push_back(Value::List(std::move(batch)));
  }
  return MakeGenerator("do_batch", std::move(out));
}

Value ItemsFilter(CallArgs& args) {
  const auto bound = args.Bind("do_items", {{"value"}});
  std::vector<Value> items;
  if (!bound[0].is_undefined()) {
    if (!bound[0].is_dict())
      base::Throw(ErrorKind::kInvalidArgument, "Can only get item pairs from a mapping.");
    for (const auto& entry : bound[0].AsDict())
      items.push_back(Value::Tuple({entry.key, entry.value}));
  }
  return MakeGenerator("do_items", std::move(items));
}

// The named tuple of groupby: prints as a tuple, and has the attributes grouper and list.
class GroupObject : public Object {
 public:
  GroupObject(Value grouper, Value list)
      : pair_(Value::Tuple({std::move(grouper), std::move(list)})) {}
  std::string_view TypeName() const override { return "_GroupTuple"; }
  std::string_view QualifiedTypeName() const override { return "jinja2.filters._GroupTuple"; }
  std::string Str() const override { return jinja::Repr(pair_); }
  std::optional<int64_t> Length() const override { return 2; }
  std::unique_ptr<Iterator> Iterate() const override { return jinja::Iterate(pair_); }
  bool is_sequence() const override { return true; }
  std::vector<std::string> AttributeNames() const override { return {"grouper", "list"}; }
  std::optional<Value> GetAttr(std::string_view name) const override {
    if (name == "grouper") return pair_.AsTuple()[0];
    if (name == "list") return pair_.AsTuple()[1];
    return std::nullopt;
  }
  std::optional<Value> GetItem(const Value& key) const override {
    if (!key.is_int()) return std::nullopt;
    const int64_t index = key.AsInt() < 0 ? key.AsInt() + 2 : key.AsInt();
    if (index < 0 || index > 1) return std::nullopt;
    return pair_.AsTuple()[static_cast<size_t>(index)];
  }
  void VisitChildren(const std::function<void(const Value&)>& visit) const override {
    visit(pair_);
  }

 private:
  Value pair_;
};

Value GroupByFilter(CallArgs& args) {
  const auto bound = args.Bind(
      "sync_do_groupby",
      {{"value"}, {"attribute"}, {"default", Value::None()}, {"case_sensitive", Value(false)}});
  RenderState& state = args.state();
  const AttributeGetter getter(bound[1]);
  const Value* default_value = bound[2].is_none() ? nullptr : &bound[2];
  const bool case_sensitive = Truth(bound[3]);
  std::vector<Value> items = state.Collect(bound[0]);
  std::vector<Value> keys;
  for (const Value& item : items) {
    Value key = getter.Get(state, item, default_value);
    keys.push_back(case_sensitive ? std::move(key) : IgnoreCase(key));
  }
  SortByKeys(state, &items, &keys, false);
  std::vector<Value> groups;
  for (size_t begin = 0; begin < items.size();) {
    size_t end = begin + 1;
    while (end < items.size() && Equals(keys[end], keys[begin])) ++end;
    Value grouper = case_sensitive ? keys[begin] : getter.Get(state, items[begin], default_value);
    const auto from = items.begin() + static_cast<int64_t>(begin);
    groups.push_back(Value::Make<GroupObject>(
        std::move(grouper), Value::List({from, items.begin() + static_cast<int64_t>(end)})));
    begin = end;
  }
  return Value::List(std::move(groups));
}

}  // namespace

AttributeGetter::AttributeGetter(const Value& attribute) {
  if (attribute.is_none()) return;
  if (!attribute.is_string()) {
    parts_.push_back(attribute);
    return;
  }
  const std::string& text = attribute.AsString();
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('.', begin), text.size());
    const std::string part = text.substr(begin, end - begin);
    const bool digits = !part.empty() && part.size() < 18 &&
                        part.find_first_not_of("0123456789") == std::string::npos;
    parts_.push_back(digits ? Value(std::stoll(part)) : Value(part));
    begin = end + 1;
  }
}

Value AttributeGetter::Get(RenderState& state, const Value& item,
                           const Value* default_value) const {
  Value value = item;
  for (const Value& part : parts_) {
    value = state.GetItem(value, part);
    if (default_value && value.is_undefined()) value = *default_value;
  }
  return value;
}

Value IgnoreCase(const Value& value) {
  return value.is_string() ? Value(Lower(value.AsString())) : value;
}

std::vector<Value> Reversed(RenderState& state, const Value& value) {
  if (value.is_undefined()) ThrowUndefined(value);
  std::unique_ptr<Iterator> iterator;
  if (value.is_object()) iterator = value.AsObject().IterateReversed();
  const bool built_in = value.is_list() || value.is_tuple() || value.is_dict() || value.is_string();
  if (!iterator && !built_in)
    base::Throw(ErrorKind::kInvalidArgument, "'{}' object is not reversible", TypeName(value));
  std::vector<Value> items;
  if (!iterator) {
    items = state.Collect(value);
    std::reverse(items.begin(), items.end());
    return items;
  }
  for (Value item; iterator->Next(&item);) {
    state.ChargeIteration();
    state.ChargeWork(sizeof(Value));
    items.push_back(item);
  }
  return items;
}

void AddSequenceFilters(FunctionMap* filters) {
  filters->insert({
      {"batch", BatchFilter},
      {"count", LengthFilter},
      {"dictsort", DictSortFilter},
      {"first", FirstFilter},
      {"groupby", GroupByFilter},
      {"items", ItemsFilter},
      {"join", JoinFilter},
      {"last", LastFilter},
      {"length", LengthFilter},
      {"list", ListFilter},
      {"max", ExtremeFilter<true>},
      {"min", ExtremeFilter<false>},
      {"random", RandomFilter},
      {"reverse", ReverseFilter},
      {"slice", SliceFilter},
      {"sort", SortFilter},
      {"sum", SumFilter},
      {"unique", UniqueFilter},
  });
}

}  // namespace tarn::jinja
