#include "http/openapi.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace tarn::http {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kSchemas = "#/components/schemas/";

// Reads the notation of OpenApi::schemas.
class SchemaParser {
 public:
  explicit SchemaParser(std::string_view text) : text_(text) {}

  Json All() {
    Json schemas = Json::object();
    while (!Peek().empty()) {
      const std::string name(Take());
      if (Peek() == "=") {
        Take();
        schemas[name] = Type();
      } else {
        schemas[name] = Fields();
      }
      Expect(";");
    }
    for (const std::string& name : names_) {
      if (!schemas.contains(name)) Fail("no such type: " + name);
    }
    return schemas;
  }
  // One type, which may name others.
  Json One() {
    Json type = Type();
    if (!Peek().empty()) Fail("text behind a type");
    return type;
  }
  const std::set<std::string>& names() const { return names_; }

 private:
  [[noreturn]] void Fail(const std::string& why) const {
    base::Throw(base::ErrorKind::kInternal, "the schemas of an API: {}, before '{}'", why,
                text_.substr(at_, 30));
  }
  static bool IsWord(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_' || c == '.';
  }

  std::string_view Peek() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_]))) ++at_;
    size_t end = at_;
    if (end < text_.size() && text_[end] == '\'') {
      end = std::min(text_.find('\'', end + 1), text_.size() - 1) + 1;
    } else if (end < text_.size() && IsWord(text_[end])) {
      while (end < text_.size() && IsWord(text_[end])) ++end;
    } else if (end < text_.size()) {
      ++end;
    }
    return text_.substr(at_, end - at_);
  }
  std::string_view Take() {
    const std::string_view token = Peek();
    at_ += token.size();
    return token;
  }
  void Expect(std::string_view token) {
    if (Take() != token) Fail("expected '" + std::string(token) + "'");
  }

  static Json Typed(const char* type, const char* format = nullptr) {
    Json schema = Json::object();
    schema["type"] = type;
    if (format != nullptr) schema["format"] = format;
    return schema;
  }

  Json Fields() {
    Json properties = Json::object();
    Json required = Json::array();
    Expect("{");
    while (Peek() != "}") {
      const std::string name(Take());
      if (Peek() == "!") {
        Take();
        required.push_back(name);
      }
      const bool nullable = Peek() == "?";
      if (nullable) Take();
      Expect(":");
      Json type = Type();
      if (nullable && type.contains("$ref")) {
        Json wrapped = Json::object();
        wrapped["allOf"] = Json::array({type});
        type = std::move(wrapped);
      }
      if (nullable) type["nullable"] = true;
      properties[name] = std::move(type);
      if (Peek() == ",") Take();
    }
    Take();
    Json object = {{"type", "object"}};
    if (!required.empty()) object["required"] = std::move(required);
    object["properties"] = std::move(properties);
    return object;
  }

  Json Type() {
    std::vector<Json> options = {Single()};
    Json values = Json::array();
    while (Peek() == "|") {
      Take();
      options.push_back(Single());
    }
    if (options.size() == 1) return std::move(options.front());
    const bool words = std::all_of(options.begin(), options.end(),
                                   [](const Json& option) { return option.contains("enum"); });
    if (!words) return {{"oneOf", options}};
    for (const Json& option : options) values.push_back(option["enum"][0]);
    return {{"type", "string"}, {"enum", std::move(values)}};
  }

  Json Single() {
    const std::string token(Take());
    if (token == "[") {
      Json items = Type();
      Expect("]");
      return {{"type", "array"}, {"items", std::move(items)}};
    }
    if (token == "{") {
      Json values = Type();
      Expect("}");
      return {{"type", "object"}, {"additionalProperties", std::move(values)}};
    }
    if (token.starts_with('\'')) {
      Json word = Typed("string");
      word["enum"] = Json::array({token.substr(1, token.size() - 2)});
      return word;
    }
    static const std::map<std::string, Json, std::less<>> kPrimitives = {
        {"string", Typed("string")}, {"int", Typed("integer")},
        {"double", Typed("number")}, {"boolean", Typed("boolean")},
        {"object", Typed("object")}, {"long", Typed("integer", "int64")},
        {"any", Json::object()}};
    const auto primitive = kPrimitives.find(token);
    if (primitive != kPrimitives.end()) return primitive->second;
    if (token.empty() || !IsWord(token.front())) Fail("expected a type");
    names_.insert(token);
    return {{"$ref", kSchemas + token}};
  }

  std::string_view text_;
  size_t at_ = 0;
  std::set<std::string> names_;
};

