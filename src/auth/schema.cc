#include "auth/store.h"

namespace tarn::auth {

const std::vector<metadb::Migration>& AuthMigrations() {
  static const std::vector<metadb::Migration> migrations = {
      {1,
       "users and access",
       {
           "CREATE TABLE auth_state (name TEXT PRIMARY KEY, value BIGINT NOT NULL)",
           "INSERT INTO auth_state (name, value) VALUES ('version', 1)",
           "CREATE TABLE auth_user (name TEXT PRIMARY KEY, kind TEXT NOT NULL, "
           "password_hash TEXT NOT NULL, password_changed_at BIGINT NOT NULL, "
           "created_at BIGINT NOT NULL)",
           "CREATE TABLE auth_role (name TEXT PRIMARY KEY, description TEXT NOT NULL, "
           "created_at BIGINT NOT NULL)",
           "INSERT INTO auth_role (name, description, created_at) VALUES "
           "('admin', 'may do everything', 0)",
           "INSERT INTO auth_role (name, description, created_at) VALUES "
           "('public', 'everybody who is known has it', 0)",
           "CREATE TABLE auth_user_role (user_name TEXT NOT NULL, role TEXT NOT NULL, "
           "PRIMARY KEY (user_name, role))",
           "CREATE TABLE auth_rule (id {identity}, role TEXT NOT NULL, effect TEXT NOT NULL, "
           "actions TEXT NOT NULL, ref TEXT NOT NULL, resource TEXT NOT NULL)",
           "CREATE TABLE auth_protection (ref TEXT PRIMARY KEY, merge_roles TEXT NOT NULL, "
           "commit_roles TEXT NOT NULL)",
           "CREATE TABLE auth_token (id TEXT PRIMARY KEY, user_name TEXT NOT NULL, "
           "name TEXT NOT NULL, secret_hash TEXT NOT NULL, created_at BIGINT NOT NULL, "
           "expires_at BIGINT, last_used_at BIGINT)",
           "CREATE INDEX auth_token_user ON auth_token (user_name)",
           "CREATE TABLE auth_key (id TEXT PRIMARY KEY, secret {blob} NOT NULL, "
           "created_at BIGINT NOT NULL)",
           "CREATE TABLE auth_audit (number {identity}, time BIGINT NOT NULL, "
           "user_name TEXT NOT NULL, action TEXT NOT NULL, reference TEXT NOT NULL, "
           "commit_before TEXT NOT NULL, commit_after TEXT NOT NULL, request_id TEXT NOT NULL, "
           "details TEXT NOT NULL)",
           "CREATE INDEX auth_audit_time ON auth_audit (time)",
       }}};
  return migrations;
}

}  // namespace tarn::auth
