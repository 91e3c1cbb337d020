#include "engine/embedded/adapter/url_functions.h"

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "engine/embedded/adapter/scalar_kernels.h"
#include "engine/embedded/adapter/text_functions.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::DataChunk;
using duckdb::ExpressionState;
using duckdb::LogicalType;
using duckdb::string_t;
using duckdb::Value;
using duckdb::Vector;

bool IsAlpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
int HexDigit(char c) {
  if (IsDigit(c)) return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// The parts of a URI (RFC 3986, section 3) as views of its text.
struct Uri {
  std::string_view scheme, host, path, query, fragment;
  std::optional<int64_t> port;
};

// What java.net.URI takes: letters beyond ASCII may stand as they are, "%" only before two hex
// digits.
bool HasOnlyUriCharacters(std::string_view text) {
  static constexpr std::string_view kOthers = "-_.!~*'();:@&=+$,/?#[]";
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size() || HexDigit(text[i + 1]) < 0 || HexDigit(text[i + 2]) < 0) {
        return false;
      }
    } else if (static_cast<unsigned char>(c) < 0x80 && !IsAlpha(c) && !IsDigit(c) &&
               kOthers.find(c) == std::string_view::npos) {
      return false;
    }
  }
  return true;
}

// "user@host:port"; a part that is no server's leaves host and port empty.
void ParseAuthority(std::string_view authority, Uri& uri) {
  if (const size_t at = authority.rfind('@'); at != std::string_view::npos) {
    authority.remove_prefix(at + 1);
  }
  size_t colon = authority.rfind(':');
  const size_t bracket = authority.rfind(']');
  if (bracket != std::string_view::npos && colon != std::string_view::npos && colon < bracket) {
    colon = std::string_view::npos;
  }
  if (colon != std::string_view::npos) {
    const std::string_view digits = authority.substr(colon + 1);
    int64_t port = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (!digits.empty()) {
      if (error != std::errc() || end != digits.data() + digits.size() || port < 0) return;
      uri.port = port;
    }
    authority = authority.substr(0, colon);
  }
  uri.host = authority;
}

std::optional<Uri> ParseUri(std::string_view text) {
  if (!HasOnlyUriCharacters(text)) return std::nullopt;
  Uri uri;
  if (const size_t hash = text.find('#'); hash != std::string_view::npos) {
    uri.fragment = text.substr(hash + 1);
    if (uri.fragment.find('#') != std::string_view::npos) return std::nullopt;
    text = text.substr(0, hash);
  }
  const size_t colon = text.find(':');
  if (colon != std::string_view::npos && colon < text.find_first_of("/?")) {
    uri.scheme = text.substr(0, colon);
    if (uri.scheme.empty() || !IsAlpha(uri.scheme[0])) return std::nullopt;
    for (const char c : uri.scheme) {
      if (!IsAlpha(c) && !IsDigit(c) && c != '+' && c != '-' && c != '.') return std::nullopt;
    }
    text.remove_prefix(colon + 1);
    if (text.empty()) return std::nullopt;
    // An opaque URI, "mailto:a@b.c", has no parts.
    if (text[0] != '/') return uri;
  }
  if (const size_t mark = text.find('?'); mark != std::string_view::npos) {
    uri.query = text.substr(mark + 1);
    text = text.substr(0, mark);
  }
  if (text.starts_with("//")) {
    text.remove_prefix(2);
    const size_t slash = std::min(text.find('/'), text.size());
    ParseAuthority(text.substr(0, slash), uri);
    text.remove_prefix(slash);
  }
  uri.path = text;
  return uri;
}

