#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tarn::http {

// Whether two header names are the same (RFC 9110 section 5.1: ASCII letters of any case).
bool EqualsIgnoreCase(std::string_view a, std::string_view b);

// The fields of a message in the order in which they came; names are of any case. A value: as
// thread safe as a vector.
class Headers {
 public:
  using Field = std::pair<std::string, std::string>;

  Headers() = default;
  Headers(std::initializer_list<Field> fields) : fields_(fields) {}

  // The first field of that name; null when there is none. Valid until the next change.
  const std::string* Find(std::string_view name) const;
  // The value of the first field of that name, or `otherwise`.
  std::string Get(std::string_view name, std::string otherwise = {}) const;
  bool Has(std::string_view name) const { return Find(name) != nullptr; }
  // Every value of that name.
  std::vector<std::string> All(std::string_view name) const;
  // Whether a list-valued field (RFC 9110 section 5.6.1: "a, b;q=1") names `token`, in any case;
  // parameters after ';' are not looked at, except that "q=0" takes the token out.
  bool HasToken(std::string_view name, std::string_view token) const;

  void Add(std::string name, std::string value);
  // Replaces all fields of that name by one.
  void Set(std::string name, std::string value);
  void Remove(std::string_view name);

  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }
  size_t size() const { return fields_.size(); }

 private:
  std::vector<Field> fields_;
};

}  // namespace tarn::http
