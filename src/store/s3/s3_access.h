#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "http/client.h"
#include "store/s3/s3_options.h"

namespace tarn::store::s3 {

struct S3AccessOptions {
  S3Options s3;              // what requests are signed with, and who asks for temporary keys
  std::string sts_endpoint;  // empty: there are no temporary keys
  // Which role the keys are of. Empty: none is told, and the keys are of the lake's own user, which
  // services other than Amazon's know.
  std::string role_arn;
  std::chrono::seconds lifetime{3600};
};

// Keys for somebody else, for a while.
struct TemporaryKeys {
  Credentials credentials;
  base::TimePoint expires;
};

// A request that somebody else wants to send to the service.
struct RemoteRequest {
  std::string method;
  std::string uri;
  std::string region;
  std::map<std::string, std::vector<std::string>> headers;
  std::string body;  // of DeleteObjects
};

// What somebody may do: in which folders (s3://…, without a slash at the end), and whether they may
// write there.
struct S3Scope {
  std::vector<std::string> folders;
  bool write = false;
};

// What others get so that they can reach objects themselves, limited to some folders. Thread safe;
// blocks while keys are fetched.
class S3Access {
 public:
  explicit S3Access(S3AccessOptions options, base::Clock& clock = base::Clock::System());

  const S3Options& options() const { return options_.s3; }
  bool has_temporary_keys() const { return !options_.sts_endpoint.empty(); }

  // Keys by AssumeRole of the Security Token Service, with a session policy for exactly these
  // folders: not for "orders2" beside "orders". None when the service has none, or a folder's name
  // has characters that mean something in a policy. The same are given until half of their time is
  // over. kUnavailable, kPermissionDenied when the service refuses.
  std::optional<TemporaryKeys> Vend(const S3Scope& scope);

  // The headers to send the request with. kPermissionDenied for one that leads out of the scope, to
  // another host, or does more than read, write, delete and list objects: rights of objects, copies
  // from elsewhere. kInvalidArgument for a URI that is none.
  std::map<std::string, std::vector<std::string>> SignFor(const RemoteRequest& request,
                                                          const S3Scope& scope) const;
  // The object that a URI is about, s3://bucket/key; errors as SignFor.
  std::string PathOf(const std::string& uri) const;

 private:
  TemporaryKeys AssumeRole(const std::string& policy);

  const S3AccessOptions options_;
  base::Clock& clock_;
  http::Client client_;
  std::mutex mutex_;
  std::map<std::string, std::pair<TemporaryKeys, base::TimePoint>> vended_;  // by policy; till when
};

// The session policy of a scope; none for names that a policy cannot have.
std::optional<std::string> SessionPolicy(const S3Scope& scope);

}  // namespace tarn::store::s3
