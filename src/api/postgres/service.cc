#include "api/postgres/service.h"

#include <utility>

#include "api/postgres/connection.h"
#include "api/postgres/session.h"
#include "base/random.h"

namespace tarn::api::postgres {

Service::Service(engine::Engine& engine, ServiceOptions options)
    : engine_(engine), options_(std::move(options)) {}

std::unique_ptr<net::Conversation> Service::NewConversation(const net::Peer& peer) {
  return std::make_unique<Connection>(*this, peer);
}

Service::Key Service::Register(const std::shared_ptr<Session>& session) {
  base::RandomSource& random = base::RandomSource::System();
  Key key;
  constexpr size_t kSecretBytes = 4;  // of protocol 3.0
  uint64_t bits = random.Next();
  for (size_t i = 0; i < kSecretBytes; ++i, bits >>= 8) {
    key.secret += static_cast<char>(bits & 0xff);
  }
  std::lock_guard lock(mutex_);
  do {
    key.process_id = static_cast<int32_t>(random.Next() & 0x7fffffff);
  } while (key.process_id == 0 || sessions_.count(key.process_id) > 0);
  sessions_[key.process_id] = {key.secret, session};
  return key;
}

void Service::Forget(int32_t process_id) {
  std::lock_guard lock(mutex_);
  sessions_.erase(process_id);
}

void Service::Cancel(int32_t process_id, const std::string& secret) {
  std::shared_ptr<Session> session;
  {
    std::lock_guard lock(mutex_);
    const auto found = sessions_.find(process_id);
    if (found == sessions_.end() || found->second.secret.size() != secret.size()) return;
    // Looks at all of it, so that the time tells nothing of the secret.
    unsigned char differs = 0;
    for (size_t i = 0; i < secret.size(); ++i) {
      differs |= static_cast<unsigned char>(secret[i] ^ found->second.secret[i]);
    }
    if (differs != 0) return;
    session = found->second.session.lock();
  }
  if (session) session->Cancel();
}

size_t Service::sessions() const {
  std::lock_guard lock(mutex_);
  return sessions_.size();
}

}  // namespace tarn::api::postgres
