#include "engine/embedded/adapter/unicode.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string>

#include "duckdb/common/vector_operations/binary_executor.hpp"
#include "engine/embedded/adapter/code_points.h"
#include "engine/embedded/adapter/scalar_kernels.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::LogicalType;
using duckdb::string_t;

struct Form {
  std::string_view name;
  int options;
};
constexpr Form kForms[] = {{"NFC", UTF8PROC_STABLE | UTF8PROC_COMPOSE},
                           {"NFD", UTF8PROC_STABLE | UTF8PROC_DECOMPOSE},
                           {"NFKC", UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT},
                           {"NFKD", UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT}};

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

void Normalize(duckdb::DataChunk& arguments, duckdb::ExpressionState&, duckdb::Vector& result) {
  duckdb::BinaryExecutor::Execute<string_t, string_t, string_t>(
      arguments.data[0], arguments.data[1], result, arguments.size(),
      [&](string_t text, string_t name) {
        const auto* form = std::ranges::find(kForms, View(name), &Form::name);
        if (form == std::end(kForms)) {
          InvalidFunctionArgument("normalize",
                                  "Normalization form must be one of [NFD, NFC, NFKD, NFKC]");
        }
        if (IsAscii(View(text))) return NewString(result, View(text));
        utf8proc_uint8_t* mapped = nullptr;
        const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.GetData()),
                                       static_cast<utf8proc_ssize_t>(text.GetSize()), &mapped,
                                       static_cast<utf8proc_option_t>(form->options));
        const std::unique_ptr<utf8proc_uint8_t, void (*)(void*)> owned(mapped, std::free);
        if (size < 0) InvalidFunctionArgument("normalize", utf8proc_errmsg(size));
        return NewString(result,
                         {reinterpret_cast<const char*>(mapped), static_cast<size_t>(size)});
      });
}

void Upper(duckdb::DataChunk& arguments, duckdb::ExpressionState&, duckdb::Vector& result) {
  duckdb::UnaryExecutor::Execute<string_t, string_t>(
      arguments.data[0], result, arguments.size(), [&](string_t text) {
        std::string out;
        out.reserve(text.GetSize());
        for (std::string_view rest = View(text); !rest.empty();) {
          const char c = rest.front();
          if (static_cast<unsigned char>(c) >= 0x80) {
            AppendCodePoint(UpperCase(TakeCodePoint(rest)), out);
            continue;
          }
          out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
          rest.remove_prefix(1);
        }
        return NewString(result, out);
      });
}

}  // namespace

bool IsLetter(char32_t point) {
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(point));
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

char32_t UpperCase(char32_t point) {
  constexpr char32_t kSharpS = 0xDF;  // its capital is no simple mapping of Unicode's
  if (point == kSharpS) return point;
  return static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(point)));
}

void RegisterUnicodeFunctions(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  const LogicalType text = LogicalType::VARCHAR;
  RegisterScalar(loader, "tarn_upper", {text}, text, Upper);
  RegisterScalar(loader, "tarn_normalize", {text, text}, text, Normalize);
}

}  // namespace tarn::engine::embedded
