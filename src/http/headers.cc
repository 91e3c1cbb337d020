#include "http/headers.h"

#include <algorithm>
#include <cctype>

namespace tarn::http {
namespace {

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view Trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// "q=0", "q=0.0", "q=0.000".
bool IsRefused(std::string_view parameters) {
  while (!parameters.empty()) {
    const size_t end = std::min(parameters.find(';'), parameters.size());
    const std::string_view parameter = Trim(parameters.substr(0, end));
    if (parameter.size() >= 3 && Lower(parameter[0]) == 'q' && parameter[1] == '=') {
      return parameter.find_first_not_of("0.", 2) == std::string_view::npos;
    }
    parameters.remove_prefix(std::min(end + 1, parameters.size()));
  }
  return false;
}

}  // namespace

bool EqualsIgnoreCase(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                            [](char x, char y) { return Lower(x) == Lower(y); });
}

const std::string* Headers::Find(std::string_view name) const {
  for (const auto& [field, value] : fields_) {
    if (EqualsIgnoreCase(field, name)) return &value;
  }
  return nullptr;
}

std::string Headers::Get(std::string_view name, std::string otherwise) const {
  const std::string* value = Find(name);
  return value != nullptr ? *value : std::move(otherwise);
}

std::vector<std::string> Headers::All(std::string_view name) const {
  std::vector<std::string> values;
  for (const auto& [field, value] : fields_) {
    if (EqualsIgnoreCase(field, name)) values.push_back(value);
  }
  return values;
}

bool Headers::HasToken(std::string_view name, std::string_view token) const {
  for (const auto& [field, value] : fields_) {
    if (!EqualsIgnoreCase(field, name)) continue;
    std::string_view rest = value;
    while (!rest.empty()) {
      const size_t end = std::min(rest.find(','), rest.size());
      const std::string_view element = rest.substr(0, end);
      const size_t semicolon = std::min(element.find(';'), element.size());
      if (EqualsIgnoreCase(Trim(element.substr(0, semicolon)), token)) {
        return !IsRefused(element.substr(std::min(semicolon + 1, element.size())));
      }
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return false;
}

void Headers::Add(std::string name, std::string value) {
  fields_.emplace_back(std::move(name), std::move(value));
}

void Headers::Set(std::string name, std::string value) {
  Remove(name);
  Add(std::move(name), std::move(value));
}

void Headers::Remove(std::string_view name) {
  std::erase_if(fields_, [&](const Field& field) { return EqualsIgnoreCase(field.first, name); });
}

}  // namespace tarn::http
