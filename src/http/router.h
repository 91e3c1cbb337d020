#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "http/message.h"

namespace tarn::http {

// The values of a route's {names}, percent-decoded. A value.
class PathParameters {
 public:
  PathParameters() = default;
  explicit PathParameters(std::map<std::string, std::string, std::less<>> values)
      : values_(std::move(values)) {}

  // "" for a name that the route does not have.
  const std::string& Get(std::string_view name) const;
  bool Has(std::string_view name) const { return values_.find(name) != values_.end(); }

 private:
  std::map<std::string, std::string, std::less<>> values_;
};

using Handler = std::function<Response(const Request& request, const PathParameters& path)>;

// A line of an API's table of routes. `pattern` is made of segments: a literal, "{name}" (one
// segment that is not empty) and, at the end only, "{name...}" (one or more segments; decoded each,
// then joined by '/'). A literal wins over "{name}", which wins over "{name...}".
struct Route {
  std::string method;  // "GET"; a GET route also answers HEAD unless HEAD has a route of its own
  std::string pattern;
  std::string operation;  // as the API's specification names it, e.g. "loadTable"
  Handler handler;
};

// How an API writes errors. Both must be set.
struct ErrorRenderer {
  // What never reached a handler (400, 404, 405), and 500 for an exception that is no base::Error.
  std::function<Response(const Request& request, int status, const std::string& message)> status;
  // What a handler threw.
  std::function<Response(const Request& request, const base::Error& error)> error;
};

// Finds the handler of a request. Made once, then const and thread safe. Paths are split at '/'
// first and decoded then, so that "a%2Fb" is one segment. Nothing is normalised: "//", "/./" and a
// slash at the end match no "{name}".
class Router {
 public:
  explicit Router(ErrorRenderer renderer);
  ~Router();
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;

  // kInternal for a malformed pattern and for a second route of the same method and pattern.
  void Add(Route route);
  void AddAll(std::vector<Route> routes);
  // In the order in which they were added: for documentation.
  const std::vector<Route>& routes() const { return routes_; }

  // Never throws but for want of memory: errors become responses. 404 for no route, 405 with Allow
  // when the path has routes of other methods.
  Response Handle(const Request& request) const;
  // An error from outside any handler, e.g. of who is not let in, as this API writes errors.
  Response Render(const Request& request, const base::Error& error) const {
    return renderer_.error(request, error);
  }

 private:
  struct Node;
  struct Found;
  void Search(const Node& node, const std::vector<std::string_view>& segments, size_t depth,
              std::vector<std::string>& values, const std::string& method, Found& found) const;
  Response Dispatch(const Request& request) const;

  ErrorRenderer renderer_;
  std::vector<Route> routes_;
  std::unique_ptr<Node> root_;
};

}  // namespace tarn::http
