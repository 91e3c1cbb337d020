#include <algorithm>
#include <array>
#include <set>

#include <re2/re2.h>

#include "base/error.h"
#include "jinja/builtins.h"
#include "jinja/json_text.h"
#include "jinja/methods.h"
#include "jinja/unicode.h"

namespace tarn::jinja {
namespace {

using base::ErrorKind;

std::string Escape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&#34;"; break;
      case '\'': out += "&#39;"; break;
      default: out.push_back(c);
    }
  }
  return out;
}

Value EscapeFilter(CallArgs& args) {
  const auto bound = args.Bind("escape", {{"s"}});
  std::string text = Escape(Str(bound[0]));
  args.state().ChargeWork(text.size());
  return Value(std::move(text));
}

Value SafeFilter(CallArgs& args) { return Value(Str(args.Bind("do_mark_safe", {{"value"}})[0])); }

// html.unescape for what escaping makes, the commonest names and numbers.
std::string Unescape(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 24> kEntities = {{
      {"amp", "&"},       {"lt", "<"},    {"gt", ">"},     {"quot", "\""}, {"apos", "'"},
      {"nbsp", "\u00a0"}, {"raquo", "»"}, {"laquo", "«"},  {"copy", "©"},  {"reg", "®"},
      {"mdash", "—"},     {"ndash", "–"}, {"hellip", "…"}, {"lsquo", "‘"}, {"rsquo", "’"},
      {"ldquo", "“"},     {"rdquo", "”"}, {"bull", "•"},   {"euro", "€"},  {"trade", "™"},
      {"deg", "°"},       {"times", "×"}, {"middot", "·"}, {"sect", "§"},
  }};
  std::string out;
  for (size_t i = 0; i < text.size();) {
    const size_t end = text[i] == '&' ? text.find(';', i) : std::string_view::npos;
    if (end == std::string_view::npos || end - i > 12) {
      out.push_back(text[i++]);
      continue;
    }
    const std::string_view name = text.substr(i + 1, end - i - 1);
    uint32_t code = 0;
    if (RE2::FullMatch(name, "#(\\d{1,7})", &code) ||
        RE2::FullMatch(name, "#[xX]([0-9a-fA-F]{1,6})", RE2::Hex(&code))) {
      AppendUtf8(&out, code == 0 || code > 0x10FFFF ? 0xFFFD : static_cast<char32_t>(code));
      i = end + 1;
      continue;
    }
    const auto* entity = std::find_if(kEntities.begin(), kEntities.end(),
                                      [&](const auto& e) { return e.first == name; });
    if (entity == kEntities.end()) {
      out.push_back(text[i++]);
      continue;
    }
    out += entity->second;
    i = end + 1;
  }
  return out;
}

// markupsafe.Markup.striptags.
Value StripTagsFilter(CallArgs& args) {
  const std::string text = Str(args.Bind("do_striptags", {{"value"}})[0]);
  std::string kept;
  size_t position = 0;
  for (size_t start; (start = text.find('<', position)) != std::string::npos;) {
    const bool comment = text.compare(start, 4, "<!--") == 0;
    const size_t end = comment ? text.find("-->", start + 4) : text.find('>', start);
    if (end == std::string::npos) break;
    kept += text.substr(position, start - position);
    position = end + (comment ? 3 : 1);
  }
  kept += text.substr(position);
  std::string collapsed;
  bool blank = false;
  for (size_t p = 0; p < kept.size();) {
    const char32_t c = DecodeAt(kept, &p);
    if (IsSpace(c)) {
      blank = !collapsed.empty();
      continue;
    }
    if (blank) collapsed.push_back(' ');
    blank = false;
    AppendUtf8(&collapsed, c);
  }
  return Value(Unescape(collapsed));
}

Value XmlAttrFilter(CallArgs& args) {
  const auto bound = args.Bind("do_xmlattr", {{"d"}, {"autospace", Value(true)}});
  if (bound[0].is_undefined()) ThrowUndefined(bound[0]);
  if (!bound[0].is_dict())
    base::Throw(ErrorKind::kInvalidArgument, "'{}' object has no attribute 'items'",
                TypeName(bound[0]));
  std::string out;
  for (const auto& entry : bound[0].AsDict()) {
    if (entry.value.is_none() || entry.value.is_undefined()) continue;
    if (!entry.key.is_string())
      base::Throw(ErrorKind::kInvalidArgument, "expected string or bytes-like object, got '{}'",
                  TypeName(entry.key));
    const std::string& key = entry.key.AsString();
    if (key.find_first_of(" \t\n\r\f\v/>=") != std::string::npos)
      base::Throw(ErrorKind::kInvalidArgument, "Invalid character in attribute name: {}",
                  ReprString(key));
    if (!out.empty()) out.push_back(' ');
    out += Escape(key) + "=\"" + Escape(Str(entry.value)) + "\"";
  }
  if (Truth(bound[1]) && !out.empty()) out.insert(0, " ");
  return Value(std::move(out));
}

