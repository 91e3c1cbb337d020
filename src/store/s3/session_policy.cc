// IAM policies ("IAM JSON policy elements reference").
#include "base/error.h"
#include "store/s3/s3_access.h"

namespace tarn::store::s3 {
namespace {

// '*' and '?' stand for anything, "${" begins a variable; the others would have to be escaped.
bool FitsPolicy(const std::string& text) {
  for (const char c : text) {
    const bool plain = static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\' && c != '*' &&
                       c != '?' && c != '$';
    if (!plain) return false;
  }
  return true;
}

std::string List(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "\"" : ",\"") + item + "\"";
  return "[" + text + "]";
}

}  // namespace

std::optional<std::string> SessionPolicy(const S3Scope& scope) {
  std::vector<std::string> objects;
  std::string statements;
  for (const std::string& folder : scope.folders) {
    const S3Place place = ParsePlace(folder);
    if (!FitsPolicy(place.key)) return std::nullopt;
    objects.push_back("arn:aws:s3:::" + place.bucket + "/" + place.key + "/*");
    statements += R"(,{"Effect":"Allow","Action":["s3:ListBucket"],"Resource":["arn:aws:s3:::)" +
                  place.bucket + R"("],"Condition":{"StringLike":{"s3:prefix":[")" + place.key +
                  R"(/*"]}}})";
  }
  std::vector<std::string> actions = {"s3:GetObject"};
  if (scope.write) {
    actions.insert(actions.end(), {"s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload",
                                   "s3:ListMultipartUploadParts"});
  }
  return R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":)" + List(actions) +
         R"(,"Resource":)" + List(objects) + "}" + statements + "]}";
}

}  // namespace tarn::store::s3
