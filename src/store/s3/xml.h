#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

// What S3 and STS answer with is flat XML of known elements without attributes that matter: no more
// than that is read.
namespace tarn::store::s3 {

// The text of the first element of that name, entities replaced; none when there is none.
std::optional<std::string> FindXml(std::string_view xml, std::string_view name);
// Calls `visit` with what is inside each element of that name, in order.
void EachXml(std::string_view xml, std::string_view name,
             const std::function<void(std::string_view inside)>& visit);
// Text as the content of an element.
std::string EscapeXml(std::string_view text);

}  // namespace tarn::store::s3
