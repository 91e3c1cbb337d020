#pragma once

#include <string>
#include <vector>

#include "jinja/object.h"
#include "jinja/template.h"

namespace tarn::jinja {

// What as_text, as_bool, as_native and as_number of dbt make of a text in a native render: the
// text, and how it is to be read.
class NativeMarker : public Object {
 public:
  enum class Kind : uint8_t { kText, kBool, kNumber, kNative };
  NativeMarker(Kind kind, std::string text) : kind_(kind), text_(std::move(text)) {}
  std::string_view TypeName() const override { return "str"; }
  std::string Str() const override { return text_; }
  std::string Repr() const override { return ReprString(text_); }
  bool Truth() const override { return !text_.empty(); }
  Kind marker_kind() const { return kind_; }
  const std::string& text() const { return text_; }

 private:
  Kind kind_;
  std::string text_;
};

// The value of a native render from what it printed.
Value ConcatNative(const std::vector<Value>& pieces, NativeStyle style);

}  // namespace tarn::jinja