std::string UrlQuote(const Value& value, bool for_query) {
  std::string out;
  for (char c : Str(value)) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x80 && std::isalnum(byte)) || c == '_' || c == '.' || c == '-' || c == '~' ||
        (c == '/' && !for_query)) {
      out.push_back(c);
    } else if (c == ' ' && for_query) {
      out.push_back('+');
    } else {
      out += fmt::format("%{:02X}", byte);
    }
  }
  return out;
}

Value UrlEncodeFilter(CallArgs& args) {
  const Value value = args.Bind("do_urlencode", {{"value"}})[0];
  if (value.is_string() || !IsIterable(value)) return Value(UrlQuote(value, false));
  std::string out;
  const auto add = [&](const Value& key, const Value& item) {
    if (!out.empty()) out.push_back('&');
    out += UrlQuote(key, true) + "=" + UrlQuote(item, true);
  };
  if (value.is_dict()) {
    for (const auto& entry : value.AsDict()) add(entry.key, entry.value);
    return Value(std::move(out));
  }
  for (const Value& pair : args.state().Collect(value)) {
    if (!IsIterable(pair))
      base::Throw(ErrorKind::kInvalidArgument, "cannot unpack non-iterable {} object",
                  TypeName(pair));
    const std::vector<Value> items = args.state().Collect(pair);
    if (items.size() > 2)
      base::Throw(ErrorKind::kInvalidArgument, "too many values to unpack (expected 2)");
    if (items.size() < 2)
      base::Throw(ErrorKind::kInvalidArgument, "not enough values to unpack (expected 2, got {})",
                  items.size());
    add(items[0], items[1]);
  }
  return Value(std::move(out));
}

Value ToJsonFilter(CallArgs& args) {
  const auto bound = args.Bind("do_tojson", {{"value"}, {"indent", Value::None()}});
  std::optional<int64_t> indent;
  if (!bound[1].is_none()) indent = ToIndex(bound[1]);
  std::string out;
  for (char c : ToJson(args.state(), bound[0], indent, /*sort_keys=*/true)) {
    switch (c) {
      case '<': out += "\\u003c"; break;
      case '>': out += "\\u003e"; break;
      case '&': out += "\\u0026"; break;
      case '\'': out += "\\u0027"; break;
      default: out.push_back(c);
    }
  }
  return Value(std::move(out));
}

// jinja2.utils.urlize on text that is escaped already.
class Urlizer {
 public:
  Urlizer(std::optional<int64_t> trim, std::string attributes, std::vector<std::string> schemes)
      : trim_(trim), attributes_(std::move(attributes)), schemes_(std::move(schemes)) {}

  std::string Word(std::string_view word) const {
    static const RE2 kHead("^((?:[(<]|&lt;)+)");
    static const RE2 kTail("((?:[)>.,\\n]|&gt;)+)$");
    std::string middle(word), head, tail;
    if (RE2::PartialMatch(middle, kHead, &head)) middle.erase(0, head.size());
    if (RE2::PartialMatch(middle, kTail, &tail)) middle.erase(middle.size() - tail.size());
    Balance(&middle, &tail, "(", ")");
    Balance(&middle, &tail, "<", ">");
    Balance(&middle, &tail, "&lt;", "&gt;");
    return head + Link(middle) + tail;
  }

 private:
  static size_t CountOf(std::string_view text, std::string_view part) {
    size_t count = 0;
    for (size_t at = 0; (at = text.find(part, at)) != std::string_view::npos; at += part.size())
      ++count;
    return count;
  }

  // Closing brackets that belong to the link come back from the tail.
  static void Balance(std::string* middle, std::string* tail, std::string_view open,
                      std::string_view close) {
    const size_t opened = CountOf(*middle, open);
    if (opened <= CountOf(*middle, close)) return;
    for (size_t i = std::min(opened, CountOf(*tail, close)); i > 0; --i) {
      const size_t end = tail->find(close) + close.size();
      *middle += tail->substr(0, end);
      tail->erase(0, end);
    }
  }

  std::string Trim(const std::string& text) const {
    if (!trim_ || static_cast<int64_t>(CodePointCount(text)) <= *trim_) return text;
    return text.substr(0, ByteOffset(text, static_cast<size_t>(std::max<int64_t>(*trim_, 0)))) +
           "...";
  }

