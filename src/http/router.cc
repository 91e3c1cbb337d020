#include "http/router.h"

#include <optional>
#include <set>

namespace tarn::http {
namespace {

using base::Error;
using base::ErrorKind;

bool IsParameter(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}
bool IsRest(std::string_view segment) { return IsParameter(segment) && segment.ends_with("...}"); }

std::string ParameterName(std::string_view segment) {
  segment = segment.substr(1, segment.size() - 2);
  if (segment.ends_with("...")) segment.remove_suffix(3);
  return std::string(segment);
}

}  // namespace

const std::string& PathParameters::Get(std::string_view name) const {
  static const std::string kNone;
  auto found = values_.find(name);
  return found != values_.end() ? found->second : kNone;
}

// A tree of segments. A leaf names routes by their place in `routes_`, one a method.
struct Router::Node {
  struct Leaf {
    size_t route = 0;
    std::vector<std::string> names;  // of its parameters, in order
  };
  using Leaves = std::map<std::string, Leaf, std::less<>>;

  std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
  std::unique_ptr<Node> parameter;
  Leaves here;
  Leaves rest;
};

struct Router::Found {
  const Node::Leaf* leaf = nullptr;
  std::vector<std::string> values;
  std::set<std::string> allowed;  // methods of all routes that the path fits
};

Router::Router(ErrorRenderer renderer)
    : renderer_(std::move(renderer)), root_(std::make_unique<Node>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::Add(Route route) {
  Node* node = root_.get();
  Node::Leaf leaf{routes_.size(), {}};
  const auto segments = SplitPath(route.pattern);
  bool rest = false;
  for (size_t i = 0; i < segments.size(); ++i) {
    const std::string_view segment = segments[i];
    if (IsParameter(segment)) leaf.names.push_back(ParameterName(segment));
    if (IsRest(segment)) {
      if (i + 1 != segments.size()) {
        base::Throw(ErrorKind::kInternal, "only the last segment can take the rest of a path: {}",
                    route.pattern);
      }
      rest = true;
      break;
    }
    auto& next = IsParameter(segment) ? node->parameter : node->literals[std::string(segment)];
    if (!next) next = std::make_unique<Node>();
    node = next.get();
  }
  Node::Leaves& leaves = rest ? node->rest : node->here;
  if (!leaves.emplace(route.method, std::move(leaf)).second) {
    base::Throw(ErrorKind::kInternal, "two routes for {} {}", route.method, route.pattern);
  }
  routes_.push_back(std::move(route));
}

void Router::AddAll(std::vector<Route> routes) {
  for (auto& route : routes) Add(std::move(route));
}

void Router::Search(const Node& node, const std::vector<std::string_view>& segments, size_t depth,
                    std::vector<std::string>& values, const std::string& method,
                    Found& found) const {
  const auto take = [&](const Node::Leaves& leaves) {
    for (const auto& [allowed, unused] : leaves) {
      found.allowed.insert(allowed);
      if (allowed == "GET") found.allowed.insert("HEAD");
    }
    auto leaf = leaves.find(method);
    if (leaf == leaves.end() && method == "HEAD") leaf = leaves.find(std::string_view("GET"));
    if (leaf == leaves.end() || found.leaf != nullptr) return;
    found.leaf = &leaf->second;
    found.values = values;
  };
  if (depth == segments.size()) {
    take(node.here);
    return;
  }
  const std::string_view segment = segments[depth];
  if (auto literal = node.literals.find(segment); literal != node.literals.end()) {
    Search(*literal->second, segments, depth + 1, values, method, found);
  }
  if (found.leaf != nullptr) return;
  if (node.parameter && !segment.empty()) {
    values.push_back(PercentDecode(segment));
    Search(*node.parameter, segments, depth + 1, values, method, found);
    values.pop_back();
  }
  if (found.leaf != nullptr || node.rest.empty()) return;
  std::string rest;
  for (size_t i = depth; i < segments.size(); ++i) {
    if (i != depth) rest.push_back('/');
    rest += PercentDecode(segments[i]);
  }
  values.push_back(std::move(rest));
  take(node.rest);
  values.pop_back();
}

Response Router::Dispatch(const Request& request) const {
  Found found;
  std::vector<std::string> values;
  try {
    Search(*root_, SplitPath(request.path), 0, values, request.method, found);
  } catch (const Error& error) {
    return renderer_.status(request, 400, error.message());
  }
  if (found.leaf != nullptr) {
    const Route& route = routes_[found.leaf->route];
    std::map<std::string, std::string, std::less<>> named;
    for (size_t i = 0; i < found.values.size(); ++i) {
      named.insert_or_assign(found.leaf->names[i], std::move(found.values[i]));
    }
    Response response;
    try {
      response = route.handler(request, PathParameters(std::move(named)));
    } catch (const Error& error) {
      response = renderer_.error(request, error);
    }
    response.operation = route.operation;
    return response;
  }
  if (found.allowed.empty()) {
    return renderer_.status(request, 404, fmt::format("no such resource: {}", request.path));
  }
  std::string allow;
  for (const auto& method : found.allowed) allow += (allow.empty() ? "" : ", ") + method;
  Response response = renderer_.status(
      request, 405,
      fmt::format("{} does not allow {}: it allows {}", request.path, request.method, allow));
  response.headers.Set("Allow", allow);
  return response;
}

Response Router::Handle(const Request& request) const {
  try {
    return Dispatch(request);
  } catch (const std::exception& error) {
    return renderer_.status(request, 500, error.what());
  }
}

}  // namespace tarn::http
