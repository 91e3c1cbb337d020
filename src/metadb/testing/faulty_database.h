#pragma once

#include <functional>
#include <memory>
#include <utility>

#include "metadb/database.h"

namespace tarn::metadb::testing {

// Wraps a database and runs a hook before and after each COMMIT of a transaction and before each
// statement: a hook that throws makes it fail; after a COMMIT it is a commit whose answer was lost.
// For tests.
class FaultyDatabase : public Database {
 public:
  explicit FaultyDatabase(Database& inner) : inner_(inner) {}

  std::function<void()> before_commit = [] {};
  std::function<void()> after_commit = [] {};
  std::function<void(std::string_view sql)> before_statement = [](std::string_view) {};

  Dialect dialect() const override { return inner_.dialect(); }
  void Migrate(std::string_view module, const std::vector<Migration>& migrations) override {
    inner_.Migrate(module, migrations);
  }
  std::unique_ptr<Transaction> Begin(Isolation isolation) override {
    return std::make_unique<FaultyTransaction>(*this, inner_.Begin(isolation));
  }

 protected:
  int64_t Run(std::string_view sql, const Params& params) override {
    before_statement(sql);
    return inner_.ExecuteWith(sql, params);
  }
  void Select(std::string_view sql, const Params& params, std::span<const ColumnType> columns,
              const std::function<void(std::vector<Value>&)>& on_row) override {
    before_statement(sql);
    inner_.QueryRows(sql, params, columns, on_row);
  }

 private:
  class FaultyTransaction : public Transaction {
   public:
    FaultyTransaction(FaultyDatabase& owner, std::unique_ptr<Transaction> inner)
        : owner_(owner), inner_(std::move(inner)) {}
    Dialect dialect() const override { return inner_->dialect(); }
    void Commit() override {
      owner_.before_commit();
      inner_->Commit();
      owner_.after_commit();
    }
    void Rollback() noexcept override { inner_->Rollback(); }

   protected:
    int64_t Run(std::string_view sql, const Params& params) override {
      owner_.before_statement(sql);
      return inner_->ExecuteWith(sql, params);
    }
    void Select(std::string_view sql, const Params& params, std::span<const ColumnType> columns,
                const std::function<void(std::vector<Value>&)>& on_row) override {
      owner_.before_statement(sql);
      inner_->QueryRows(sql, params, columns, on_row);
    }

   private:
    FaultyDatabase& owner_;
    std::unique_ptr<Transaction> inner_;
  };

  Database& inner_;
};

}  // namespace tarn::metadb::testing
