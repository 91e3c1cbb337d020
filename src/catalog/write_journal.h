#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/clock.h"
#include "catalog/catalog.h"
#include "store/object_store.h"

namespace tarn::catalog {

// A transaction that a dead writer left open.
struct OpenTransaction {
  std::string id;
  base::TimePoint begun;
  std::vector<std::string> files;
};

// Where one process declares what it is about to write: "<directory>/<writer>.journal", whose lock
// (flock) dies with the process. Lines: B <transaction> <time> | W <transaction> <path> | E
// <transaction>, each appended by one write(2), so that a killed process leaves whole lines, except
// perhaps the last. Thread safe.
//
// Lives in the lake's state directory, not in the object store: it says something about processes
// of machines that share that directory. The file is made when the first transaction begins.
class WriteJournal {
 public:
  WriteJournal(std::string directory, base::Clock& clock);
  ~WriteJournal();
  WriteJournal(const WriteJournal&) = delete;
  WriteJournal& operator=(const WriteJournal&) = delete;

  // The id of a new transaction.
  std::string Begin();
  void Declare(const std::string& transaction, const std::string& path);
  void End(const std::string& transaction);

 private:
  void OpenLocked();
  void AppendLocked(const std::string& line);

  const std::string directory_;
  base::Clock& clock_;
  std::mutex mutex_;
  int descriptor_ = -1;
  std::string path_;
  int open_transactions_ = 0;
};

// The journal of a writer that no longer lives. Holds its lock: two processes never recover the
// same writer.
class DeadJournal {
 public:
  // All dead writers' journals in `directory`, locked.
  static std::vector<std::unique_ptr<DeadJournal>> Find(const std::string& directory);
  ~DeadJournal();

  std::vector<OpenTransaction> OpenTransactions() const;
  // Removes the journal: everything in it was dealt with.
  void Discard();

 private:
  DeadJournal(std::string path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}

  std::string path_;
  int descriptor_ = -1;
};

// Calls `visit` for every file that an open transaction of any writer has declared, living or dead:
// what no clean-up may touch. A journal that ends meanwhile is skipped. kUnavailable and
// kPermissionDenied when a journal cannot be read: then nothing is known.
void VisitDeclaredFiles(const std::string& directory,
                        const std::function<void(const std::string& path)>& visit);

// WriteIntent over the journal.
class JournaledIntent : public WriteIntent {
 public:
  JournaledIntent(WriteJournal& journal, store::ObjectStore& store)
      : journal_(journal), store_(store), id_(journal.Begin()) {}
  ~JournaledIntent() override;

  void WillWrite(const std::string& path) override;
  void Abandon() override;

  const std::string& id() const { return id_; }
  std::vector<std::string> files() const;
  // The files declared since the last call: what a further try of the commit has to flush.
  std::vector<std::string> TakeUnflushed();
  // The commit took place: the files stay. Never fails: without the journal's last line recovery
  // finds the commit by its transaction.
  void Keep() noexcept;
  // Nobody knows whether the commit took place: the files stay, and so does the journal's record,
  // for recovery to find out.
  void Leave();

 private:
  bool Finish();

  WriteJournal& journal_;
  store::ObjectStore& store_;
  const std::string id_;
  mutable std::mutex mutex_;
  bool finished_ = false;
  std::vector<std::string> files_;
  size_t flushed_ = 0;
};

}  // namespace tarn::catalog
