#include <algorithm>

#include "base/error.h"
#include "jinja/arithmetic.h"
#include "jinja/dict.h"
#include "jinja/methods.h"
#include "jinja/python_format.h"
#include "jinja/render_state.h"
#include "jinja/unicode.h"

namespace tarn::jinja {
namespace {

using base::ErrorKind;

const std::string& Text(const Value& self) { return self.AsString(); }

const std::string& StringArg(std::string_view function, const Value& value) {
  if (value.is_undefined()) ThrowUndefined(value);
  if (!value.is_string())
    base::Throw(ErrorKind::kInvalidArgument, "{}() argument must be str, not {}", function,
                TypeName(value));
  return value.AsString();
}

int64_t IntArg(const Value& value) {
  if (value.is_undefined()) ThrowUndefined(value);
  if (!value.is_int() && !value.is_bool())
    base::Throw(ErrorKind::kInvalidArgument, "'{}' object cannot be interpreted as an integer",
                TypeName(value));
  return ToInteger(value);
}

Value Tuple(std::string a, std::string b, std::string c) {
  std::vector<Value> items;
  items.emplace_back(std::move(a));
  items.emplace_back(std::move(b));
  items.emplace_back(std::move(c));
  return Value::Tuple(std::move(items));
}

// Splits at runs of whitespace; `limit` splits at most unless negative.
std::vector<Value> SplitBlanks(std::string_view text, int64_t limit) {
  std::vector<Value> parts;
  size_t position = 0;
  const auto skip = [&] {
    while (position < text.size()) {
      size_t next = position;
      if (!IsSpace(DecodeAt(text, &next))) return;
      position = next;
    }
  };
  for (skip(); position < text.size(); skip()) {
    const size_t begin = position;
    if (limit >= 0 && static_cast<int64_t>(parts.size()) >= limit) {
      parts.emplace_back(text.substr(begin));
      break;
    }
    while (position < text.size()) {
      size_t next = position;
      if (IsSpace(DecodeAt(text, &next))) break;
      position = next;
    }
    parts.emplace_back(text.substr(begin, position - begin));
  }
  return parts;
}

std::vector<Value> SplitBlanksFromRight(std::string_view text, int64_t limit) {
  std::vector<Value> all = SplitBlanks(text, -1);
  if (limit < 0 || static_cast<int64_t>(all.size()) <= limit) return all;
  // What is left of the last `limit` words, unsplit.
  std::vector<Value> parts(all.end() - limit, all.end());
  std::string_view rest = text;
  for (int64_t i = 0; i < limit; ++i) {
    const std::string stripped = Strip(rest, Value::None(), false, true);
    rest = rest.substr(
        0, stripped.size() - all[all.size() - 1 - static_cast<size_t>(i)].AsString().size());
  }
  const std::string head = Strip(rest, Value::None(), false, true);
  if (!head.empty()) parts.insert(parts.begin(), Value(head));
  return parts;
}

Value Split(const Value& self, CallArgs& args) {
  const auto bound = args.Bind("split", {{"sep", Value::None()}, {"maxsplit", Value(-1)}});
  const std::string& text = Text(self);
  int64_t limit = IntArg(bound[1]);
  if (bound[0].is_none()) return Value::List(SplitBlanks(text, limit));
  const std::string& separator = StringArg("split", bound[0]);
  if (separator.empty()) base::Throw(ErrorKind::kInvalidArgument, "empty separator");
  std::vector<Value> parts;
  size_t begin = 0;
  for (; limit != 0; --limit) {
    const size_t end = text.find(separator, begin);
    if (end == std::string::npos) break;
    parts.emplace_back(text.substr(begin, end - begin));
    begin = end + separator.size();
  }
  parts.emplace_back(text.substr(begin));
  args.state().ChargeWork(parts.size() * sizeof(Value));
  return Value::List(std::move(parts));
}

Value RSplit(const Value& self, CallArgs& args) {
  const auto bound = args.Bind("rsplit", {{"sep", Value::None()}, {"maxsplit", Value(-1)}});
  const std::string& text = Text(self);
  int64_t limit = IntArg(bound[1]);
  if (bound[0].is_none()) return Value::List(SplitBlanksFromRight(text, limit));
  const std::string& separator = StringArg("rsplit", bound[0]);
  if (separator.empty()) base::Throw(ErrorKind::kInvalidArgument, "empty separator");
  std::vector<Value> parts;
  size_t end = text.size();
  for (; limit != 0; --limit) {
    if (end < separator.size()) break;
    const size_t begin = text.rfind(separator, end - separator.size());
    if (begin == std::string::npos) break;
    parts.emplace_back(text.substr(begin + separator.size(), end - begin - separator.size()));
    end = begin;
  }
  parts.emplace_back(text.substr(0, end));
  std::reverse(parts.begin(), parts.end());
  return Value::List(std::move(parts));
}

Value SplitLinesMethod(const Value& self, CallArgs& args) {
  const auto bound = args.Bind("splitlines", {{"keepends", Value(false)}});
  std::vector<Value> lines;
  for (std::string& line : SplitLines(Text(self), Truth(bound[0])))
    lines.emplace_back(std::move(line));
  return Value::List(std::move(lines));
}

Value Join(const Value& self, CallArgs& args) {
  args.ExpectPositional("str.join", 1, 1);
  if (!IsIterable(args.positional[0]))
    base::Throw(ErrorKind::kInvalidArgument, "can only join an iterable");
  std::string out;
  size_t index = 0;
  for (const Value& item : args.state().Collect(args.positional[0])) {
    if (!item.is_string())
      base::Throw(ErrorKind::kInvalidArgument, "sequence item {}: expected str instance, {} found",
                  index, TypeName(item));
    if (index++ > 0) out += Text(self);
    out += item.AsString();
    if (out.size() > (size_t{1} << 28)) args.state().ChargeWork(UINT64_MAX);
  }
  args.state().ChargeWork(out.size());
  return Value(std::move(out));
}

template <bool kLeft, bool kRight>
Value StripMethod(const Value& self, CallArgs& args) {
  args.ExpectPositional("strip", 0, 1);
  const Value characters = args.positional.empty() ? Value::None() : args.positional[0];
  return Value(Strip(Text(self), characters, kLeft, kRight));
}

Value Replace(const Value& self, CallArgs& args) {
  args.ExpectPositional("replace", 2, 3);
  const auto argument = [&](size_t i) -> const std::string& {
    if (args.positional[i].is_undefined()) ThrowUndefined(args.positional[i]);
    if (!args.positional[i].is_string())
      base::Throw(ErrorKind::kInvalidArgument, "replace() argument {} must be str, not {}", i + 1,
                  TypeName(args.positional[i]));
    return args.positional[i].AsString();
  };
  const int64_t count = args.positional.size() > 2 ? IntArg(args.positional[2]) : -1;
  const std::string& from = argument(0);
  const std::string& to = argument(1);
  return Value(ReplaceAll(args.state(), Text(self), from, to, count));
}

// The part of the text between optional start and stop arguments, and where it begins in code
// points.
std::string_view Part(const Value& self, const CallArgs& args, size_t first, int64_t* offset) {
  const std::string& text = Text(self);
  const auto length = static_cast<int64_t>(CodePointCount(text));
  const auto bound = [&](size_t i, int64_t omitted) {
    if (i >= args.positional.size() || args.positional[i].is_none()) return omitted;
    int64_t value = IntArg(args.positional[i]);
    if (value < 0) value = std::max<int64_t>(value + length, 0);
    return value;
  };
  const int64_t start = bound(first, 0);
  const int64_t stop = std::min(bound(first + 1, length), length);
  *offset = start;
  if (start > length || start > stop) {
    *offset = -1;
    return {};
  }
  const size_t begin = ByteOffset(text, static_cast<size_t>(start));
  const std::string_view rest = std::string_view(text).substr(begin);
  return rest.substr(0, ByteOffset(rest, static_cast<size_t>(stop - start)));
}

template <bool kStart>
Value Affix(const Value& self, CallArgs& args) {
  const char* name = kStart ? "startswith" : "endswith";
  args.ExpectPositional(name, 1, 3);
  int64_t offset = 0;
  const std::string_view part = Part(self, args, 1, &offset);
  const Value& wanted = args.positional[0];
  if (wanted.is_undefined()) ThrowUndefined(wanted);
  const auto matches = [&](const Value& value) {
    if (!value.is_string())
      base::Throw(ErrorKind::kInvalidArgument, "{} first arg must be str or a tuple of str, not {}",
                  name, TypeName(value));
    if (offset < 0) return false;
    return kStart ? part.starts_with(value.AsString()) : part.ends_with(value.AsString());
  };
  if (!wanted.is_tuple()) return matches(wanted);
  return std::any_of(wanted.AsTuple().begin(), wanted.AsTuple().end(), matches);
}

template <bool kRight, bool kThrow>
Value FindMethodOf(const Value& self, CallArgs& args) {
  args.ExpectPositional(kThrow ? "index" : "find", 1, 3);
  int64_t offset = 0;
  const std::string_view part = Part(self, args, 1, &offset);
  const Value& wanted = args.positional[0];
  if (wanted.is_undefined()) ThrowUndefined(wanted);
  if (!wanted.is_string())
    base::Throw(ErrorKind::kInvalidArgument, "must be str, not {}", TypeName(wanted));
  const size_t at = offset < 0 ? std::string_view::npos
                    : kRight   ? part.rfind(wanted.AsString())
                               : part.find(wanted.AsString());
  if (at == std::string_view::npos) {
    if (kThrow) base::Throw(ErrorKind::kInvalidArgument, "substring not found");
    return -1;
  }
  return offset + static_cast<int64_t>(CodePointCount(part.substr(0, at)));
}

Value Count(const Value& self, CallArgs& args) {
  args.ExpectPositional("count", 1, 3);
  int64_t offset = 0;
  const std::string_view part = Part(self, args, 1, &offset);
  const std::string& wanted = StringArg("count", args.positional[0]);
  if (offset < 0) return 0;
  if (wanted.empty()) return static_cast<int64_t>(CodePointCount(part)) + 1;
  int64_t count = 0;
  for (size_t at = 0; (at = part.find(wanted, at)) != std::string_view::npos; at += wanted.size())
    ++count;
  return count;
}

template <char kAlign>
Value Justify(const Value& self, CallArgs& args) {
  const char* name = kAlign == '<' ? "ljust" : kAlign == '>' ? "rjust" : "center";
  args.ExpectPositional(name, 1, 2);
  const int64_t width = IntArg(args.positional[0]);
  std::string fill = " ";
  if (args.positional.size() > 1) {
    fill = StringArg(name, args.positional[1]);
    if (CodePointCount(fill) != 1)
      base::Throw(ErrorKind::kInvalidArgument,
                  "The fill character must be exactly one character long");
  }
  if (kAlign == '^') return Value(Center(args.state(), Text(self), width, fill));
  const auto length = static_cast<int64_t>(CodePointCount(Text(self)));
  if (width <= length) return self;
  args.state().ChargeWork(static_cast<uint64_t>(width) * fill.size());
  std::string padding;
  for (int64_t i = length; i < width; ++i) padding += fill;
  return Value(kAlign == '<' ? Text(self) + padding : padding + Text(self));
}

Value ZFill(const Value& self, CallArgs& args) {
  args.ExpectPositional("zfill", 1, 1);
  const int64_t width = IntArg(args.positional[0]);
  std::string text = Text(self);
  const auto length = static_cast<int64_t>(CodePointCount(text));
  if (width <= length) return self;
  args.state().ChargeWork(static_cast<uint64_t>(width));
  text.insert(!text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0,
              static_cast<size_t>(width - length), '0');
  return Value(std::move(text));
}

template <bool kRight>
Value Partition(const Value& self, CallArgs& args) {
  args.ExpectPositional("partition", 1, 1);
  const std::string& separator = StringArg("partition", args.positional[0]);
  if (separator.empty()) base::Throw(ErrorKind::kInvalidArgument, "empty separator");
  const std::string& text = Text(self);
  const size_t at = kRight ? text.rfind(separator) : text.find(separator);
  if (at == std::string::npos) return kRight ? Tuple("", "", text) : Tuple(text, "", "");
  return Tuple(text.substr(0, at), separator, text.substr(at + separator.size()));
}

template <bool kPrefix>
Value Remove(const Value& self, CallArgs& args) {
  args.ExpectPositional(kPrefix ? "removeprefix" : "removesuffix", 1, 1);
  const std::string& affix =
      StringArg(kPrefix ? "removeprefix" : "removesuffix", args.positional[0]);
  const std::string& text = Text(self);
  if (affix.empty() || !(kPrefix ? text.starts_with(affix) : text.ends_with(affix))) return self;
  return Value(kPrefix ? text.substr(affix.size()) : text.substr(0, text.size() - affix.size()));
}

template <typename F>
std::string MapCase(std::string_view text, F append) {
  std::string out;
  bool after_letter = false;
  for (size_t position = 0; position < text.size();) {
    const char32_t c = DecodeAt(text, &position);
    append(&out, c, after_letter);
    after_letter = IsAlpha(c);
  }
  return out;
}

Value Title(const Value& self, CallArgs& args) {
  args.ExpectPositional("str.title", 0, 0);
  return Value(MapCase(Text(self), [](std::string* out, char32_t c, bool after_letter) {
    after_letter ? AppendLower(out, c) : AppendUpper(out, c);
  }));
}

Value SwapCase(const Value& self, CallArgs& args) {
  args.ExpectPositional("str.swapcase", 0, 0);
  return Value(MapCase(Text(self), [](std::string* out, char32_t c, bool) {
    IsUpper(c) ? AppendLower(out, c) : AppendUpper(out, c);
  }));
}

template <bool (*kPredicate)(char32_t)>
Value AllAre(const Value& self, CallArgs& args) {
  args.ExpectPositional("is…", 0, 0);
  const std::string& text = Text(self);
  if (text.empty()) return false;
  for (size_t position = 0; position < text.size();)
    if (!kPredicate(DecodeAt(text, &position))) return false;
  return true;
}

bool IsDecimal(char32_t c) { return c >= '0' && c <= '9'; }

template <bool kUpper>
Value HasCase(const Value& self, CallArgs& args) {
  args.ExpectPositional(kUpper ? "str.isupper" : "str.islower", 0, 0);
  const std::string& text = Text(self);
  bool found = false;
  for (size_t position = 0; position < text.size();) {
    const char32_t c = DecodeAt(text, &position);
    if (kUpper ? IsLower(c) : IsUpper(c)) return false;
    found |= kUpper ? IsUpper(c) : IsLower(c);
  }
  return found;
}

Value IsTitle(const Value& self, CallArgs& args) {
  args.ExpectPositional("str.istitle", 0, 0);
  const std::string& text = Text(self);
  bool previous_cased = false, found = false;
  for (size_t position = 0; position < text.size();) {
    const char32_t c = DecodeAt(text, &position);
    if (IsUpper(c)) {
      if (previous_cased) return false;
      previous_cased = found = true;
    } else if (IsLower(c)) {
      if (!previous_cased) return false;
    } else {
      previous_cased = false;
    }
  }
  return found;
}

Value IsIdentifier(const Value& self, CallArgs& args) {
  args.ExpectPositional("str.isidentifier", 0, 0);
  const std::string& text = Text(self);
  for (size_t position = 0; position < text.size();) {
    const bool first = position == 0;
    const char32_t c = DecodeAt(text, &position);
    if (c != '_' && !IsAlpha(c) && (first || !IsAlnum(c))) return false;
  }
  return !text.empty();
}

Value IsPrintableMethod(const Value& self, CallArgs& args) {
  args.ExpectPositional("str.isprintable", 0, 0);
  const std::string& text = Text(self);
  for (size_t position = 0; position < text.size();)
    if (!IsPrintable(DecodeAt(text, &position))) return false;
  return true;
}

Value ExpandTabs(const Value& self, CallArgs& args) {
  const auto bound = args.Bind("expandtabs", {{"tabsize", Value(8)}});
  const int64_t size = std::clamp<int64_t>(IntArg(bound[0]), 0, 100'000);
  std::string out;
  int64_t column = 0;
  for (char c : Text(self)) {
    if (c == '\t') {
      const int64_t blanks = size == 0 ? 0 : size - column % size;
      args.state().ChargeWork(static_cast<uint64_t>(blanks));
      out.append(static_cast<size_t>(blanks), ' ');
      column += blanks;
      continue;
    }
    out.push_back(c);
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++column;
    if (c == '\n' || c == '\r') column = 0;
  }
  return Value(std::move(out));
}

Value FormatMethod(const Value& self, CallArgs& args) {
  return Value(FormatBraces(Text(self), args));
}

Value FormatMap(const Value& self, CallArgs& args) {
  args.ExpectPositional("str.format_map", 1, 1);
  CallArgs inner(args.state(), {});
  if (!args.positional[0].is_dict())
    base::Throw(ErrorKind::kInvalidArgument, "format_map() argument must be a dict, not {}",
                TypeName(args.positional[0]));
  for (const auto& entry : args.positional[0].AsDict())
    if (entry.key.is_string()) inner.named.push_back({entry.key.AsString(), entry.value});
  return Value(FormatBraces(Text(self), inner));
}

Value UpperMethod(const Value& self, CallArgs& args) {
  args.ExpectPositional("str.upper", 0, 0);
  return Value(Upper(Text(self)));
}
Value LowerMethod(const Value& self, CallArgs& args) {
  args.ExpectPositional("str.lower", 0, 0);
  return Value(Lower(Text(self)));
}
Value CapitalizeMethod(const Value& self, CallArgs& args) {
  args.ExpectPositional("str.capitalize", 0, 0);
  return Value(Capitalize(Text(self)));
}

}  // namespace

const MethodTable& StringMethods() {
  static const MethodTable table = {
      {"capitalize", CapitalizeMethod},
      {"casefold", LowerMethod},
      {"center", Justify<'^'>},
      {"count", Count},
      {"endswith", Affix<false>},
      {"expandtabs", ExpandTabs},
      {"find", FindMethodOf<false, false>},
      {"format", FormatMethod},
      {"format_map", FormatMap},
      {"index", FindMethodOf<false, true>},
      {"isalnum", AllAre<IsAlnum>},
      {"isalpha", AllAre<IsAlpha>},
      {"isascii", [](const Value& self, CallArgs&) { return Value(IsAscii(self.AsString())); }},
      {"isdecimal", AllAre<IsDecimal>},
      {"isdigit", AllAre<IsDigit>},
      {"isidentifier", IsIdentifier},
      {"islower", HasCase<false>},
      {"isnumeric", AllAre<IsDigit>},
      {"isprintable", IsPrintableMethod},
      {"isspace", AllAre<IsSpace>},
      {"istitle", IsTitle},
      {"isupper", HasCase<true>},
      {"join", Join},
      {"ljust", Justify<'<'>},
      {"lower", LowerMethod},
      {"lstrip", StripMethod<true, false>},
      {"partition", Partition<false>},
      {"removeprefix", Remove<true>},
      {"removesuffix", Remove<false>},
      {"replace", Replace},
      {"rfind", FindMethodOf<true, false>},
      {"rindex", FindMethodOf<true, true>},
      {"rjust", Justify<'>'>},
      {"rpartition", Partition<true>},
      {"rsplit", RSplit},
      {"rstrip", StripMethod<false, true>},
      {"split", Split},
      {"splitlines", SplitLinesMethod},
      {"startswith", Affix<true>},
      {"strip", StripMethod<true, true>},
      {"swapcase", SwapCase},
      {"title", Title},
      {"upper", UpperMethod},
      {"zfill", ZFill},
  };
  return table;
}

std::vector<std::string> SplitLines(std::string_view text, bool keep_ends) {
  std::vector<std::string> lines;
  size_t begin = 0;
  for (size_t position = 0; position < text.size();) {
    const size_t at = position;
    const char32_t c = DecodeAt(text, &position);
    const bool is_end = (c >= 0x0A && c <= 0x0D) || (c >= 0x1C && c <= 0x1E) || c == 0x85 ||
                        c == 0x2028 || c == 0x2029;
    if (!is_end) continue;
    if (c == '\r' && position < text.size() && text[position] == '\n') ++position;
    lines.emplace_back(text.substr(begin, (keep_ends ? position : at) - begin));
    begin = position;
  }
  if (begin < text.size()) lines.emplace_back(text.substr(begin));
  return lines;
}

std::string Strip(std::string_view text, const Value& characters, bool left, bool right) {
  if (characters.is_undefined()) ThrowUndefined(characters);
  if (!characters.is_none() && !characters.is_string())
    base::Throw(ErrorKind::kInvalidArgument, "strip arg must be None or str");
  std::vector<char32_t> set;
  if (characters.is_string())
    for (size_t p = 0; p < characters.AsString().size();)
      set.push_back(DecodeAt(characters.AsString(), &p));
  const auto strips = [&](char32_t c) {
    return characters.is_none() ? IsSpace(c) : std::find(set.begin(), set.end(), c) != set.end();
  };
  size_t begin = 0, end = text.size();
  while (left && begin < end) {
    size_t next = begin;
    if (!strips(DecodeAt(text, &next))) break;
    begin = next;
  }
  while (right && end > begin) {
    size_t last = end - 1;
    while (last > begin && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
    size_t next = last;
    if (!strips(DecodeAt(text, &next))) break;
    end = last;
  }
  return std::string(text.substr(begin, end - begin));
}

std::string ReplaceAll(RenderState& state, std::string_view text, std::string_view from,
                       std::string_view to, int64_t count) {
  std::string out;
  const auto put = [&] {
    if (out.size() > (size_t{1} << 28)) state.ChargeWork(UINT64_MAX);
    out += to;
  };
  size_t position = 0;
  if (from.empty()) {
    while (count != 0) {
      put();
      --count;
      if (position >= text.size()) break;
      const size_t begin = position;
      DecodeAt(text, &position);
      out += text.substr(begin, position - begin);
    }
  } else {
    for (; count != 0; --count) {
      const size_t at = text.find(from, position);
      if (at == std::string_view::npos) break;
      out += text.substr(position, at - position);
      put();
      position = at + from.size();
    }
  }
  out += text.substr(position);
  state.ChargeWork(out.size());
  return out;
}

std::string Capitalize(std::string_view text) {
  std::string out;
  for (size_t position = 0; position < text.size();) {
    const bool first = position == 0;
    const char32_t c = DecodeAt(text, &position);
    first ? AppendUpper(&out, c) : AppendLower(&out, c);
  }
  return out;
}

std::string Center(RenderState& state, std::string_view text, int64_t width,
                   std::string_view fill) {
  const auto length = static_cast<int64_t>(CodePointCount(text));
  if (width <= length) return std::string(text);
  state.ChargeWork(static_cast<uint64_t>(width) * fill.size());
  const int64_t missing = width - length;
  const int64_t left = missing / 2 + (missing & width & 1);
  std::string out;
  for (int64_t i = 0; i < left; ++i) out += fill;
  out += text;
  for (int64_t i = left; i < missing; ++i) out += fill;
  return out;
}

}  // namespace tarn::jinja
