#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "api/postgres/frontend.h"
#include "api/postgres/service.h"
#include "net/conversation.h"

namespace tarn::api::postgres {

class Session;

// A client's connection: how it begins (TLS, version, who it is), then the messages of its session
// (PostgreSQL 16, section 55.2.1 "Start-up").
class Connection : public net::Conversation {
 public:
  Connection(Service& service, const net::Peer& peer);
  ~Connection() override;

  net::Step Advance(std::string_view input, size_t& taken, std::string& output) override;
  std::string LastWords(net::Ending ending) override;
  void Abandon() override;

 private:
  enum class Phase { kStartup, kPassword, kSession, kOver };

  net::Step Startup(const Frame& frame, std::string& out);
  void Accept(const StartupMessage& startup, std::string& out);
  void LetIn(const std::string& password, std::string& out);
  void Greet(std::string& out);
  net::Step Talk(std::string_view input, size_t& taken, std::string& out);
  net::Step Read(size_t wanted) const;
  net::Step Refuse(const base::Error& error, std::string& out);

  Service& service_;
  const net::Peer peer_;
  Phase phase_ = Phase::kStartup;
  bool secure_ = false;
  bool asked_for_tls_ = false;
  StartupMessage startup_;
  int32_t process_id_ = 0;
  std::mutex mutex_;  // of `session_`, for Abandon
  std::shared_ptr<Session> session_;
};

}  // namespace tarn::api::postgres