  std::string Link(const std::string& text) const {
    static const RE2 kUrl(
        "(?i)^((https?://|www\\.)(([\\w%-]+\\.)+)?([a-z]{2,63}|xn--[\\w%]{2,59})"
        "|([\\w%-]{2,63}\\.)+(com|net|int|edu|gov|org|info|mil)"
        "|(https?://"
        ")((([\\d]{1,3})(\\.[\\d]{1,3}){3})|(\\[([\\da-f]{0,4}:){2}([\\da-f]{0,4}:?){1,6}\\])))"
        "(?::[\\d]{1,5})?(?:[/?#]\\S*)?$");
    static const RE2 kEmail("^\\S+@\\w[\\w.-]*\\.\\w+$");
    if (RE2::FullMatch(text, kUrl)) {
      const bool has_scheme = text.starts_with("https://") || text.starts_with("http://");
      return "<a href=\"" + std::string(has_scheme ? "" : "https://") + text + "\"" + attributes_ +
             ">" + Trim(text) + "</a>";
    }
    if (text.starts_with("mailto:") && RE2::FullMatch(text.substr(7), kEmail))
      return "<a href=\"" + text + "\">" + text.substr(7) + "</a>";
    if (text.find('@') != std::string::npos && !text.starts_with("www.") &&
        !text.starts_with("@") && text.find(':') == std::string::npos &&
        RE2::FullMatch(text, kEmail))
      return "<a href=\"mailto:" + text + "\">" + text + "</a>";
    for (const std::string& scheme : schemes_)
      if (text != scheme && text.starts_with(scheme))
        return "<a href=\"" + text + "\"" + attributes_ + ">" + text + "</a>";
    return text;
  }

  std::optional<int64_t> trim_;
  std::string attributes_;
  std::vector<std::string> schemes_;
};

Value UrlizeFilter(CallArgs& args) {
  const auto bound = args.Bind("do_urlize", {{"value"},
                                             {"trim_url_limit", Value::None()},
                                             {"nofollow", Value(false)},
                                             {"target", Value::None()},
                                             {"rel", Value::None()},
                                             {"extra_schemes", Value::None()}});
  std::set<std::string> rel_parts{"noopener"};
  if (Truth(bound[4]))
    for (const std::string& word :
         SplitLines(ReplaceAll(args.state(), Str(bound[4]), " ", "\n", -1), false))
      if (!word.empty()) rel_parts.insert(word);
  if (Truth(bound[2])) rel_parts.insert("nofollow");
  std::string rel;
  for (const std::string& part : rel_parts) rel += (rel.empty() ? "" : " ") + part;
  std::string attributes = " rel=\"" + Escape(rel) + "\"";
  if (Truth(bound[3])) attributes += " target=\"" + Escape(Str(bound[3])) + "\"";
  std::vector<std::string> schemes;
  if (!bound[5].is_none()) {
    for (const Value& scheme : args.state().Collect(bound[5])) {
      schemes.push_back(Str(scheme));
      if (!RE2::FullMatch(schemes.back(), "[\\w.+-]{2,}:/{0,2}"))
        base::Throw(ErrorKind::kInvalidArgument, "{} is not a valid URI scheme prefix.",
                    ReprString(schemes.back()));
    }
  }
  std::optional<int64_t> trim;
  if (!bound[1].is_none()) trim = ToIndex(bound[1]);
  const Urlizer urlizer(trim, std::move(attributes), std::move(schemes));
  const std::string text = Escape(Str(bound[0]));
  std::string out;
  for (size_t begin = 0; begin < text.size();) {
    size_t end = begin;
    size_t next = begin;
    const bool blank = IsSpace(DecodeAt(text, &next));
    for (end = next; end < text.size(); end = next)
      if (IsSpace(DecodeAt(text, &next)) != blank) break;
    const std::string_view word = std::string_view(text).substr(begin, end - begin);
    out += blank ? std::string(word) : urlizer.Word(word);
    begin = end;
  }
  args.state().ChargeWork(out.size());
  return Value(std::move(out));
}

}  // namespace

void AddMarkupFilters(FunctionMap* filters) {
  filters->insert({
      {"e", EscapeFilter},
      {"escape", EscapeFilter},
      {"forceescape", EscapeFilter},
      {"safe", SafeFilter},
      {"striptags", StripTagsFilter},
      {"tojson", ToJsonFilter},
      {"urlencode", UrlEncodeFilter},
      {"urlize", UrlizeFilter},
      {"xmlattr", XmlAttrFilter},
  });
}

}  // namespace tarn::jinja
