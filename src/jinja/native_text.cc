#include "jinja/native_text.h"

#include "base/error.h"
#include "jinja/literal.h"

namespace tarn::jinja {
namespace {

std::string JoinText(const std::vector<Value>& pieces) {
  std::string text;
  for (const Value& piece : pieces) AppendStr(&text, piece);
  return text;
}

Value ReadMarked(const NativeMarker& marker) {
  if (marker.marker_kind() == NativeMarker::Kind::kText) return Value(marker.text());
  const auto literal = ParsePythonLiteral(marker.text());
  Value value = literal ? *literal : Value(marker.text());
  const bool is_bool = value.is_bool();
  if (marker.marker_kind() == NativeMarker::Kind::kBool && !is_bool)
    base::Throw(base::ErrorKind::kInvalidArgument, "Could not convert value '{}' into type 'bool'",
                marker.text());
  if (marker.marker_kind() == NativeMarker::Kind::kNumber && !(value.is_int() || value.is_float()))
    base::Throw(base::ErrorKind::kInvalidArgument,
                "Could not convert value '{}' into type 'number'", marker.text());
  return value;
}

}  // namespace

Value ConcatNative(const std::vector<Value>& pieces, NativeStyle style) {
  if (pieces.empty()) return style == NativeStyle::kDbt ? Value("") : Value::None();
  if (style == NativeStyle::kDbt) {
    if (pieces.size() > 1) return Value(JoinText(pieces));
    const auto* marker = pieces[0].As<NativeMarker>();
    return marker ? ReadMarked(*marker) : pieces[0];
  }
  if (pieces.size() == 1 && !pieces[0].is_string()) return pieces[0];
  std::string text = JoinText(pieces);
  if (auto literal = ParsePythonLiteral(text, /*leading_blanks=*/false)) return std::move(*literal);
  return Value(std::move(text));
}

}  // namespace tarn::jinja
