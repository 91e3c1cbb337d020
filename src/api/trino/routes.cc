#include <charconv>

#include <date/date.h>
#include <fmt/format.h>

#include "api/trino/error_codes.h"
#include "api/trino/result_types.h"
#include "api/trino/service.h"
#include "auth/identity.h"
#include "base/base64.h"
#include "http/loopback.h"

namespace tarn::api::trino {
namespace {

using base::Error;
using base::ErrorKind;
using http::PathParameters;
using http::Request;
using http::Response;
using nlohmann::json;
using std::chrono::milliseconds;

int StatusOf(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kInvalidArgument: return 400;
    case ErrorKind::kUnauthenticated: return 401;
    case ErrorKind::kPermissionDenied: return 403;
    case ErrorKind::kNotFound: return 404;
    case ErrorKind::kFailedPrecondition: return 410;
    case ErrorKind::kUnavailable:
    case ErrorKind::kResourceExhausted: return 503;
    default: return 500;
  }
}

http::ErrorRenderer Errors() {
  return {.status = [](const Request&, int status,
                       const std::string& message) { return http::TextResponse(status, message); },
          .error =
              [](const Request&, const Error& error) {
                Response response = http::TextResponse(StatusOf(error.kind()), error.Describe());
                if (response.status == 401) {
                  response.headers.Add("WWW-Authenticate", "Basic realm=\"Trino\"");
                  response.headers.Add("WWW-Authenticate", "Bearer realm=\"Trino\"");
                }
                return response;
              }};
}

// Where the client reached us: what links begin with.
std::string BaseUri(const Request& request) {
  const std::string host = request.headers.Get("Host");
  const bool is_host = !host.empty() && host.find_first_not_of(
                                            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                            "0123456789.-_:[]") == std::string::npos;
  if (!is_host) base::Throw(ErrorKind::kInvalidArgument, "the Host header is no host: '{}'", host);
  return (request.secure ? "https://" : "http://") + host;
}

// io.airlift.units.Duration: "1s", "500.00ms".
milliseconds MaxWait(const Request& request, milliseconds otherwise) {
  const std::string text = request.query.Get("maxWait");
  if (text.empty()) return otherwise;
  double number = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string unit(end.ptr, text.data() + text.size() - end.ptr);
  const double scale = unit == "ms" ? 1 : unit == "s" ? 1000 : unit == "m" ? 60'000 : -1;
  if (end.ec != std::errc() || scale < 0 || !(number >= 0 && number * scale < 1e9)) {
    base::Throw(ErrorKind::kInvalidArgument, "maxWait is no duration such as 1s: '{}'", text);
  }
  return milliseconds(static_cast<int64_t>(number * scale));
}

// The member "data" as io.trino.client.spooling.EncodedQueryData.
json SegmentsJson(const Query& query, const ResultPage& page, const std::string& base_uri) {
  json segments = json::array();
  for (const ResultSegment& segment : page.segments) {
    const uint64_t size = segment.spooled ? segment.spooled->bytes : segment.bytes.size();
    json metadata = {
        {"rowOffset", segment.first_row}, {"rowsCount", segment.rows}, {"segmentSize", size}};
    if (segment.uncompressed_bytes) metadata["uncompressedSize"] = *segment.uncompressed_bytes;
    if (!segment.spooled) {
      segments.push_back({{"type", "inline"},
                          {"data", base::Base64(segment.bytes)},
                          {"metadata", std::move(metadata)}});
      continue;
    }
    metadata["expiresAt"] =
        date::format("%FT%T", std::chrono::floor<milliseconds>(segment.spooled->expires));
    segments.push_back({{"type", "spooled"},
                        {"uri", base_uri + "/v1/spooled/download/" + segment.spooled->id},
                        {"ackUri", base_uri + "/v1/spooled/ack/" + segment.spooled->id},
                        {"headers", json::object()},
                        {"metadata", std::move(metadata)}});
  }
  return {{"encoding", DataEncodingName(*query.context().encoding)},
          {"metadata", json::object()},
          {"segments", std::move(segments)}};
}

// What to do about an error, beyond Trino's own warning codes.
const json kHintWarning = {{"code", 0x0A00'0000}, {"name", "HINT"}};

// The results as io.trino.client.QueryResults. Rows are in JSON already.
Response PageResponse(const Query& query, const ResultPage& page, const Request& request) {
  const std::string base_uri = BaseUri(request);
  json body = {{"id", query.id()},
               {"infoUri", base_uri + "/ui/query.html?" + query.id()},
               {"stats", StatsJson(page.info)},
               {"warnings", json::array()}};
  if (page.next_token) {
    const bool queued = page.info.state == query::QueryState::kQueued;
    body["nextUri"] =
        fmt::format("{}/v1/statement/{}/{}/{}/{}", base_uri, queued ? "queued" : "executing",
                    query.id(), query.slug(), *page.next_token);
    if (!queued) {
      body["partialCancelUri"] = fmt::format("{}/v1/statement/executing/partialCancel/{}/0/{}/{}",
                                             base_uri, query.id(), query.slug(), *page.next_token);
    }
  }
  if (page.error) {
    json error = *page.error;
    if (const auto hint = error.find(kHintMember); hint != error.end()) {
      body["warnings"].push_back({{"warningCode", kHintWarning}, {"message", *hint}});
      error.erase(hint);
    }
    body["error"] = std::move(error);
  } else if (page.columns) {
    body["columns"] = *page.columns;
  }
  if (!page.update_type.empty()) body["updateType"] = page.update_type;
  if (page.update_count) body["updateCount"] = *page.update_count;
  if (!page.segments.empty()) body["data"] = SegmentsJson(query, page, base_uri);
  std::string text = body.dump(-1, ' ', false, json::error_handler_t::replace);
  if (!page.rows.empty()) {
    size_t size = text.size() + 16;
    for (const std::string& rows : page.rows) size += rows.size() + 1;
    text.reserve(size);
    text.pop_back();
    text += ",\"data\":[";
    for (size_t i = 0; i < page.rows.size(); ++i) {
      if (i > 0) text += ',';
      text += page.rows[i];
    }
    text += "]}";
  }
  Response response = http::JsonResponse(200, std::move(text));
  response.headers.Add("Cache-Control", "no-store");
  // For a client on this machine compressing costs more than it saves.
  response.may_compress = !http::IsLoopbackHost(http::PeerHost(request));
  AddHeaders(page.changes, response.headers);
  return response;
}

int64_t TokenOf(const PathParameters& path) {
  const std::string& text = path.Get("token");
  int64_t token = -1;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), token);
  if (end.ec != std::errc() || end.ptr != text.data() + text.size() || token < 0) {
    base::Throw(ErrorKind::kNotFound, "no such page: '{}'", text);
  }
  return token;
}

class Handlers {
 public:
  explicit Handlers(Service& service) : service_(service) {}

