#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "sql/tree/location.h"

namespace tarn::sql {

// Text that is not SQL. Kind kInvalidArgument, or kResourceExhausted when a limit of ParseOptions
// is passed. message() is "line 1:8: mismatched input 'FORM'. Expecting: …", then the source line
// and a caret under the place; hint() may say "did you mean 'FROM'?".
class ParseError : public base::Error {
 public:
  // `text` is the whole source, from which the quoted line is taken.
  ParseError(base::ErrorKind kind, Location location, std::string problem, std::string_view text,
             std::string hint = {});

  // Where, for protocols that report it apart: lines and columns from 1.
  const Location& location() const { return location_; }
  // The message without place, source line and caret: "mismatched input 'FORM'. Expecting: …".
  const std::string& problem() const { return problem_; }

 private:
  Location location_;
  std::string problem_;
};

}  // namespace tarn::sql