Json Parameter(const std::string& name, const char* in) {
  return {{"name", name},
          {"in", in},
          {"required", std::string_view(in) == "path"},
          {"schema", {{"type", "string"}}}};
}

Json Content(const Json& schema, const std::string& media = "application/json") {
  return {{media, {{"schema", schema}}}};
}

Json TypeNamed(const std::string& type, const Json& schemas) {
  SchemaParser parser(type);
  Json parsed = parser.One();
  for (const std::string& name : parser.names()) {
    if (!schemas.contains(name)) {
      base::Throw(base::ErrorKind::kInternal, "an API has no type: {}", name);
    }
  }
  return parsed;
}

Json OperationOf(const Route& route, const OperationFacts& facts, const OpenApi& api,
                 const Json& schemas) {
  Json parameters = Json::array();
  for (size_t at = route.pattern.find('{'); at != std::string::npos;
       at = route.pattern.find('{', at + 1)) {
    const size_t end = route.pattern.find('}', at);
    parameters.push_back(Parameter(route.pattern.substr(at + 1, end - at - 1), "path"));
  }
  for (const std::string& name : facts.query) parameters.push_back(Parameter(name, "query"));
  for (const std::string& name : facts.headers) parameters.push_back(Parameter(name, "header"));
  Json done = {{"description", "Done"}};
  if (!facts.response.empty()) done["content"] = Content(TypeNamed(facts.response, schemas));
  Json operation = {{"operationId", route.operation},
                    {"summary", facts.summary},
                    {"parameters", std::move(parameters)}};
  if (!facts.request.empty()) {
    operation["requestBody"] = {
        {"required", true},
        {"content", Content(TypeNamed(facts.request, schemas), facts.request_media)}};
  }
  operation["responses"] = {
      {std::to_string(facts.status), std::move(done)},
      {"default",
       {{"description", "An error"}, {"content", Content(TypeNamed(api.error, schemas))}}}};
  return operation;
}

std::string Lower(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return text;
}

}  // namespace

std::string OpenApiDocument(const OpenApi& api, const std::vector<Route>& routes) {
  Json schemas = SchemaParser(api.schemas).All();
  Json paths = Json::object();
  std::set<std::string> seen;
  for (const Route& route : routes) {
    const auto facts = api.operations.find(route.operation);
    // Other spellings of a path are not told of.
    if (facts == api.operations.end() || !seen.insert(route.operation).second) continue;
    paths[route.pattern][Lower(route.method)] = OperationOf(route, facts->second, api, schemas);
  }
  for (const auto& [operation, facts] : api.operations) {
    if (!seen.contains(operation)) {
      base::Throw(base::ErrorKind::kInternal, "an API has no route for: {}", operation);
    }
  }
  const Json document = {
      {"openapi", "3.0.3"},
      {"info", {{"title", api.title}, {"version", api.version}, {"description", api.description}}},
      {"paths", std::move(paths)},
      {"components", {{"schemas", std::move(schemas)}}}};
  return document.dump(2);
}

Route OpenApiRoute(const std::string& path, const OpenApi& api, const std::vector<Route>& routes) {
  return {"GET", path, "getOpenApi",
          [text = OpenApiDocument(api, routes)](const Request&, const PathParameters&) {
            return TextResponse(200, text, "application/yaml");
          }};
}

}  // namespace tarn::http