  Response Submit(const Request& request) const {
    BaseUri(request);
    const ClientContext context = ParseClientContext(request);
    if (request.body.empty()) {
      throw Error(ErrorKind::kInvalidArgument, "SQL statement is empty");
    }
    if (request.body.size() > service_.options().statement_bytes) {
      base::Throw(ErrorKind::kInvalidArgument,
                  "Query text length ({}) exceeds the maximum length ({})", request.body.size(),
                  service_.options().statement_bytes);
    }
    const auto query = service_.queries().Submit(request.body, context);
    return PageResponse(*query, query->Peek(), request);
  }

  Response Fetch(const Request& request, const PathParameters& path) const {
    BaseUri(request);
    const auto query = Find(path);
    const int64_t token = TokenOf(path);
    const auto page =
        service_.Waiting(MaxWait(request, service_.options().longest_wait),
                         [&](milliseconds wait) { return query->Fetch(token, wait); });
    return PageResponse(*query, *page, request);
  }

  Response Cancel(const PathParameters& path) const {
    const auto query = FindOwn(path.Get("id"));
    if (query != nullptr && query->slug() != path.Get("slug")) NoQuery(path.Get("id"));
    if (query != nullptr) query->Cancel(kUserCanceled, "Query was canceled");
    return {.status = 204};
  }

  Response StopReading(const PathParameters& path) const {
    Find(path)->StopReading();
    return {.status = 204};
  }

