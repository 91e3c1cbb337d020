#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "http/router.h"

namespace tarn::http {

// What an OpenAPI document says of an operation beyond its method and path.
struct OperationFacts {
  std::string summary;
  std::vector<std::string> query = {};    // names of query parameters
  std::vector<std::string> headers = {};  // names of headers that it looks at
  std::string request = {};               // type of the body, as ParseSchemas has it; "" for none
  std::string response = {};              // likewise, of a success
  int status = 200;                       // of a success
  std::string request_media = "application/json";
};

// A document of OpenAPI 3.0.3, as JSON (which is YAML as well), from a table of routes: those whose
// `operation` has facts. Path parameters follow from the patterns.
//
// `schemas` has the types, each ending with a semicolon:
//   Name { field!: type, field: type, field?: type };   an object; '!' marks what is required, '?'
//                                                       what may be null
//   Name = type;
// A type is string, int, long, double, boolean, any, object, a name, [type] (array), {type} (map of
// strings to it), 'a' | 'b' (one of these strings), or A | B (one of several).
//
// `error` is the type of every answer that is no success. kInternal for text that does not parse, a
// type that is not there, and facts of an operation that no route has: all of them mistakes in the
// program.
struct OpenApi {
  std::string title;
  std::string version;
  std::string description;
  std::string_view schemas;
  std::string error;
  std::map<std::string, OperationFacts, std::less<>> operations;
};
std::string OpenApiDocument(const OpenApi& api, const std::vector<Route>& routes);

// Serves such a document under a path.
Route OpenApiRoute(const std::string& path, const OpenApi& api, const std::vector<Route>& routes);

}  // namespace tarn::http
