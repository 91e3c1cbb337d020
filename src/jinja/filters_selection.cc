#include "base/error.h"
#include "jinja/builtins.h"
#include "jinja/methods.h"

namespace tarn::jinja {
namespace {

using base::ErrorKind;

Value DefaultFilter(CallArgs& args) {
  const auto bound =
      args.Bind("do_default", {{"value"}, {"default_value", Value("")}, {"boolean", Value(false)}});
  if (bound[0].is_undefined() || (Truth(bound[2]) && !Truth(bound[0]))) return bound[1];
  return bound[0];
}

Value AttrFilter(CallArgs& args) {
  const auto bound = args.Bind("do_attr", {{"obj"}, {"name"}});
  const Value& object = bound[0];
  const std::string name = Str(bound[1]);
  if (object.is_undefined()) return args.state().GetAttr(object, name);
  if (object.is_object()) {
    if (auto found = object.AsObject().GetAttr(name)) return *found;
  } else if (FindMethod(object.kind(), name)) {
    return args.state().GetAttr(object, name);
  }
  return args.state().MakeUndefined({"", Value(name), object, {}});
}

void CheckName(const Value& name, std::string_view type) {
  if (name.is_undefined())
    base::Throw(ErrorKind::kInvalidArgument,
                "No {} named Undefined. ({}; did you forget to quote the callable name?)", type,
                UndefinedMessage(name));
  if (!name.is_string())
    base::Throw(ErrorKind::kInvalidArgument, "No {} named {}.", type, Repr(name));
}

Value MapFilter(CallArgs& args) {
  RenderState& state = args.state();
  if (args.positional.empty())
    base::Throw(ErrorKind::kInvalidArgument,
                "sync_do_map() missing 1 required positional argument: 'value'");
  const Value value = args.positional[0];
  std::vector<Value> out;
  if (!Truth(value)) return MakeGenerator("sync_do_map", {});
  const Value* attribute = args.FindNamed("attribute");
  if (args.positional.size() == 1 && attribute) {
    const Value* default_value = args.FindNamed("default");
    for (const NamedArg& arg : args.named)
      if (arg.name != "attribute" && arg.name != "default")
        base::Throw(ErrorKind::kInvalidArgument, "Unexpected keyword argument {}",
                    ReprString(arg.name));
    if (default_value && default_value->is_none()) default_value = nullptr;
    const AttributeGetter getter(*attribute);
    for (const Value& item : state.Collect(value))
      out.push_back(getter.Get(state, item, default_value));
    return MakeGenerator("sync_do_map", std::move(out));
  }
  if (args.positional.size() < 2)
    base::Throw(ErrorKind::kInvalidArgument, "map requires a filter argument");
  CheckName(args.positional[1], "filter");
  const std::string name = args.positional[1].AsString();
  for (const Value& item : state.Collect(value)) {
    CallArgs call(state, {item}, args.named);
    call.positional.insert(call.positional.end(), args.positional.begin() + 2,
                           args.positional.end());
    out.push_back(state.ApplyFilter(name, call));
  }
  return MakeGenerator("sync_do_map", std::move(out));
}

template <bool kReject, bool kAttribute>
Value SelectFilter(CallArgs& args) {
  RenderState& state = args.state();
  const char* generator = "select_or_reject";
  if (args.positional.empty())
    base::Throw(ErrorKind::kInvalidArgument,
                "select() missing 1 required positional argument: 'value'");
  const Value value = args.positional[0];
  if (!Truth(value)) return MakeGenerator(generator, {});
  size_t next = 1;
  Value attribute = Value::None();
  if (kAttribute) {
    if (args.positional.size() < 2)
      base::Throw(ErrorKind::kInvalidArgument, "Missing parameter for attribute name");
    attribute = args.positional[next++];
  }
  const AttributeGetter getter(attribute);
  const bool has_test = args.positional.size() > next;
  if (has_test) CheckName(args.positional[next], "test");
  const std::string test = has_test ? args.positional[next++].AsString() : std::string();
  std::vector<Value> out;
  for (const Value& item : state.Collect(value)) {
    const Value subject = getter.Get(state, item);
    bool passes;
    if (has_test) {
      CallArgs call(state, {subject}, args.named);
      call.positional.insert(call.positional.end(),
                             args.positional.begin() + static_cast<int64_t>(next),
                             args.positional.end());
      passes = state.ApplyTest(test, call);
    } else {
      passes = Truth(subject);
    }
    if (passes != kReject) out.push_back(item);
  }
  return MakeGenerator(generator, std::move(out));
}

}  // namespace

void AddSelectionFilters(FunctionMap* filters) {
  filters->insert({
      {"attr", AttrFilter},
      {"d", DefaultFilter},
      {"default", DefaultFilter},
      {"map", MapFilter},
      {"reject", SelectFilter<true, false>},
      {"rejectattr", SelectFilter<true, true>},
      {"select", SelectFilter<false, false>},
      {"selectattr", SelectFilter<false, true>},
  });
}

}  // namespace tarn::jinja
