#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace tarn::engine::embedded {

// A path of SQL/JSON (ISO/IEC 9075-2:2016, 9.39; https://trino.io/docs/476/functions/json.html):
// "lax $.a[*] ? (@.b > 1).type()". As in Trino 476 there is no like_regex and no datetime().
// A value; immutable, thread safe.
class JsonPath {
 public:
  // What a path finds, in order: parts of the document, or of what was made on the way. Of use as
  // long as the document and the variables stay where they are.
  struct Found {
    std::deque<nlohmann::ordered_json> made;
    std::vector<const nlohmann::ordered_json*> items;
  };

  // The problem of a path that Trino 476 knows but does not have.
  static constexpr std::string_view kNoDatetime = "datetime method is not yet supported";

  // nullopt for text that is no path; `problem` tells where.
  static std::optional<JsonPath> Parse(std::string_view text, std::string& problem);

  // What the path finds in a document; nullopt when the evaluation fails (strict mode's missing
  // members, arithmetic with text, more than a million items, …), with the reason in `problem`.
  // `variables` is an object of the values passed.
  std::optional<Found> Evaluate(const nlohmann::ordered_json& root,
                                const nlohmann::ordered_json& variables,
                                std::string& problem) const;

  // The names of the variables that it refers to.
  const std::vector<std::string>& variables() const { return variables_; }

  struct Node;

 private:
  bool lax_ = true;
  std::shared_ptr<const Node> root_;
  std::vector<std::string> variables_;
};

}  // namespace tarn::engine::embedded