  // Whoever knows a segment's id may have it: clients send no password here.
  Response Download(const PathParameters& path) const {
    constexpr size_t kPiece = size_t{1} << 20;
    auto range = service_.queries().segments().Open(path.Get("id"));
    if (range == nullptr) base::Throw(ErrorKind::kNotFound, "Segment not found, or expired");
    Response response{
        .status = 200,
        .headers = {{"Content-Type", "application/octet-stream"}, {"Cache-Control", "no-store"}}};
    response.stream = [range = std::move(range), at = uint64_t{0}]() mutable {
      std::string piece = ReadRange(*range, at, kPiece);
      at += piece.size();
      return piece;
    };
    return response;
  }

  Response Acknowledge(const PathParameters& path) const {
    service_.queries().segments().Acknowledge(path.Get("id"));
    return http::TextResponse(200, "");
  }

  Response Info() const {
    const double minutes = static_cast<double>(service_.uptime().count()) / 60'000;
    const json info = {{"nodeVersion", {{"version", kTrinoVersion}}},
                       {"environment", service_.options().environment},
                       {"coordinator", true},
                       {"starting", false},
                       {"uptime", fmt::format("{:.2f}m", minutes)}};
    return http::JsonResponse(200, info.dump());
  }

  Response List(const Request& request) const {
    const std::string base_uri = BaseUri(request);
    const std::string state = request.query.Get("state");
    json list = json::array();
    for (const query::QueryInfo& info : service_.queries().tracker().List()) {
      if (!state.empty() && !http::EqualsIgnoreCase(state, QueryStateName(info.state))) continue;
      list.push_back(QueryInfoJson(info, base_uri));
    }
    return http::JsonResponse(200, list.dump(-1, ' ', false, json::error_handler_t::replace));
  }

  Response Show(const Request& request, const PathParameters& path) const {
    const auto info = service_.queries().tracker().Find(path.Get("id"));
    if (!info) Gone(path.Get("id"));
    return http::JsonResponse(200, QueryInfoJson(*info, BaseUri(request))
                                       .dump(-1, ' ', false, json::error_handler_t::replace));
  }

  // A query that is over is left as it is.
  Response End(const PathParameters& path) const {
    try {
      service_.queries().tracker().End(path.Get("id"), {kUserCanceled.code, kUserCanceled.name,
                                                        kUserCanceled.type, "Query was canceled"});
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::kNotFound) Gone(path.Get("id"));
    }
    return {.status = 204};
  }

  Response Kill(const PathParameters& path, const std::string& message) const {
    try {
      service_.queries().tracker().Kill(path.Get("id"), message);
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::kNotFound) Gone(path.Get("id"));
      return http::TextResponse(409, error.Describe());
    }
    return {.status = 204};
  }

 private:
  [[noreturn]] static void NoQuery(const std::string& id) {
    base::Throw(ErrorKind::kNotFound, "Query not found: {}", id);
  }
  [[noreturn]] static void Gone(const std::string& id) {
    base::Throw(ErrorKind::kFailedPrecondition, "Query not found, or expired: {}", id);
  }
  // Null also for somebody else's: what one may not see is not there.
  std::shared_ptr<Query> FindOwn(const std::string& id) const {
    auto query = service_.queries().Find(id);
    if (query != nullptr && !query->VisibleTo(auth::CurrentIdentity())) return nullptr;
    return query;
  }
  std::shared_ptr<Query> Find(const PathParameters& path) const {
    auto query = FindOwn(path.Get("id"));
    if (query == nullptr || query->slug() != path.Get("slug")) NoQuery(path.Get("id"));
    return query;
  }

  Service& service_;
};

Response Redirect(const std::string& where) {
  Response response = http::TextResponse(303, "");
  response.headers.Add("Location", where);
  return response;
}

// To the page that the form asks for, of this server whatever host it names.
Response LoggedIn(const Request& request) {
  std::string path = http::ParseTarget("/?" + request.body).query.Get("redirectPath");
  const size_t scheme = path.find("://");
  if (scheme != std::string::npos) path.erase(0, std::min(path.find('/', scheme + 3), path.size()));
  const bool local = path.starts_with('/') && !path.starts_with("//") &&
                     path.find_first_of("\\\r\n") == std::string::npos;
  return Redirect(local ? path : "/ui");
}

}  // namespace