// Percent signs resolved, as URI.getPath() and its like do.
std::string Unescaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      out += static_cast<char>(HexDigit(text[i + 1]) * 16 + HexDigit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

template <std::string_view Uri::* kPart, bool kUnescaped>
void Extract(DataChunk& arguments, ExpressionState&, Vector& result) {
  duckdb::UnaryExecutor::ExecuteWithNulls<string_t, string_t>(
      arguments.data[0], result, arguments.size(),
      [&](string_t text, duckdb::ValidityMask& mask, duckdb::idx_t row) {
        const auto uri = ParseUri(View(text));
        if (!uri) {
          mask.SetInvalid(row);
          return string_t();
        }
        return kUnescaped ? NewString(result, Unescaped(*uri.*kPart))
                          : NewString(result, *uri.*kPart);
      });
}

void ExtractPort(DataChunk& arguments, ExpressionState&, Vector& result) {
  duckdb::UnaryExecutor::ExecuteWithNulls<string_t, int64_t>(
      arguments.data[0], result, arguments.size(),
      [&](string_t text, duckdb::ValidityMask& mask, duckdb::idx_t row) {
        const auto uri = ParseUri(View(text));
        if (!uri || !uri->port) mask.SetInvalid(row);
        return uri ? uri->port.value_or(0) : int64_t{0};
      });
}

// The first parameter of that name, "" for one without a value.
Value ExtractParameter(const std::vector<Value>& values) {
  const std::string& text = duckdb::StringValue::Get(values[0]);
  const std::string& name = duckdb::StringValue::Get(values[1]);
  const auto uri = ParseUri(text);
  if (!uri) return Value(LogicalType::VARCHAR);
  std::string_view rest = uri->query;
  while (!rest.empty()) {
    const size_t end = std::min(rest.find('&'), rest.size());
    const std::string_view parameter = rest.substr(0, end);
    const size_t equals = std::min(parameter.find('='), parameter.size());
    if (Unescaped(parameter.substr(0, equals)) == name) {
      return Value(equals == parameter.size() ? std::string()
                                              : Unescaped(parameter.substr(equals + 1)));
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return Value(LogicalType::VARCHAR);
}

// application/x-www-form-urlencoded: all but letters, digits and "-_.*" is escaped, a blank is "+".
void Encode(DataChunk& arguments, ExpressionState&, Vector& result) {
  duckdb::UnaryExecutor::Execute<string_t, string_t>(
      arguments.data[0], result, arguments.size(), [&](string_t text) {
        static constexpr char kHex[] = "0123456789ABCDEF";
        std::string out;
        for (const char c : View(text)) {
          const auto byte = static_cast<unsigned char>(c);
          if (IsAlpha(c) || IsDigit(c) || c == '-' || c == '_' || c == '.' || c == '*') {
            out += c;
          } else if (c == ' ') {
            out += '+';
          } else {
            out += {'%', kHex[byte >> 4], kHex[byte & 15]};
          }
        }
        return NewString(result, out);
      });
}

void Decode(DataChunk& arguments, ExpressionState&, Vector& result) {
  duckdb::UnaryExecutor::Execute<string_t, string_t>(
      arguments.data[0], result, arguments.size(), [&](string_t input) {
        const std::string_view text = View(input);
        std::string out;
        for (size_t i = 0; i < text.size(); ++i) {
          if (text[i] != '%') {
            out += text[i] == '+' ? ' ' : text[i];
            continue;
          }
          if (i + 2 >= text.size()) {
            InvalidFunctionArgument("url_decode",
                                    "URLDecoder: Incomplete trailing escape (%) pattern");
          }
          for (const char digit : text.substr(i + 1, 2)) {
            if (HexDigit(digit) >= 0) continue;
            InvalidFunctionArgument(
                "url_decode",
                fmt::format("URLDecoder: Illegal hex characters in escape (%) pattern "
                            "- not a hexadecimal digit: \"{}\" = {}",
                            digit, static_cast<unsigned char>(digit)));
          }
          out += static_cast<char>(HexDigit(text[i + 1]) * 16 + HexDigit(text[i + 2]));
          i += 2;
        }
        // As Java, for which what is no UTF-8 is the replacement character.
        return NewString(result, DecodeUtf8(out, "\xEF\xBF\xBD"));
      });
}

}  // namespace

void RegisterUrlFunctions(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  const LogicalType text = LogicalType::VARCHAR;
  RegisterScalar(loader, "tarn_url_protocol", {text}, text, Extract<&Uri::scheme, false>);
  RegisterScalar(loader, "tarn_url_host", {text}, text, Extract<&Uri::host, false>);
  RegisterScalar(loader, "tarn_url_port", {text}, LogicalType::BIGINT, ExtractPort);
  RegisterScalar(loader, "tarn_url_path", {text}, text, Extract<&Uri::path, true>);
  RegisterScalar(loader, "tarn_url_query", {text}, text, Extract<&Uri::query, true>);
  RegisterScalar(loader, "tarn_url_fragment", {text}, text, Extract<&Uri::fragment, true>);
  RegisterScalar(loader, "tarn_url_parameter", {text, text}, text, RowKernel(ExtractParameter));
  RegisterScalar(loader, "tarn_url_encode", {text}, text, Encode);
  RegisterScalar(loader, "tarn_url_decode", {text}, text, Decode);
}

}  // namespace tarn::engine::embedded
