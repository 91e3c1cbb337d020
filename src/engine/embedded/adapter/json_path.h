#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace tarn::engine::embedded {

// A path of SQL/JSON (ISO/IEC 9075-2:2016, 9.39; https://trino.io/docs/476/functions/json.html):
// "lax $.a[*] ? (@.b > 1).type()". Not there: like_regex, datetime(), decimal(), descendants (..).
// A value; immutable, thread safe.
class JsonPath {
 public:
  using Items = std::vector<nlohmann::ordered_json>;

  // nullopt for text that is no path; `problem` tells where.
  static std::optional<JsonPath> Parse(std::string_view text, std::string& problem);

  // What the path finds in a document; nullopt when the evaluation fails (strict mode's missing
  // members, arithmetic with text, …). `variables` is an object of the values passed.
  std::optional<Items> Evaluate(const nlohmann::ordered_json& root,
                                const nlohmann::ordered_json& variables) const;

  struct Node;

 private:
  bool lax_ = true;
  std::shared_ptr<const Node> root_;
};

}  // namespace tarn::engine::embedded