Service::Service(engine::Engine& engine, query::QueryTracker& tracker, ServiceOptions options)
    : options_(std::move(options)), queries_(engine, tracker, options_.queries) {}

milliseconds Service::uptime() const {
  return std::chrono::duration_cast<milliseconds>(SteadyClock::now() - started_);
}

http::Router NewRouter(Service& service) {
  const Handlers handlers(service);
  const auto fetch = [handlers](const Request& request, const PathParameters& path) {
    return handlers.Fetch(request, path);
  };
  const auto cancel = [handlers](const Request&, const PathParameters& path) {
    return handlers.Cancel(path);
  };
  const auto acknowledge = [handlers](const Request&, const PathParameters& path) {
    return handlers.Acknowledge(path);
  };
  http::Router router(Errors());
  router.AddAll({
      {"POST", "/v1/statement", "submitStatement",
       [handlers](const Request& request, const PathParameters&) {
         return handlers.Submit(request);
       }},
      {"GET", "/v1/statement/queued/{id}/{slug}/{token}", "fetchResults", fetch},
      {"GET", "/v1/statement/executing/{id}/{slug}/{token}", "fetchResults", fetch},
      {"DELETE", "/v1/statement/queued/{id}/{slug}/{token}", "cancelStatement", cancel},
      {"DELETE", "/v1/statement/executing/{id}/{slug}/{token}", "cancelStatement", cancel},
      {"DELETE", "/v1/statement/executing/partialCancel/{id}/{stage}/{slug}/{token}",
       "partialCancel",
       [handlers](const Request&, const PathParameters& path) {
         return handlers.StopReading(path);
       }},
      {"GET", "/v1/spooled/download/{id}", "downloadSegment",
       [handlers](const Request&, const PathParameters& path) { return handlers.Download(path); }},
      {"GET", "/v1/spooled/ack/{id}", "acknowledgeSegment", acknowledge},
      {"DELETE", "/v1/spooled/ack/{id}", "acknowledgeSegment", acknowledge},
      {"DELETE", "/v1/spooled/download/{id}", "acknowledgeSegment", acknowledge},
      {"GET", "/v1/info", "info",
       [handlers](const Request&, const PathParameters&) { return handlers.Info(); }},
      {"GET", "/v1/info/state", "infoState",
       [](const Request&, const PathParameters&) { return http::JsonResponse(200, "\"ACTIVE\""); }},
      {"GET", "/v1/info/coordinator", "infoCoordinator",
       [](const Request&, const PathParameters&) { return http::TextResponse(200, ""); }},
      {"GET", "/v1/status", "status",
       [handlers](const Request&, const PathParameters&) { return handlers.Info(); }},
      {"GET", "/v1/query", "listQueries",
       [handlers](const Request& request, const PathParameters&) {
         return handlers.List(request);
       }},
      {"GET", "/v1/query/{id}", "getQuery",
       [handlers](const Request& request, const PathParameters& path) {
         return handlers.Show(request, path);
       }},
      {"DELETE", "/v1/query/{id}", "killQuery",
       [handlers](const Request&, const PathParameters& path) { return handlers.End(path); }},
      {"PUT", "/v1/query/{id}/killed", "killQuery",
       [handlers](const Request& request, const PathParameters& path) {
         return handlers.Kill(path, request.body);
       }},
      // What tools that read queries of Trino's web interface ask; users are known by each
      // request's own credentials.
      {"GET", "/ui/api/query", "listQueries",
       [handlers](const Request& request, const PathParameters&) {
         return handlers.List(request);
       }},
      {"GET", "/ui/api/query/{id}", "getQuery",
       [handlers](const Request& request, const PathParameters& path) {
         return handlers.Show(request, path);
       }},
      {"POST", "/ui/auth/login", "uiLogin",
       [](const Request&, const PathParameters&) { return Response{.status = 204}; }},
      {"POST", "/ui/login", "uiLogin",
       [](const Request& request, const PathParameters&) { return LoggedIn(request); }},
      {"GET", "/ui", "ui",
       [](const Request&, const PathParameters&) { return Redirect("/v1/query"); }},
      {"GET", "/ui/{page...}", "ui",
       [](const Request&, const PathParameters&) { return Redirect("/v1/query"); }},
  });
  return router;
}

}  // namespace tarn::api::trino
