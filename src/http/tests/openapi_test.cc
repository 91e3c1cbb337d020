#include "http/openapi.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/error.h"

namespace tarn::http {
namespace {

using Json = nlohmann::json;

Handler Nothing() {
  return [](const Request&, const PathParameters&) { return Response(); };
}

OpenApi Api(std::string_view schemas) {
  OpenApi api;
  api.title = "t";
  api.version = "1";
  api.schemas = schemas;
  api.error = "Error";
  return api;
}

TEST(OpenApi, SaysWhatTheRoutesAndTheFactsSay) {
  OpenApi api = Api(R"(
    Error { message!: string };
    Pet { name!: string, tags: [string], owner?: Owner, kind: 'cat' | 'dog', more: {long} };
    Owner = string | Error;
  )");
  api.operations["putPet"] = {
      .summary = "Put", .query = {"dry"}, .request = "Pet", .response = "[Pet]"};
  api.operations["dropPet"] = {.summary = "Drop", .status = 204};
  const std::vector<Route> routes = {{"PUT", "/pets/{pet}", "putPet", Nothing()},
                                     {"DELETE", "/pets/{pet}", "dropPet", Nothing()},
                                     {"PUT", "/animals/{pet}", "putPet", Nothing()},
                                     {"GET", "/other", "other", Nothing()}};
  const Json document = Json::parse(OpenApiDocument(api, routes));
  EXPECT_EQ(document["paths"].size(), 1U) << "each operation once, and only those with facts";
  const Json& put = document["paths"]["/pets/{pet}"]["put"];
  EXPECT_EQ(put["operationId"], "putPet");
  EXPECT_EQ(put["parameters"][0]["name"], "pet");
  EXPECT_EQ(put["parameters"][0]["in"], "path");
  EXPECT_EQ(put["parameters"][1]["name"], "dry");
  EXPECT_EQ(put["requestBody"]["content"]["application/json"]["schema"]["$ref"],
            "#/components/schemas/Pet");
  EXPECT_EQ(put["responses"]["200"]["content"]["application/json"]["schema"]["type"], "array");
  EXPECT_FALSE(document["paths"]["/pets/{pet}"]["delete"]["responses"]["204"].contains("content"));
  const Json& pet = document["components"]["schemas"]["Pet"];
  EXPECT_EQ(pet["required"], Json({"name"}));
  EXPECT_EQ(pet["properties"]["kind"]["enum"], Json({"cat", "dog"}));
  EXPECT_EQ(pet["properties"]["owner"]["nullable"], true);
  EXPECT_EQ(pet["properties"]["more"]["additionalProperties"]["format"], "int64");
  EXPECT_EQ(document["components"]["schemas"]["Owner"]["oneOf"].size(), 2U);
}

TEST(OpenApi, MistakesAreErrors) {
  const std::vector<Route> routes = {{"GET", "/a", "a", Nothing()}};
  for (const char* schemas :
       {"Error { a: Missing };", "Error { a string };", "Error { a: [string };", "Error = ;"}) {
    EXPECT_THROW(OpenApiDocument(Api(schemas), routes), base::Error) << schemas;
  }
  OpenApi api = Api("Error { message!: string };");
  api.operations["unrouted"] = {.summary = "x"};
  EXPECT_THROW(OpenApiDocument(api, routes), base::Error);
  api.operations = {{"a", {.summary = "x", .response = "Nobody"}}};
  EXPECT_THROW(OpenApiDocument(api, routes), base::Error);
}

}  // namespace
}  // namespace tarn::http
