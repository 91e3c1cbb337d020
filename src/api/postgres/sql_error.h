#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace tarn::api::postgres {

// An error with the five characters that PostgreSQL's clients tell errors by (PostgreSQL 16,
// Appendix A). `position` counts characters of the client's text from 1; 0 when there is none.
class SqlError : public base::Error {
 public:
  SqlError(std::string_view sqlstate, std::string message, std::string hint = {},
           size_t position = 0);

  const std::string& sqlstate() const { return sqlstate_; }
  size_t position() const { return position_; }

 private:
  std::string sqlstate_;
  size_t position_;
};

// The SQLSTATE of any error of Tarn's: by its kind, and by its words where one kind is several
// states.
std::string_view SqlStateOf(const base::Error& error);

// "line 1:8: " at the front of a message, counted from 1.
struct ErrorPlace {
  size_t line = 0;
  size_t column = 0;
  std::string_view rest;
};
std::optional<ErrorPlace> PlaceOf(std::string_view message);

}  // namespace tarn::api::postgres
