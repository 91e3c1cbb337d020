#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tarn::http {

// The parameters of a query, decoded ("+" is a space, as HTML forms write it), in the order in
// which they came; a name may come more than once. A value.
class Query {
 public:
  Query() = default;
  explicit Query(std::vector<std::pair<std::string, std::string>> parameters)
      : parameters_(std::move(parameters)) {}

  bool Has(std::string_view name) const;
  // The first of that name; "" for a parameter without a value ("?force").
  std::optional<std::string> Find(std::string_view name) const;
  std::string Get(std::string_view name, std::string otherwise = {}) const;
  std::vector<std::string> All(std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& parameters() const { return parameters_; }

 private:
  std::vector<std::pair<std::string, std::string>> parameters_;
};

// A request target, taken apart (RFC 9112 section 3.2, origin form or absolute form).
struct Target {
  std::string path;  // from the first '/', percent-encoded as it came, without query and fragment
  Query query;
};

// Errors: kInvalidArgument for a target that has no path, or a percent sign without two hexadecimal
// digits in its query.
Target ParseTarget(std::string_view target);

// "a%2Fb" → "a/b"; with `plus_is_space`, '+' becomes a space. kInvalidArgument for a percent sign
// without two hexadecimal digits, and for an encoded NUL.
std::string PercentDecode(std::string_view text, bool plus_is_space = false);
// Everything but the unreserved characters of RFC 3986 (letters, digits, "-._~") becomes %XX.
std::string PercentEncode(std::string_view text);

// "/a/b%2Fc" → {"a", "b%2Fc"}: the segments of a path, still encoded. "/" has none.
std::vector<std::string_view> SplitPath(std::string_view path);

}  // namespace tarn::http
