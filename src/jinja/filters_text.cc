#include <algorithm>

#include "base/error.h"
#include "jinja/arithmetic.h"
#include "jinja/builtins.h"
#include "jinja/methods.h"
#include "jinja/python_format.h"
#include "jinja/unicode.h"

namespace tarn::jinja {
namespace {

using base::ErrorKind;

Value UpperFilter(CallArgs& args) { return Value(Upper(Str(args.Bind("do_upper", {{"s"}})[0]))); }
Value LowerFilter(CallArgs& args) { return Value(Lower(Str(args.Bind("do_lower", {{"s"}})[0]))); }
Value CapitalizeFilter(CallArgs& args) {
  return Value(Capitalize(Str(args.Bind("do_capitalize", {{"s"}})[0])));
}
Value StringFilter(CallArgs& args) {
  const Value value = args.Bind("soft_str", {{"s"}})[0];
  return value.is_string() ? value : Value(Str(value));
}

Value TitleFilter(CallArgs& args) {
  const std::string text = Str(args.Bind("do_title", {{"s"}})[0]);
  std::string out;
  bool first = true;
  for (size_t position = 0; position < text.size();) {
    const char32_t c = DecodeAt(text, &position);
    // [-\s({\[<]+ separates words.
    const bool separator = c == '-' || IsSpace(c) || c == '(' || c == '{' || c == '[' || c == '<';
    first ? AppendUpper(&out, c) : AppendLower(&out, c);
    first = separator;
  }
  return Value(std::move(out));
}

Value TrimFilter(CallArgs& args) {
  const auto bound = args.Bind("do_trim", {{"value"}, {"chars", Value::None()}});
  return Value(Strip(Str(bound[0]), bound[1], true, true));
}

Value ReplaceFilter(CallArgs& args) {
  const auto bound = args.Bind("do_replace", {{"s"}, {"old"}, {"new"}, {"count", Value::None()}});
  const int64_t count = bound[3].is_none() ? -1 : ToIndex(bound[3]);
  return Value(ReplaceAll(args.state(), Str(bound[0]), Str(bound[1]), Str(bound[2]), count));
}

Value CenterFilter(CallArgs& args) {
  const auto bound = args.Bind("do_center", {{"value"}, {"width", Value(80)}});
  return Value(Center(args.state(), Str(bound[0]), ToIndex(bound[1]), " "));
}

Value FormatFilter(CallArgs& args) {
  if (args.positional.empty())
    base::Throw(ErrorKind::kInvalidArgument,
                "do_format() missing 1 required positional argument: 'value'");
  const std::string format = Str(args.positional[0]);
  if (args.positional.size() > 1 && !args.named.empty())
    base::Throw(ErrorKind::kInvalidArgument,
                "can't handle positional and keyword arguments at the same time");
  if (!args.named.empty()) {
    Dict values;
    for (const NamedArg& arg : args.named) values.Set(Value(arg.name), arg.value);
    return FormatPercent(args.state(), format, Value(std::move(values)));
  }
  return FormatPercent(args.state(), format,
                       Value::Tuple({args.positional.begin() + 1, args.positional.end()}));
}

Value IndentFilter(CallArgs& args) {
  const auto bound = args.Bind(
      "do_indent", {{"s"}, {"width", Value(4)}, {"first", Value(false)}, {"blank", Value(false)}});
  RenderState& state = args.state();
  if (bound[0].is_undefined()) ThrowUndefined(bound[0]);
  if (!bound[0].is_string())
    base::Throw(ErrorKind::kInvalidArgument, "unsupported operand type(s) for +=: '{}' and 'str'",
                TypeName(bound[0]));
  std::string indention;
  if (bound[1].is_string()) {
    indention = bound[1].AsString();
  } else {
    const int64_t width = ToIndex(bound[1]);
    state.ChargeWork(static_cast<uint64_t>(std::max<int64_t>(width, 0)));
    indention.assign(static_cast<size_t>(std::max<int64_t>(width, 0)), ' ');
  }
  const std::vector<std::string> lines = SplitLines(bound[0].AsString() + "\n", false);
  state.ChargeWork(lines.size() * (indention.size() + 1) + bound[0].AsString().size());
  std::string out = Truth(bound[2]) ? indention : std::string();
  for (size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) {
      out.push_back('\n');
      if (Truth(bound[3]) || !lines[i].empty()) out += indention;
    }
    out += lines[i];
  }
  return Value(std::move(out));
}

Value TruncateFilter(CallArgs& args) {
  const auto bound = args.Bind("do_truncate", {{"s"},
                                               {"length", Value(255)},
                                               {"killwords", Value(false)},
                                               {"end", Value("...")},
                                               {"leeway", Value::None()}});
  const int64_t length = ToIndex(bound[1]);
  const std::string end = Str(bound[3]);
  const int64_t leeway = bound[4].is_none() ? 5 : ToIndex(bound[4]);
  const auto end_length = static_cast<int64_t>(CodePointCount(end));
  if (length < end_length)
    base::Throw(ErrorKind::kInvalidArgument, "expected length >= {}, got {}", end_length, length);
  if (leeway < 0) base::Throw(ErrorKind::kInvalidArgument, "expected leeway >= 0, got {}", leeway);
  if (Length(bound[0]) <= length + leeway) return bound[0];
  if (!bound[0].is_string())
    base::Throw(ErrorKind::kInvalidArgument, "truncate expects a string, not {}",
                TypeName(bound[0]));
  const std::string& text = bound[0].AsString();
  std::string cut = text.substr(0, ByteOffset(text, static_cast<size_t>(length - end_length)));
  if (!Truth(bound[2])) cut = cut.substr(0, cut.rfind(' '));
  return Value(cut + end);
}

Value WordCountFilter(CallArgs& args) {
  const std::string text = Str(args.Bind("do_wordcount", {{"s"}})[0]);
  int64_t count = 0;
  bool in_word = false;
  for (size_t position = 0; position < text.size();) {
    const bool word = IsWord(DecodeAt(text, &position));
    count += word && !in_word;
    in_word = word;
  }
  return count;
}

Value WordWrapFilter(CallArgs& args) {
  const auto bound = args.Bind("do_wordwrap", {{"s"},
                                               {"width", Value(79)},
                                               {"break_long_words", Value(true)},
                                               {"wrapstring", Value::None()},
                                               {"break_on_hyphens", Value(true)}});
  if (bound[0].is_undefined()) ThrowUndefined(bound[0]);
  if (!bound[0].is_string())
    base::Throw(ErrorKind::kInvalidArgument, "'{}' object has no attribute 'splitlines'",
                TypeName(bound[0]));
  const std::string separator = bound[3].is_none() ? "\n" : Str(bound[3]);
  const int64_t width = ToIndex(bound[1]);
  if (width <= 0) base::Throw(ErrorKind::kInvalidArgument, "invalid width {} (must be > 0)", width);
  std::string out;
  bool first = true;
  for (const std::string& line : SplitLines(bound[0].AsString(), false)) {
    if (!first) out += separator;
    first = false;
    const auto wrapped = WrapText(line, width, Truth(bound[2]), Truth(bound[4]));
    for (size_t i = 0; i < wrapped.size(); ++i) {
      if (i > 0) out += separator;
      out += wrapped[i];
    }
  }
  args.state().ChargeWork(out.size());
  return Value(std::move(out));
}

Value PPrintFilter(CallArgs& args) {
  return Value(PrettyPrint(args.state(), args.Bind("do_pprint", {{"value"}})[0]));
}

}  // namespace

int64_t ToIndex(const Value& value) {
  if (value.is_undefined()) ThrowUndefined(value);
  if (!value.is_int() && !value.is_bool())
    base::Throw(ErrorKind::kInvalidArgument, "'{}' object cannot be interpreted as an integer",
                TypeName(value));
  return ToInteger(value);
}

void AddTextFilters(FunctionMap* filters) {
  filters->insert({
      {"capitalize", CapitalizeFilter},
      {"center", CenterFilter},
      {"format", FormatFilter},
      {"indent", IndentFilter},
      {"lower", LowerFilter},
      {"pprint", PPrintFilter},
      {"replace", ReplaceFilter},
      {"string", StringFilter},
      {"title", TitleFilter},
      {"trim", TrimFilter},
      {"truncate", TruncateFilter},
      {"upper", UpperFilter},
      {"wordcount", WordCountFilter},
      {"wordwrap", WordWrapFilter},
  });
}

}  // namespace tarn::jinja
